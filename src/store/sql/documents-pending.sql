WHERE (letter, version) IN (SELECT letter, version FROM unfiled)
ORDER BY letter, version
