SELECT id, name, post, qualifications, initials, department, back_step, person, revision
FROM author
