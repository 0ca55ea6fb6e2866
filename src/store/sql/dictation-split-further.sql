INSERT INTO dictation
    (author, clinic, work_type, priority, status, length, dictated_at, position,
     received, sha256, recording, extension, heard, draft, part, parts, starts, ends)
SELECT author, clinic, work_type, priority, :status, length, dictated_at, :starts,
    received, sha256, recording, extension, heard, :draft, :part, :parts, :starts, :ends
FROM dictation
WHERE id = :first
