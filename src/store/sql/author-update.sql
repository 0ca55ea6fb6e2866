UPDATE author SET
    name = :name, post = :post, qualifications = :qualifications, initials = :initials,
    department = :department, back_step = :back_step, person = :person, work_type = :work_type,
    speed = :speed, until = :until, successor = :successor, revision = revision + 1
WHERE id = :id
