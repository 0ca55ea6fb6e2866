//! Older: a record of each version before the one that is kept as it was left, made from that by
//! taking from its tables what they did not have.

use serde_json::Value;

use super::upkeep::{manifest, of_version_5};
use super::*;

const VERSION_4: &str = "
    ALTER TABLE dictation DROP COLUMN revision;
    ALTER TABLE patient   DROP COLUMN revision;
    ALTER TABLE author    DROP COLUMN revision;
    PRAGMA user_version = 4;";

/// Each author with a back-step: 1.5 seconds where nobody had chosen.
const VERSION_3: &str = "
    ALTER TABLE author DROP COLUMN back_step;
    ALTER TABLE author ADD COLUMN back_step REAL NOT NULL DEFAULT 1.5;
    UPDATE author SET back_step = 4.0 WHERE id = 1;
    PRAGMA user_version = 3;";

/// No recording holds several letters: the second of the one that does goes.
const VERSION_2: &str = "
    DROP TRIGGER journal_holds;
    DELETE FROM journal WHERE letter IN (SELECT id FROM letter WHERE dictation = 12);
    DELETE FROM letter_version WHERE letter IN (SELECT id FROM letter WHERE dictation = 12);
    DELETE FROM correction_letter WHERE letter IN (SELECT id FROM letter WHERE dictation = 12);
    DELETE FROM letter WHERE dictation = 12;
    DELETE FROM dictation WHERE id = 12;
    CREATE TRIGGER journal_holds BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    PRAGMA foreign_keys = OFF;
    CREATE TABLE before (
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
        sha256      BLOB    NOT NULL UNIQUE,
        recording   TEXT    NOT NULL UNIQUE,
        extension   TEXT    NOT NULL,
        heard       TEXT    NOT NULL DEFAULT '[]',
        draft       TEXT
    ) STRICT;
    INSERT INTO before SELECT id, author, patient, clinic, work_type, priority, status, length,
        dictated_at, position, received, sha256, recording, extension, heard, draft FROM dictation;
    DROP TABLE dictation;
    ALTER TABLE before RENAME TO dictation;
    PRAGMA user_version = 2;";

const VERSION_1: &str = "
    DROP TABLE correction_letter; DROP TABLE correction; DROP TABLE term;
    PRAGMA user_version = 1;";

/// What stood in the record of that version: less than in the later one, by what it did not have.
fn expected(version: u32) -> Value {
    let mut facts = manifest();
    for list in ["dictations", "patients", "authors"] {
        for row in facts[list].as_array_mut().expect("a list") {
            row["revision"] = 1.into();
        }
    }
    if version <= 3 {
        for author in facts["authors"].as_array_mut().expect("a list") {
            let is_slow = author["id"] == 1;
            author["back_step"] = if is_slow { 4.0.into() } else { Value::Null };
        }
    }
    if version <= 2 {
        let rows = facts["dictations"].as_array_mut().expect("a list");
        rows.retain(|row| row["id"] != 12);
        for row in rows {
            row["part"] = Value::Null;
        }
    }
    if version <= 1 {
        facts["terms"] = Value::Array(Vec::new());
        facts["corrections"] = Value::Array(Vec::new());
    }
    facts
}

#[test]
fn a_record_of_every_earlier_version_opens_with_all_it_holds() {
    let mut older = String::new();
    for (version, sql) in [
        (4, VERSION_4),
        (3, VERSION_3),
        (2, VERSION_2),
        (1, VERSION_1),
    ] {
        older.push_str(sql);
        let workspace = of_version_5();
        workspace.tamper(&older);
        let mut store = workspace.open();
        assert_eq!(facts(&store), expected(version), "version {version}");
        assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
        let newest = take_in(&mut store, b"one more recording");
        assert!(newest.0 > 11, "no id is given twice");
        let nobody = Link::Patient(PatientId(99));
        let row = seen(&store, newest);
        assert!(
            store.link(&by(), row, &nobody).is_err(),
            "what one row says of another is held to again"
        );
    }
}
