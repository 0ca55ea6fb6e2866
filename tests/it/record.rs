//! The record: what is kept comes back, whatever happens in between.

mod backups;
mod checking;
mod facts;
mod intents;
mod landing;
mod letters;
mod listing;
mod looking;
mod older;
mod opening;
mod recordings;
mod safekeeping;
mod splitting;
mod steps;
mod terms;
mod trail;
pub mod upkeep;

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use dictation_desk::clinical::Note;
use dictation_desk::clinical::draft::Draft;
use dictation_desk::letter::history::{Entry, Manuscript};
use dictation_desk::letter::recipients::Recipient;
use dictation_desk::letter::sign::{Approval, Manner};
use dictation_desk::letter::versions::{OpenLetter, Typed};
use dictation_desk::letter::{BlockKind, Body, Cue, Edit, Field, Letter};
use dictation_desk::problem::Problem;
use dictation_desk::record::{
    Actor, Addressee, Author, AuthorId, Delivery, Dictation, DictationId, NhsNumber, Patient,
    PatientDetails, PatientId, Person, PersonId, Practice, Priority, RecipientKind, Role, Seen,
    Status,
};
use dictation_desk::store::{
    self, Dispatched, Keeping, Key, Link, Listening, NewVersion, Record, Store, Vocabulary,
};
use dictation_desk::words::{Span, Word};
pub use facts::facts;
use jiff::Timestamp;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A workspace on the disk with its key.
struct Workspace {
    folder: TempDir,
    key: Key,
}

impl Workspace {
    fn new() -> (Self, Store) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let key = Key::random().expect("a key");
        let workspace = Self { folder, key };
        let store = Store::create(&workspace.path(), &workspace.key).expect("a new record");
        (workspace, store)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    fn open(&self) -> Store {
        Store::open(&self.path(), &self.key).expect("the record opens")
    }

    /// What is on the disk at this moment, as a power cut would leave it.
    fn after_power_cut(&self) -> Self {
        let image = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            key: self.key.clone(),
        };
        copy_folder(&self.path(), &image.path());
        image
    }

    /// The files in one of its folders, at any depth.
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        files_below(&self.path().join(folder))
    }

    /// Where the recordings lie, in the order they came in.
    fn recordings(&self) -> Vec<PathBuf> {
        let database = self.database();
        let mut names = database
            .prepare("SELECT name FROM recording ORDER BY id")
            .expect("asked");
        let names = names.query_map([], |row| row.get(0)).expect("asked");
        let path = |name: String| format!("audio/{}/{name}.age", &name[..2]);
        names
            .map(|name| self.path().join(path(name.expect("read"))))
            .collect()
    }

    /// The database as someone who has the key could get at it with other tools.
    fn tamper(&self, sql: &str) {
        self.database()
            .execute_batch(sql)
            .expect("the change is made");
    }

    /// What such a person could read in it: two texts and three numbers.
    fn rows(&self, sql: &str) -> Vec<(String, String, i64, i64, i64)> {
        let connection = self.database();
        let mut statement = connection.prepare(sql).expect("a question");
        let rows = statement
            .query_map([], |row| row.try_into())
            .expect("asked");
        rows.map(|row| row.expect("read")).collect()
    }

    fn database(&self) -> rusqlite::Connection {
        let path = self.path().join("record.db");
        let connection = rusqlite::Connection::open(path).expect("the file");
        let key = format!("PRAGMA key = \"x'{}'\";", self.key.to_hex().as_str());
        connection.execute_batch(&key).expect("unlocked");
        connection
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is made");
    for entry in fs::read_dir(from).expect("the folder is listed") {
        let path = entry.expect("an entry").path();
        if path.ends_with(".lock") {
            continue;
        }
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file is copied");
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is listed") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(files_below(&path)),
            false => files.push(path),
        }
    }
    files
}

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

fn patient(family: &str, nhs_number: Option<&str>) -> Patient {
    Patient {
        id: PatientId(0),
        title: "Mrs".into(),
        given: "Ada".into(),
        family: family.into(),
        born: jiff::civil::date(1948, 5, 3),
        nhs_number: nhs_number.map(|number| NhsNumber::parse(number).expect("a valid number")),
        hospital_number: "RX104".into(),
        address: vec![
            "1 Test Street".into(),
            "Exampleton".into(),
            "ZZ99 3AA".into(),
        ],
        practice: Practice {
            doctor: "Dr A Example".into(),
            name: "Example Surgery".into(),
            address: vec!["ZZ99 3AB".into()],
        },
        details: PatientDetails::default(),
        revision: 0,
    }
}

fn author() -> Author {
    Author {
        id: AuthorId(0),
        name: "Dr Jonathan Sample".into(),
        post: "Consultant Rheumatologist".into(),
        qualifications: "MB ChB FRCP".into(),
        initials: "JS".into(),
        department: "Rheumatology".into(),
        back_step: Some(1.5),
        ..Author::default()
    }
}

fn dictation() -> Dictation {
    Dictation {
        id: DictationId(0),
        author: None,
        patient: None,
        clinic: "Early arthritis clinic".into(),
        work_type: "Clinic letter".into(),
        priority: Priority::Urgent,
        status: Status::Waiting,
        length: 61.25,
        recording: None,
        dated_by: dictation_desk::record::DatedBy::File,
        dictated_at: moment("2031-03-04T09:15:30.123456789Z"),
        position: 0.0,
        part: None,
        assignee: None,
        bring_forward: None,
        removed: None,
        revision: 0,
    }
}

fn take_in(store: &mut Store, audio: &[u8]) -> DictationId {
    let received = moment("2031-03-04T12:00:00Z");
    let added = store
        .take_in(&by(), &dictation(), &mut &audio[..], "WAV", received)
        .expect("the recording comes in");
    assert!(!added.already_here);
    added.id
}

/// The typist at work.
fn by() -> Actor {
    as_person(1, "Ann Bell")
}

/// Somebody of that name, as the record knows whoever acts.
fn as_person(id: i64, name: &str) -> Actor {
    Actor::of(&Person {
        id: PersonId(id),
        name: name.to_owned(),
        initials: String::new(),
        role: Role::Administrator,
        has_secret: false,
        until: None,
        revision: 0,
    })
}

/// What stands in a letter from the beginning.
fn text() -> Body {
    Body::new(
        [(BlockKind::Paragraph, "Thank you".to_owned())],
        vec![Cue {
            range: 0..5,
            span: Span::new(0.1 + 0.2, 1.0 / 3.0),
            confidence: 0.1,
            heard: None,
        }],
    )
}

/// What is noted once these stretches have been played and the typist is there.
fn listened(heard: &[Span], position: f64) -> Listening {
    Listening {
        heard: heard.to_vec(),
        position,
        length: 61.25,
    }
}

/// Opens a dictation for the first time and writes this text into its letter.
fn write_into(store: &mut Store, dictation: DictationId, text: &Body) -> OpenLetter {
    let letter = store.open(&by(), dictation).expect("opens").0.letter;
    let mut manuscript = Manuscript::new(letter.start);
    let edit = Edit::Body(manuscript.letter().body().replace_with(text));
    let entry = manuscript.apply(edit, 0.0).expect("fits");
    store
        .journal(&by(), letter.id, &[entry])
        .expect("journalled");
    let letter = store.letter_for(dictation).expect("reads");
    letter.expect("begun")
}

/// A letter begun for a new dictation, with a patient and an author who could sign it.
struct Begun {
    patient: PatientId,
    author: AuthorId,
    dictation: DictationId,
    letter: OpenLetter,
}

fn begin(store: &mut Store) -> Begun {
    let patient = store.save_patient(&by(), &patient("Zephyrine", Some("999 000 0018")));
    let author = store.save_author(&by(), &author());
    let dictation = take_in(store, b"a recording");
    Begun {
        patient: patient.expect("the patient is saved").0,
        author: author.expect("the author is saved").0,
        letter: write_into(store, dictation, &text()),
        dictation,
    }
}

impl Begun {
    /// The letter as it was opened.
    fn manuscript(&self) -> Manuscript {
        let OpenLetter { start, entries, .. } = self.letter.clone();
        Manuscript::replay(start, entries).expect("fits")
    }

    fn version(&self, store: &Store, version: u32, document: &[u8]) -> NewVersion {
        NewVersion {
            letter: self.letter.id,
            version,
            patient: self.patient,
            author: self.author,
            dictation: seen(store, self.dictation),
            document: document.to_vec(),
            text: "Thank you".into(),
            approval: Approval {
                by: "Dr Jonathan Sample".into(),
                at: moment("2031-03-05T10:00:00Z"),
                manner: Manner::Own,
            },
            typed: typed_now(),
            recipients: vec![practice()],
            unheard: String::new(),
        }
    }

    fn sign(&self, store: &mut Store, version: u32, document: &[u8]) {
        let signed = store.sign(&by(), &self.version(store, version, document));
        signed.expect("the letter is signed");
    }
}

fn typed_now() -> Typed {
    Typed {
        at: moment("2031-03-04T16:00:00Z"),
        initials: "AB".into(),
    }
}

/// The practice as a recipient.
fn practice() -> Recipient {
    Recipient {
        to: Addressee {
            kind: RecipientKind::Practice,
            name: "Dr A Example".into(),
            address: vec!["1 Invented Road".into()],
            ..Addressee::default()
        },
        is_copy: false,
    }
}

/// One entry as the editor makes it: `text` typed at the front of the body.
fn typed(manuscript: &mut Manuscript, text: &str) -> Entry {
    let splice = manuscript.letter().body().splice(0..0, text).expect("fits");
    let edit = dictation_desk::letter::Edit::Body(splice);
    manuscript.apply(edit, 0.0).expect("applies")
}

/// The row as it is now.
fn seen(store: &Store, id: DictationId) -> Seen<DictationId> {
    store.dictation(id).expect("there").seen()
}

fn reopened(letter: OpenLetter) -> Letter {
    let manuscript = Manuscript::replay(letter.start, letter.entries).expect("the journal fits");
    manuscript.letter().clone()
}

fn what<T>(outcome: Result<T, Problem>) -> String {
    match outcome {
        Ok(_) => panic!("that should have been refused"),
        Err(problem) => problem.what().to_owned(),
    }
}

#[test]
fn what_was_kept_is_there_the_next_morning() {
    let (workspace, mut store) = Workspace::new();
    let mut ada = patient("Zephyrine", Some("9990000018"));
    ada.id = store.save_patient(&by(), &ada).expect("saved").0;
    ada.revision = 1;
    let mut jonathan = author();
    jonathan.id = store.save_author(&by(), &jonathan).expect("saved").0;
    jonathan.revision = 1;
    let mut row = dictation();
    row.id = take_in(&mut store, b"sound");
    row.recording = store.dictation(row.id).expect("there").recording;
    row.author = Some(jonathan.id);
    row.patient = Some(ada.id);
    row.status = Status::DraftReady;
    for link in [Link::Author(jonathan.id), Link::Patient(ada.id)] {
        let before = seen(&store, row.id);
        store.link(&by(), before, &link).expect("linked");
    }
    let draft = Draft {
        missing: Vec::new(),
        unsupported: Vec::new(),
        starts: Vec::new(),
        model: "demo".into(),
        words: vec![Word::new("Thank", Span::new(0.1, 1.0 / 3.0), 0.7)],
        notes: vec![Note {
            text: "Copy to the physiotherapist".into(),
            span: Span::new(2.0, 4.5),
        }],
    };
    store
        .keep_draft(&by(), row.id, &draft, row.length, true)
        .expect("kept");
    row.revision = 4;
    let heard = [Span::new(0.0, 12.3), Span::new(20.1, 30.7)];
    store
        .note_listening(&by(), row.id, &listened(&heard, 30.7))
        .expect("kept");
    store.set_setting(&by(), "pedal", "left").expect("kept");
    store.set_setting(&by(), "pedal", "right").expect("changed");
    drop(store);

    let store = workspace.open();
    row.position = 30.7;
    assert_eq!(store.patient(ada.id), Ok(ada));
    assert_eq!(store.authors(), Ok(vec![jonathan]));
    assert_eq!(store.dictations(), Ok(vec![row.clone()]));
    assert_eq!(store.dictation(row.id), Ok(row.clone()));
    assert_eq!(store.draft(row.id), Ok(Some(draft)));
    assert_eq!(store.heard(row.id), Ok(heard.to_vec()));
    assert_eq!(store.audio_extension(row.id), Ok("wav".into()));
    assert_eq!(store.setting("pedal"), Ok(Some("right".into())));
    assert_eq!(store.setting("speed"), Ok(None));
}

#[test]
fn patients_are_found_by_whatever_is_at_hand() {
    let mut store = Store::in_memory().expect("a record");
    for (family, given, number) in [
        ("O\u{2019}Brien", "Si\u{e2}n", Some("999 000 0018")),
        ("Example", "Brienne", Some("999 000 0026")),
        ("\u{c5}str\u{f6}m", "Ada", None),
    ] {
        let mut patient = patient(family, number);
        patient.given = given.into();
        patient.hospital_number = format!("RX{}", family.chars().count());
        patient.born = jiff::civil::date(1948, 5, if given == "Ada" { 23 } else { 3 });
        store.save_patient(&by(), &patient).expect("saved");
    }
    let rows: [(&str, &[&str]); 15] = [
        ("", &["\u{c5}str\u{f6}m", "Example", "O\u{2019}Brien"]),
        ("brien", &["Example", "O\u{2019}Brien"]),
        ("O'BRIEN", &["O\u{2019}Brien"]),
        ("si\u{e2}n brien", &["O\u{2019}Brien"]),
        ("O'Brien, Si\u{e2}n", &["O\u{2019}Brien"]),
        ("\u{c5}STR\u{d6}M", &["\u{c5}str\u{f6}m"]),
        ("999 000 0018", &["O\u{2019}Brien"]),
        ("999-000-0026", &["Example"]),
        ("9990000018", &["O\u{2019}Brien"]),
        ("rx6", &["\u{c5}str\u{f6}m"]),
        ("03/05/1948", &["Example", "O\u{2019}Brien"]),
        ("3/5/1948 brienne", &["Example"]),
        ("23/5/1948", &["\u{c5}str\u{f6}m"]),
        ("example ada", &[]),
        ("%", &[]),
    ];
    for (query, expected) in rows {
        let found = store.find_patients(query, 10).expect("looked");
        let families: Vec<_> = found
            .iter()
            .map(|patient| patient.family.as_str())
            .collect();
        assert_eq!(families, expected, "looking for \u{201c}{query}\u{201d}");
    }
    assert_eq!(store.find_patients("", 2).expect("looked").len(), 2);
}

#[test]
fn a_list_of_patients_comes_in_whole_or_not_at_all() {
    let mut store = Store::in_memory().expect("a record");
    let list = [
        patient("Zephyrine", Some("999 000 0018")),
        patient("Quillfeather", Some("999 000 0018")),
    ];
    let refused = what(store.import_patients(&by(), &list));
    assert_eq!(refused, "Another patient in the record has this NHS number");
    assert_eq!(store.find_patients("", 9).unwrap(), []);
    store.import_patients(&by(), &list[..1]).unwrap();
    assert_eq!(store.find_patients("", 9).unwrap().len(), 1);
}

#[test]
fn two_patients_never_share_an_nhs_number() {
    let mut store = Store::in_memory().expect("a record");
    let mut first = patient("Zephyrine", Some("999 000 0018"));
    first.id = store.save_patient(&by(), &first).expect("saved").0;
    first.revision = 1;
    let second = patient("Example", Some("999 000 0018"));
    assert_eq!(
        what(store.save_patient(&by(), &second)),
        "Another patient in the record has this NHS number"
    );
    first.given = "Adela".into();
    let (id, changes) = store.save_patient(&by(), &first).expect("changed");
    first.revision = 2;
    assert_eq!((id, changes.patients), (first.id, vec![first.clone()]));
    assert_eq!(store.find_patients("", 10), Ok(vec![first]));
    for family in ["Example", "Sample"] {
        store
            .save_patient(&by(), &patient(family, None))
            .expect("any number may be unknown");
    }
}
