-- The way of each letter: when its first version was typed and signed, and when that had gone to all.
SELECT dictation.id, author, clinic, work_type, priority, dictated_at, typed_at,
    (SELECT approval ->> '$.at' FROM document
        WHERE document.letter = letter.id AND document.version = 1) AS signed_at,
    CASE WHEN EXISTS (SELECT 1 FROM recipient AS waiting
            WHERE waiting.letter = letter.id AND waiting.version = 1 AND NOT EXISTS (
                SELECT 1 FROM dispatch WHERE dispatch.letter = letter.id
                    AND dispatch.version = 1 AND dispatch.place = waiting.place)) THEN NULL
        ELSE coalesce((SELECT max(at) FROM dispatch
                WHERE dispatch.letter = letter.id AND dispatch.version = 1),
            CASE status WHEN '"sent"' THEN done_at END)
    END AS sent_at
FROM dictation
LEFT JOIN letter ON letter.dictation = dictation.id
LEFT JOIN letter_version ON letter_version.letter = letter.id AND letter_version.version = 1
WHERE dictated_at >= ?1 AND dictated_at < ?2 AND removed_at IS NULL AND status <> '"withdrawn"'
ORDER BY dictated_at
