INSERT INTO dictation
    (author, clinic, work_type, priority, status, length, dictated_at, dated_by, position,
     received, heard, draft, introduced)
SELECT author, clinic, work_type, priority, :status, length, dictated_at, dated_by, :position,
    received, heard, :draft, :introduced
FROM dictation
WHERE id = :first
