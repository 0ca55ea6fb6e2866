SELECT letter.id, version, start
FROM letter JOIN letter_version ON letter = letter.id
WHERE letter.id = ?1
ORDER BY version DESC
LIMIT 1
