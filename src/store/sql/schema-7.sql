-- The record, version 7: a clinic of forty. Who is on an entry of the worklist and when it is wanted
-- again, what was heard of whom it is about, what was asked about it and answered, tasks, a bin,
-- everything to be searched, and where readable copies lie.

-- Who is typing it, the day from which on somebody wants to see it again, and what its author said
-- before and after the letter itself: who it is about, to whom it goes.
ALTER TABLE dictation ADD COLUMN assignee      INTEGER REFERENCES person (id);
ALTER TABLE dictation ADD COLUMN bring_forward TEXT;
ALTER TABLE dictation ADD COLUMN introduced    TEXT;

-- Taken out of the worklist, with a reason; what it was made from is kept until the bin is emptied.
ALTER TABLE dictation ADD COLUMN removed_at  TEXT;
ALTER TABLE dictation ADD COLUMN removed_by  INTEGER REFERENCES person (id);
ALTER TABLE dictation ADD COLUMN removed_why TEXT;
ALTER TABLE dictation ADD COLUMN emptied_at  TEXT;
CREATE INDEX dictation_removed ON dictation (removed_at) WHERE removed_at IS NOT NULL;

-- What was removed is owed to nobody.
DROP INDEX dictation_owed;
CREATE INDEX dictation_owed ON dictation (id) WHERE done_at IS NULL AND removed_at IS NULL;

-- What is emptied from the bin is deleted; nothing else that was written ever is.
DROP TRIGGER journal_holds;
CREATE TRIGGER journal_holds BEFORE DELETE ON journal
WHEN NOT EXISTS (SELECT 1 FROM letter JOIN dictation ON dictation.id = letter.dictation
    WHERE letter.id = OLD.letter AND emptied_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER snapshot_holds;
CREATE TRIGGER snapshot_holds BEFORE DELETE ON snapshot
WHEN NOT EXISTS (SELECT 1 FROM letter JOIN dictation ON dictation.id = letter.dictation
    WHERE letter.id = OLD.letter AND emptied_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER content_holds;
CREATE TRIGGER content_holds BEFORE DELETE ON content
WHEN EXISTS (SELECT 1 FROM snapshot WHERE content = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX snapshot_content ON snapshot (content);
-- And nothing of which anything was signed is ever marked so.
CREATE TRIGGER signed_is_not_emptied BEFORE UPDATE OF emptied_at ON dictation
WHEN EXISTS (SELECT 1 FROM document JOIN letter ON letter.id = document.letter
    WHERE letter.dictation = NEW.id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- What was dictated in a month is counted without reading every other.
CREATE INDEX dictation_dictated ON dictation (dictated_at);

-- What somebody asked or said about a letter that is not in it: a query to its author, with the
-- seconds of sound it is about, or why its author sent it back; and the answer.
CREATE TABLE remark (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    dictation   INTEGER NOT NULL REFERENCES dictation (id),
    kind        TEXT    NOT NULL,
    said        TEXT    NOT NULL,
    starts      REAL,
    ends        REAL,
    at          TEXT    NOT NULL,
    person      INTEGER REFERENCES person (id),
    who         TEXT    NOT NULL,
    answer      TEXT,
    answered_at TEXT,
    answered_by INTEGER REFERENCES person (id),
    answered_who TEXT
) STRICT;
CREATE INDEX remark_dictation ON remark (dictation);

-- What is to be done that is no letter: a telephone call, a voice message, what an author asked for.
CREATE TABLE task (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT    NOT NULL,
    caller    TEXT    NOT NULL DEFAULT '',
    said      TEXT    NOT NULL,
    patient   INTEGER REFERENCES patient (id),
    dictation INTEGER REFERENCES dictation (id),
    recording INTEGER REFERENCES recording (id),
    assignee  INTEGER REFERENCES person (id),
    due       TEXT,
    at        TEXT    NOT NULL,
    person    INTEGER REFERENCES person (id),
    who       TEXT    NOT NULL,
    done_at   TEXT,
    done_by   INTEGER REFERENCES person (id),
    revision  INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX task_open    ON task (id)      WHERE done_at IS NULL;
CREATE INDEX task_patient ON task (patient) WHERE patient IS NOT NULL;

-- Copies that anybody can read who gets at this computer: where they lie and until when.
CREATE TABLE readable (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    path    TEXT    NOT NULL,
    what    TEXT    NOT NULL,
    letter  INTEGER REFERENCES letter (id),
    version INTEGER,
    patient INTEGER REFERENCES patient (id),
    made_at TEXT    NOT NULL,
    until   TEXT,
    gone_at TEXT
) STRICT;
CREATE INDEX readable_there ON readable (id) WHERE gone_at IS NULL;

-- Letters that were filed before lie readable where they were filed.
INSERT INTO readable (path, what, letter, version, patient, made_at)
SELECT rtrim(folder, '/') || '/' || printf('letter-%06d-v%d-%s.docx', filing.letter, filing.version,
        lower(substr(hex(sha256), 1, 8))),
    'signed letter', filing.letter, filing.version, patient,
    coalesce(json_extract(approval, '$.at'), strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
FROM filing JOIN document ON document.letter = filing.letter AND document.version = filing.version;

CREATE INDEX readable_path  ON readable (path)  WHERE gone_at IS NULL;
CREATE INDEX readable_until ON readable (until) WHERE gone_at IS NULL AND until IS NOT NULL;

-- What is signed and has not gone to everybody yet.
CREATE INDEX dictation_to_send ON dictation (id) WHERE status = '"signed"';
CREATE INDEX withdrawal_at     ON withdrawal (at);
-- Every letter as it is looked for: by `who` it is about and of whom, clinic and kind, and by its
-- words. Only the index is kept here; the words stand where they are written.
CREATE VIRTUAL TABLE finding USING fts5 (
    who, words, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '2 3'
);

-- What is to be indexed anew before the intent that changed it ends, and what may wait until somebody
-- looks for something: a letter is not indexed with every stroke of a key.
CREATE TABLE finding_due  (dictation INTEGER PRIMARY KEY) STRICT;
CREATE TABLE finding_late (dictation INTEGER PRIMARY KEY) STRICT;

-- Noted by the tables themselves, so that no intent can forget it.
CREATE TRIGGER finding_of_new AFTER INSERT ON dictation
BEGIN INSERT OR IGNORE INTO finding_due VALUES (NEW.id); END;
CREATE TRIGGER finding_of_row
AFTER UPDATE OF author, patient, clinic, work_type, dictated_at, status ON dictation
BEGIN INSERT OR IGNORE INTO finding_due VALUES (NEW.id); END;
CREATE TRIGGER finding_of_patient AFTER UPDATE OF search ON patient
WHEN OLD.search IS NOT NEW.search
BEGIN INSERT OR IGNORE INTO finding_due SELECT id FROM dictation WHERE patient = NEW.id; END;
CREATE TRIGGER finding_of_version AFTER INSERT ON letter_version
BEGIN INSERT OR IGNORE INTO finding_due SELECT dictation FROM letter WHERE id = NEW.letter; END;
CREATE TRIGGER finding_of_document AFTER INSERT ON document
BEGIN INSERT OR IGNORE INTO finding_due VALUES (NEW.dictation); END;
CREATE TRIGGER finding_of_typing AFTER INSERT ON journal
BEGIN INSERT OR IGNORE INTO finding_late SELECT dictation FROM letter WHERE id = NEW.letter; END;
