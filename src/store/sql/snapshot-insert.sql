INSERT INTO snapshot (letter, version, place, stage, at, person, content)
VALUES (?1, ?2,
    (SELECT coalesce(max(place), 0) + 1 FROM snapshot WHERE letter = ?1 AND version = ?2),
    ?3, ?4, ?5, ?6)
