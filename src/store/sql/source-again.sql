INSERT INTO source (dictation, place, recording, part, parts, starts, ends)
SELECT :id, 1, recording, :part, :parts, :starts, :ends
FROM source
WHERE dictation = :first AND place = 1
