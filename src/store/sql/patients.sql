SELECT id, title, given, family, born, nhs_number, hospital_number, address, practice, details, revision
FROM patient
