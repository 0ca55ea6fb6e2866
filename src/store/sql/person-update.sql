UPDATE person SET
    name = :name, initials = :initials, role = :role, until = :until, revision = revision + 1
WHERE id = :id
