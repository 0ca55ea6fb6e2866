SELECT letter, version, patient, author, dictation, sha256, approval,
    (SELECT why FROM withdrawal
     WHERE withdrawal.letter = document.letter AND withdrawal.version = document.version) AS withdrawn
FROM document
