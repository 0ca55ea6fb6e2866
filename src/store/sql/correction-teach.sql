INSERT INTO correction (author, heard, written, makes, is_close, standing)
VALUES (:author, :heard, :written, :makes, :is_close, :standing)
ON CONFLICT (author, heard, written) DO UPDATE SET is_close = max(is_close, :is_close)
RETURNING id
