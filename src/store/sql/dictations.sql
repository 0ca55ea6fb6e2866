SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, position,
    part, parts, starts, ends, revision,
    (SELECT id FROM dictation AS first WHERE recording = dictation.recording AND part = 1) AS first
FROM dictation
