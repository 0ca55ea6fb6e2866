SELECT id, name, post, qualifications, initials, department, back_step, revision
FROM author
