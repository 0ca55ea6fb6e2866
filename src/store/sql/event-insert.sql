INSERT INTO event (id, at, who, action, subject, person, patient, letter, format, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
