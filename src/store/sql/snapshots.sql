SELECT version, stage, at, name, bytes
FROM snapshot JOIN content ON sha256 = content LEFT JOIN person ON person.id = person
WHERE letter = ?1
ORDER BY version, place
