-- The record, version 3: a recording may hold several letters, each a dictation of its own, so
-- that its bytes and its name in the vault are no longer of one dictation alone.

CREATE TABLE dictation_3 (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    author      INTEGER REFERENCES author (id),
    patient     INTEGER REFERENCES patient (id),
    clinic      TEXT    NOT NULL,
    work_type   TEXT    NOT NULL,
    priority    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    length      REAL    NOT NULL,
    dictated_at TEXT    NOT NULL,
    position    REAL    NOT NULL,
    received    TEXT    NOT NULL,
    sha256      BLOB    NOT NULL,
    recording   TEXT    NOT NULL,
    extension   TEXT    NOT NULL,
    heard       TEXT    NOT NULL DEFAULT '[]',
    draft       TEXT,
    -- Which of the recording's letters this is, and of how many; for one of several, where in
    -- the recording it was spoken, in seconds.
    part        INTEGER NOT NULL DEFAULT 1,
    parts       INTEGER NOT NULL DEFAULT 1,
    starts      REAL,
    ends        REAL,
    UNIQUE (sha256, part),
    UNIQUE (recording, part)
) STRICT;

INSERT INTO dictation_3
    (id, author, patient, clinic, work_type, priority, status, length, dictated_at, position,
     received, sha256, recording, extension, heard, draft)
SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, position,
    received, sha256, recording, extension, heard, draft
FROM dictation;

DROP TABLE dictation;
ALTER TABLE dictation_3 RENAME TO dictation;
