SELECT dictation.id, dictation.author, clinic, work_type, dictated_at, search, letter.id AS letter
FROM dictation
LEFT JOIN patient ON patient.id = dictation.patient
LEFT JOIN letter ON letter.dictation = dictation.id
