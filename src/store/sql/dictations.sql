SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, position
FROM dictation
