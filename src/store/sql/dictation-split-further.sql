INSERT INTO dictation
    (author, patient, clinic, work_type, priority, status, length, dictated_at, position,
     received, sha256, recording, extension, heard, draft, part, parts, starts, ends)
SELECT :author, :patient, :clinic, :work_type, :priority, :status, :length, :dictated_at, :position,
    received, sha256, recording, extension, heard, :draft, :part, :parts, :starts, :ends
FROM dictation
WHERE id = :first
