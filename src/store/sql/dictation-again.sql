INSERT INTO dictation
    (author, clinic, work_type, priority, status, length, dictated_at, dated_by, position,
     received, heard, draft)
SELECT author, clinic, work_type, priority, :status, length, dictated_at, dated_by, :position,
    received, heard, :draft
FROM dictation
WHERE id = :first
