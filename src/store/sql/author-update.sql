UPDATE author SET
    name = :name, post = :post, qualifications = :qualifications, initials = :initials,
    department = :department, back_step = :back_step
WHERE id = :id
