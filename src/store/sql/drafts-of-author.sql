SELECT id, dictated_at, draft
FROM dictation
WHERE author = ?1 AND draft IS NOT NULL
ORDER BY id DESC
