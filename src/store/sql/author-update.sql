UPDATE author SET
    name = :name, post = :post, qualifications = :qualifications, initials = :initials,
    department = :department, back_step = :back_step, revision = revision + 1
WHERE id = :id
