WHERE id IN (
    SELECT coalesce(patient_alias.of, found.id)
    FROM json_each(?1) AS named
    JOIN patient AS found ON found.id = named.value
    LEFT JOIN patient_alias ON patient_alias.alias = found.id
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?2) AS word WHERE instr(found.search, word.value) = 0)
)
ORDER BY family, given, id
LIMIT ?3
