UPDATE patient SET
    title = :title, given = :given, family = :family, born = :born, nhs_number = :nhs_number,
    hospital_number = :hospital_number, address = :address, practice = :practice, details = :details,
    search = :search, touched = (SELECT max(touched) + 1 FROM patient), revision = revision + 1
WHERE id = :id
