SELECT id, name, post, qualifications, initials, department, back_step
FROM author
ORDER BY name, id
