INSERT INTO person (id, name, initials, role, until)
VALUES (:id, :name, :initials, :role, :until)
