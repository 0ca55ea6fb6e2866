WHERE id NOT IN (SELECT alias FROM patient_alias)
ORDER BY touched DESC
LIMIT ?1
