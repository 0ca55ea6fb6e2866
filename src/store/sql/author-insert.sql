INSERT INTO author (id, name, post, qualifications, initials, department, back_step)
VALUES (:id, :name, :post, :qualifications, :initials, :department, :back_step)
