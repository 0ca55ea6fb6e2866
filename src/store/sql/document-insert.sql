INSERT INTO document (letter, version, patient, author, dictation, sha256, approval, text)
VALUES (:letter, :version, :patient, :author, :dictation, :sha256, :approval, :text)
