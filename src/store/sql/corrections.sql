SELECT id, author, heard, written, makes, is_close, standing,
    (SELECT count(*) FROM correction_letter WHERE correction = correction.id) AS letters
FROM correction
ORDER BY author, heard, written
