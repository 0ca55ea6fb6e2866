SELECT letter, version, patient, author, dictation, sha256, approval
FROM document
