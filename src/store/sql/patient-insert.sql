INSERT INTO patient
    (id, title, given, family, born, nhs_number, hospital_number, address, practice, details, search, touched)
VALUES
    (:id, :title, :given, :family, :born, :nhs_number, :hospital_number, :address, :practice, :details, :search,
     (SELECT coalesce(max(touched), 0) + 1 FROM patient))
