SELECT document.letter AS letter, document.version AS version, document.patient AS patient,
    document.approval AS approval, dictation.id AS dictation, dictation.revision AS revision,
    dictation.work_type AS work_type, recipient.place AS place, recipient.recipient AS recipient,
    dictation.status = '"withdrawn"' AS withdrawn
FROM dictation
    JOIN letter ON letter.dictation = dictation.id
    JOIN document ON document.letter = letter.id AND document.version =
        (SELECT max(version) FROM letter_version WHERE letter_version.letter = letter.id)
    JOIN recipient ON recipient.letter = document.letter AND recipient.version = document.version
WHERE dictation.id IN (
        SELECT id FROM dictation WHERE status = '"signed"'
        UNION SELECT dictation FROM letter JOIN withdrawal ON withdrawal.letter = letter.id
            WHERE withdrawal.at >= ?1)
    AND dictation.status IN ('"signed"', '"withdrawn"')
    AND NOT EXISTS (SELECT 1 FROM dispatch WHERE dispatch.letter = recipient.letter
        AND dispatch.version = recipient.version AND dispatch.place = recipient.place)
ORDER BY document.letter, recipient.place
