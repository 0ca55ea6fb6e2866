INSERT INTO term (author, folded, entry) VALUES (:author, :folded, :entry)
ON CONFLICT DO NOTHING
