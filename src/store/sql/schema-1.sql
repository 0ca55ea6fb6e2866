-- The record, version 1. Lists and values of the domain are kept as JSON text.

CREATE TABLE patient (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    title           TEXT    NOT NULL,
    given           TEXT    NOT NULL,
    family          TEXT    NOT NULL,
    born            TEXT    NOT NULL,
    nhs_number      TEXT    UNIQUE,
    hospital_number TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    practice        TEXT    NOT NULL,
    -- Folded text to look in: SQLite itself folds the case of A to Z only.
    search          TEXT    NOT NULL,
    -- Rises with every save, so that the latest can be offered first.
    touched         INTEGER NOT NULL
) STRICT;
CREATE INDEX patient_touched ON patient (touched);

CREATE TABLE author (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT    NOT NULL,
    post           TEXT    NOT NULL,
    qualifications TEXT    NOT NULL,
    initials       TEXT    NOT NULL,
    department     TEXT    NOT NULL,
    back_step      REAL    NOT NULL
) STRICT;

CREATE TABLE dictation (
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
    -- Of the recording as it came in, to know it again.
    sha256      BLOB    NOT NULL UNIQUE,
    -- The recording's name in the vault, and what its file was called after the dot.
    recording   TEXT    NOT NULL UNIQUE,
    extension   TEXT    NOT NULL,
    heard       TEXT    NOT NULL DEFAULT '[]',
    draft       TEXT
) STRICT;

CREATE TABLE letter (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    dictation INTEGER NOT NULL UNIQUE REFERENCES dictation (id)
) STRICT;

CREATE TABLE letter_version (
    letter  INTEGER NOT NULL REFERENCES letter (id),
    version INTEGER NOT NULL CHECK (version > 0),
    start   TEXT    NOT NULL,
    PRIMARY KEY (letter, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    entry   TEXT    NOT NULL,
    PRIMARY KEY (letter, version, place),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    letter    INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    patient   INTEGER NOT NULL REFERENCES patient (id),
    author    INTEGER NOT NULL REFERENCES author (id),
    dictation INTEGER NOT NULL REFERENCES dictation (id),
    sha256    BLOB    NOT NULL,
    approval  TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    bytes     BLOB    NOT NULL,
    PRIMARY KEY (letter, version),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT;
CREATE INDEX document_patient ON document (patient);

-- A document with no row here is still to be filed.
CREATE TABLE filing (
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    folder  TEXT    NOT NULL,
    PRIMARY KEY (letter, version),
    FOREIGN KEY (letter, version) REFERENCES document (letter, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id      INTEGER PRIMARY KEY,
    at      TEXT    NOT NULL,
    who     TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    -- Of this event and the hash before it.
    hash    BLOB    NOT NULL
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The one identity that opens the recordings.
CREATE TABLE vault (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    identity TEXT    NOT NULL
) STRICT;

-- What has been signed, journalled or witnessed stays as it was, whatever a later program does.
CREATE TRIGGER journal_stops_at_signature BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM document WHERE letter = NEW.letter AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER journal_keeps  BEFORE UPDATE ON journal  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_holds  BEFORE DELETE ON journal  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_keeps BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER document_holds BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER event_keeps    BEFORE UPDATE ON event    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER event_holds    BEFORE DELETE ON event    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
