SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, dated_by,
    position, recording, part, parts, starts, ends, assignee, bring_forward, removed_at, removed_by,
    removed_why, emptied_at, revision
FROM dictation LEFT JOIN source ON source.dictation = dictation.id AND source.place = 1
