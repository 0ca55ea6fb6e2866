WHERE NOT EXISTS (
    SELECT 1 FROM filing WHERE filing.letter = document.letter AND filing.version = document.version
)
ORDER BY letter, version
