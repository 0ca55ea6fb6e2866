SELECT id, name, post, qualifications, initials, department, back_step, person, work_type, speed,
    until, successor, revision
FROM author
