INSERT INTO author (
    id, name, post, qualifications, initials, department, back_step, person, work_type, speed,
    until, successor
)
VALUES (
    :id, :name, :post, :qualifications, :initials, :department, :back_step, :person, :work_type,
    :speed, :until, :successor
)
