-- The record, version 6: made to last. People who work in it, letters with none, one or several
-- sources, recipients with their own dispatch, what a letter was at each stage of its way, and an
-- audit trail that says about whom.

-- Who works here. What they prove themselves with is kept as its argon2 hash, where they have set one.
CREATE TABLE person (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT    NOT NULL,
    initials TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    secret   TEXT,
    -- Wrong ones given since the last right one, and when the last of them was.
    wrong    INTEGER NOT NULL DEFAULT 0,
    wrong_at TEXT,
    -- The day they left, from which on they open nothing.
    until    TEXT,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Whoever has worked in the record so far, by the initials in its settings. Nobody asked who that
-- was, so the name is no more than they are.
INSERT INTO person (name, initials, role)
SELECT initials, initials, '"administrator"' FROM (
    SELECT coalesce(max(trim(value ->> '$.typist')), '') AS initials
    FROM setting WHERE name = 'settings' AND json_valid(value)
);

ALTER TABLE author ADD COLUMN person    INTEGER REFERENCES person (id);
-- The work type that their dictations are, where nothing else is said; empty for none.
ALTER TABLE author ADD COLUMN work_type TEXT NOT NULL DEFAULT '';
ALTER TABLE author ADD COLUMN speed     REAL;
-- For a locum: the last day, and who signs for them afterwards.
ALTER TABLE author ADD COLUMN until     TEXT;
ALTER TABLE author ADD COLUMN successor INTEGER REFERENCES author (id);

-- What a department knows of a patient beside who they are: addresses for a time, how they can be
-- reached and how they can read.
ALTER TABLE patient ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
CREATE INDEX patient_hospital_number ON patient (hospital_number);

-- A patient who proved to be another: what has been signed about the one stays about the one.
CREATE TABLE patient_alias (
    alias  INTEGER PRIMARY KEY REFERENCES patient (id),
    of     INTEGER NOT NULL REFERENCES patient (id),
    at     TEXT    NOT NULL,
    person INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX patient_alias_of ON patient_alias (of);

CREATE TABLE recording (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Of the recording as it came in, to know it again.
    sha256    BLOB    NOT NULL UNIQUE,
    -- Its name in the vault, and what its file was called after the dot.
    name      TEXT    NOT NULL UNIQUE,
    extension TEXT    NOT NULL,
    received  TEXT    NOT NULL
) STRICT;

INSERT INTO recording (id, sha256, name, extension, received)
SELECT min(id), sha256, recording, extension, min(received) FROM dictation GROUP BY recording;

-- An entry of the worklist, which is one letter to be: of one recording as before, or of a part of
-- one, of several, or of none.
CREATE TABLE dictation_6 (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    author      INTEGER REFERENCES author (id),
    patient     INTEGER REFERENCES patient (id),
    clinic      TEXT    NOT NULL,
    work_type   TEXT    NOT NULL,
    priority    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    length      REAL    NOT NULL,
    dictated_at TEXT    NOT NULL,
    -- What says when it was dictated.
    dated_by    TEXT    NOT NULL,
    position    REAL    NOT NULL,
    received    TEXT    NOT NULL,
    heard       TEXT    NOT NULL DEFAULT '[]',
    draft       TEXT,
    -- When nothing more was owed on it.
    done_at     TEXT,
    revision    INTEGER NOT NULL DEFAULT 1
) STRICT;

INSERT INTO dictation_6
    (id, author, patient, clinic, work_type, priority, status, length, dictated_at, dated_by,
     position, received, heard, draft, done_at, revision)
SELECT id, author, patient, clinic, work_type, priority, status, length, dictated_at, '"arrival"',
    position, received, heard, draft, CASE status WHEN '"sent"' THEN received END, revision
FROM dictation;

-- What a letter is made from, in order.
CREATE TABLE source (
    dictation INTEGER NOT NULL REFERENCES dictation_6 (id),
    place     INTEGER NOT NULL CHECK (place > 0),
    -- A recording, or a note: of a telephone call, of a list.
    recording INTEGER REFERENCES recording (id),
    note      TEXT,
    -- Which of the recording's letters this is, and of how many; for one of several, where in
    -- the recording it was spoken, in seconds.
    part      INTEGER NOT NULL DEFAULT 1,
    parts     INTEGER NOT NULL DEFAULT 1,
    starts    REAL,
    ends      REAL,
    PRIMARY KEY (dictation, place),
    CHECK ((recording IS NULL) <> (note IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX source_recording ON source (recording);

INSERT INTO source (dictation, place, recording, part, parts, starts, ends)
SELECT dictation.id, 1, recording.id, part, parts, starts, ends
FROM dictation JOIN recording ON recording.name = dictation.recording;

DROP TABLE dictation;
ALTER TABLE dictation_6 RENAME TO dictation;
CREATE INDEX dictation_patient ON dictation (patient);
CREATE INDEX dictation_owed ON dictation (id) WHERE done_at IS NULL;
CREATE INDEX dictation_done ON dictation (done_at) WHERE done_at IS NOT NULL;

-- A letter that adds to another says to which version of it.
ALTER TABLE letter ADD COLUMN adds_to         INTEGER REFERENCES letter (id);
ALTER TABLE letter ADD COLUMN adds_to_version INTEGER;

-- When a version was ready to sign and who typed it, with the initials that its reference has; and
-- the form in which what it started from is written.
ALTER TABLE letter_version ADD COLUMN typed_at TEXT;
ALTER TABLE letter_version ADD COLUMN typed_by INTEGER REFERENCES person (id);
ALTER TABLE letter_version ADD COLUMN typist   TEXT;
ALTER TABLE letter_version ADD COLUMN format   INTEGER NOT NULL DEFAULT 1;
ALTER TABLE journal        ADD COLUMN format   INTEGER NOT NULL DEFAULT 1;

-- What a letter was: as the machine drafted it, typed, approved, sent. The content is kept once,
-- compressed, however often it is the same.
CREATE TABLE content (
    sha256 BLOB PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    stage   TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    person  INTEGER REFERENCES person (id),
    content BLOB    NOT NULL REFERENCES content (sha256),
    PRIMARY KEY (letter, version, place),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT, WITHOUT ROWID;

-- Who has approved a version, in order: some letters want two.
CREATE TABLE approval (
    letter   INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    place    INTEGER NOT NULL CHECK (place > 0),
    person   INTEGER REFERENCES person (id),
    approval TEXT    NOT NULL,
    PRIMARY KEY (letter, version, place),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT, WITHOUT ROWID;

-- People and places that letters go to, the department's own or a patient's.
CREATE TABLE contact (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    patient  INTEGER REFERENCES patient (id),
    contact  TEXT    NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contact_patient ON contact (patient);

-- To whom a signed version goes, as it was when it was signed; the first is the addressee.
CREATE TABLE recipient (
    letter    INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    place     INTEGER NOT NULL CHECK (place > 0),
    recipient TEXT    NOT NULL,
    PRIMARY KEY (letter, version, place),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispatch (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    how     TEXT    NOT NULL,
    person  INTEGER REFERENCES person (id),
    who     TEXT    NOT NULL,
    FOREIGN KEY (letter, version, place) REFERENCES recipient (letter, version, place)
) STRICT;
CREATE INDEX dispatch_letter ON dispatch (letter, version);

-- A version that no longer holds, because it was wrong or about the wrong patient.
CREATE TABLE withdrawal (
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    person  INTEGER REFERENCES person (id),
    who     TEXT    NOT NULL,
    why     TEXT    NOT NULL,
    PRIMARY KEY (letter, version),
    FOREIGN KEY (letter, version) REFERENCES letter_version (letter, version)
) STRICT, WITHOUT ROWID;

-- Papers about a patient that came from elsewhere.
CREATE TABLE attachment (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    patient   INTEGER NOT NULL REFERENCES patient (id),
    title     TEXT    NOT NULL,
    extension TEXT    NOT NULL,
    sha256    BLOB    NOT NULL,
    at        TEXT    NOT NULL,
    person    INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX attachment_patient ON attachment (patient);

-- Documents are files in the vault, each under its hash: all of them in one database would be more
-- than a disk can be asked to copy. The program has written them before it takes this step.
ALTER TABLE document DROP COLUMN bytes;
CREATE INDEX document_sha256   ON document (sha256);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- The documents that are still to be filed. To look among all of them for those that have been filed
-- nowhere took longer with every letter.
CREATE TABLE unfiled (
    letter  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (letter, version),
    FOREIGN KEY (letter, version) REFERENCES document (letter, version)
) STRICT, WITHOUT ROWID;

INSERT INTO unfiled (letter, version)
SELECT letter, version FROM document EXCEPT SELECT letter, version FROM filing;

CREATE TRIGGER document_is_owed AFTER INSERT ON document
BEGIN INSERT INTO unfiled (letter, version) VALUES (NEW.letter, NEW.version); END;
CREATE TRIGGER filing_settles AFTER INSERT ON filing
BEGIN DELETE FROM unfiled WHERE letter = NEW.letter AND version = NEW.version; END;

-- Events say who and about whom in rows that can be asked for; the form says what their hash is over.
ALTER TABLE event ADD COLUMN person  INTEGER;
ALTER TABLE event ADD COLUMN patient INTEGER;
ALTER TABLE event ADD COLUMN letter  INTEGER;
ALTER TABLE event ADD COLUMN format  INTEGER NOT NULL DEFAULT 1;
CREATE INDEX event_patient ON event (patient) WHERE patient IS NOT NULL;
CREATE INDEX event_letter  ON event (letter)  WHERE letter IS NOT NULL;

-- What patients are known by, so that one of 200,000 is found without reading the others.

-- Whoever may be the same person shares a key: an NHS number, a hospital number without its leading
-- noughts, or a folded family name with a date of birth.
CREATE TABLE patient_key (
    key     TEXT    NOT NULL,
    patient INTEGER NOT NULL REFERENCES patient (id),
    PRIMARY KEY (key, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_of ON patient_key (patient);

-- Every three letters in a row of what a patient can be found by. The text itself stands with the
-- patient and is not kept twice.
CREATE VIRTUAL TABLE patient_search USING fts5 (
    search, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);

-- What happened stays as it was.
CREATE TRIGGER snapshot_keeps   BEFORE UPDATE ON snapshot   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER snapshot_holds   BEFORE DELETE ON snapshot   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER content_keeps    BEFORE UPDATE ON content    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER content_holds    BEFORE DELETE ON content    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_keeps   BEFORE UPDATE ON approval   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER recipient_keeps  BEFORE UPDATE ON recipient  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER recipient_holds  BEFORE DELETE ON recipient  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER dispatch_keeps   BEFORE UPDATE ON dispatch   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER dispatch_holds   BEFORE DELETE ON dispatch   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER withdrawal_keeps BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER withdrawal_holds BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
