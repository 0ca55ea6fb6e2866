//! Several letters in one recording: parted once, in one transaction, over one stored recording.

use dictation_desk::record::Part;
use dictation_desk::store::{Further, Split};

use super::*;

fn part(number: u32) -> Part {
    let start = f64::from(number - 1) * 10.0;
    Part {
        first: DictationId(1),
        number,
        of: 2,
        span: Span::new(start, start + 10.0),
    }
}

/// What parts the begun dictation into two letters.
fn split(store: &Store, begun: &Begun) -> Split {
    let dictation = store.dictation(begun.dictation).expect("there");
    let mut first = Manuscript::new(begun.letter.start.clone());
    let further = Further {
        part: part(2),
        draft: Draft::default(),
        entry: typed(&mut Manuscript::new(start()), "The other. "),
        start: start(),
    };
    Split {
        dictation,
        letter: begun.letter.id,
        part: part(1),
        status: Status::DraftReady,
        draft: Draft::default(),
        entry: typed(&mut first, "This one. "),
        further: vec![further],
    }
}

/// Turns the table of dictations back into what version 2 had.
const VERSION_2: &str = "
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

#[test]
fn a_record_from_before_letters_could_share_a_recording_opens_with_all_it_holds() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"a document");
    let other = take_in(&mut store, b"another recording");
    store
        .set_listened(other, &[Span::new(1.0, 2.0)], 1.5)
        .expect("kept");
    let before = store.dictations().expect("listed");
    drop(store);
    workspace.tamper(VERSION_2);

    let mut store = workspace.open();
    assert_eq!(store.dictations(), Ok(before));
    assert_eq!(store.heard(other), Ok(vec![Span::new(1.0, 2.0)]));
    let document = store.document(begun.letter.id, 1);
    assert_eq!(document, Ok(b"a document".to_vec()));
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
    let newest = take_in(&mut store, b"a third recording");
    assert!(newest > other, "no id is given twice");
    let nobody = Dictation {
        patient: Some(PatientId(99)),
        ..store.dictation(other).expect("there")
    };
    assert!(
        store.update_dictation(&nobody).is_err(),
        "what one row says of another is held to again"
    );
}

#[test]
fn a_recording_is_parted_once_and_stored_once() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    store
        .set_listened(begun.dictation, &[Span::new(8.0, 12.0)], 9.0)
        .expect("kept");
    let split = split(&store, &begun);
    store.split_dictation(&split).expect("parted");
    assert_eq!(
        what(store.split_dictation(&split)),
        "The letters of this recording have been parted already"
    );
    let rows = store.dictations().expect("listed");
    let parts: Vec<Option<Part>> = rows.iter().map(|row| row.part).collect();
    assert_eq!(parts, [Some(part(1)), Some(part(2))]);
    let (first, second) = (rows[0].id, rows[1].id);
    for (id, text) in [
        (first, "This one. Thank you"),
        (second, "The other. Thank you"),
    ] {
        let letter = store.letter_for(id).expect("read").expect("a letter");
        assert_eq!(reopened(letter).body().text(), text);
        let mut audio = Vec::new();
        let recording = store.audio(id).expect("there");
        { recording }.read_to_end(&mut audio).expect("read");
        assert_eq!(audio, b"a recording");
        assert_eq!(store.heard(id), Ok(vec![Span::new(8.0, 12.0)]));
    }

    // A row saved by someone who does not know of the split leaves it as it is.
    store.update_dictation(&split.dictation).expect("saved");
    assert_eq!(store.dictation(first).expect("there").part, Some(part(1)));

    let known = store
        .add_dictation(
            &dictation(),
            &mut &b"a recording"[..],
            "wav",
            Timestamp::UNIX_EPOCH,
        )
        .expect("known");
    assert_eq!((known.id, known.already_here), (first, true));
    assert_eq!(files_below(&workspace.path().join("audio")).len(), 1);
    let verified = store.verify().expect("checked");
    assert_eq!((verified.recordings, verified.faults.len()), (1, 0));

    let backup = workspace.path().join("friday.backup");
    store.backup(&backup).expect("backed up");
    let elsewhere = workspace.path().join("elsewhere");
    Store::restore(&backup, &elsewhere, &workspace.key).expect("brought back");
    let restored = Store::open(&elsewhere, &workspace.key).expect("opens");
    assert_eq!(restored.dictations(), store.dictations());
    assert!(restored.audio(second).is_ok());
}

#[test]
fn a_signed_letter_is_not_parted() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let split = split(&store, &begun);
    begun.sign(&mut store, 1, b"a document");
    assert!(what(store.split_dictation(&split)).contains("has been signed"));
    assert_eq!(store.dictations().expect("listed").len(), 1);
    assert_eq!(store.dictation(begun.dictation).expect("there").part, None);
}
