SELECT id, name, initials, role, secret IS NOT NULL AS has_secret, until, revision
FROM person
