UPDATE source SET part = :part, parts = :parts, starts = :starts, ends = :ends
WHERE dictation = :id AND place = 1
