SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, position,
    part, parts, starts, ends
FROM dictation
