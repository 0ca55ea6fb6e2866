INSERT INTO journal (letter, version, place, entry, format)
VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM journal WHERE letter = ?1 AND version = ?2), ?3, ?4)
