INSERT INTO document (letter, version, patient, author, dictation, sha256, approval, text, bytes)
VALUES (:letter, :version, :patient, :author, :dictation, :sha256, :approval, :text, :bytes)
