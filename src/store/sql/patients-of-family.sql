SELECT ranged.patient
FROM (SELECT patient FROM patient_key WHERE key >= ?1 AND key < ?2 LIMIT ?3) AS ranged
JOIN patient AS found ON found.id = ranged.patient
WHERE NOT EXISTS (SELECT 1 FROM json_each(?4) AS word WHERE instr(found.search, word.value) = 0)
LIMIT ?5
