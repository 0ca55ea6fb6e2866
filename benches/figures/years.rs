//! A department's years: 200,000 patients and a million signed letters in one record, generated
//! straight into its tables, and what that costs whoever works in it.

use std::time::Instant;

use dictation_desk::letter::history::Entry;
use dictation_desk::letter::sign::{Approval, Manner};
use dictation_desk::letter::versions::Typed;
use dictation_desk::letter::{Edit, Manuscript};
use dictation_desk::record::{Actor, AuthorId, DictationId, PatientId};
use dictation_desk::store::{Check, Keeping, Key, NewVersion, Record, Store};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::room::Room;
use crate::table::{Row, milliseconds};

const PATIENTS: i64 = 200_000;
const LETTERS: i64 = 1_000_000;

/// What a page of a letter is, in words that compress as text does.
const SENTENCE: &str = "I reviewed this lady in the early arthritis clinic today; the left knee is \
    swollen and she takes methotrexate 15 mg once a week with folic acid. ";

pub fn rows() -> Vec<Row> {
    let began = Instant::now();
    let (full, small) = (Years::new(PATIENTS, LETTERS), Years::new(10, 10));
    let filled = began.elapsed().as_secs_f64();
    let mut rows = vec![
        Row::new("generate a million letters", "s", vec![filled]),
        Row::new("  the database of them", "MB", vec![full.megabytes()]),
    ];
    for (years, of) in [(&small, "10 letters"), (&full, "1,000,000 letters")] {
        let opened = milliseconds(7, || {
            let store = years.open();
            store.worklist().expect("the record answers");
            store.owes_documents().expect("the record answers")
        });
        rows.push(Row::new(format!("start-up, record of {of}"), "ms", opened));
    }
    forget_peak();
    let mut store = full.open();
    store.worklist().expect("the record answers");
    rows.push(Row::new("  memory after start-up", "MB", vec![memory()]));
    let ids = (1..=200).map(|at| PatientId(at * (PATIENTS / 200)));
    let opened = ids.flat_map(|id| milliseconds(1, || page_of(&store, id)));
    rows.push(Row::new("open a patient's page", "ms", opened.collect()));
    rows.push(Row::new(
        "sign a letter, on the disk",
        "ms",
        sign(&mut store),
    ));
    let [pages, events, _] = check(&store, "Checking the recordings");
    let mut filed = small.open();
    for _ in 0..20 {
        sign(&mut filed);
    }
    let [_, _, documents] = check(&filed, "Looking for files that do not belong here");
    rows.push(Row::new(
        "check, pages of the database",
        "MB/s",
        vec![pages],
    ));
    rows.push(Row::new(
        "check, events of the trail",
        "a second",
        vec![events],
    ));
    rows.push(Row::new(
        "check, documents of 12 kB",
        "a second",
        vec![documents],
    ));
    rows.push(Row::new("peak memory", "MB", vec![memory()]));
    rows
}

fn page_of(store: &Store, id: PatientId) -> usize {
    let patient = store.patient(id).expect("there");
    let letters = store.letters_about(patient.id).expect("listed");
    store.contacts(Some(id)).expect("listed");
    letters.len()
}

/// Begins letters and signs them, each with a document of a usual size.
fn sign(store: &mut Store) -> Vec<f64> {
    let by = Actor::program();
    let now = jiff::Timestamp::now();
    let document: Vec<u8> = (0..12_000_u32).map(|at| (at % 251) as u8).collect();
    let mut runs = Vec::new();
    for turn in 0..20_u8 {
        let mut new = store.dictation(DictationId(1)).expect("there");
        new.recording = None;
        new.part = None;
        let (id, _) = store.begin_letter(&by, &new, now).expect("begun");
        let letter = store.letter_for(id).expect("read").expect("begun");
        let mut manuscript = Manuscript::new(letter.start);
        let splice = manuscript
            .letter()
            .body()
            .splice(0..0, SENTENCE)
            .expect("fits");
        let entry: Entry = manuscript.apply(Edit::Body(splice), 0.0).expect("fits");
        store.journal(&by, letter.id, &[entry]).expect("kept");
        let mut document = document.clone();
        document[0] = turn;
        let row = store.dictation(id).expect("there");
        let version = NewVersion {
            letter: letter.id,
            version: 1,
            patient: PatientId(1),
            author: AuthorId(1),
            dictation: row.seen(),
            document,
            text: SENTENCE.repeat(12),
            approval: Approval {
                by: "Dr Jonathan Sample".to_owned(),
                at: now,
                manner: Manner::Own,
            },
            typed: Typed {
                at: now,
                initials: "AB".to_owned(),
            },
            recipients: Vec::new(),
            unheard: String::new(),
        };
        runs.extend(milliseconds(1, || {
            store.sign(&by, &version).expect("signed")
        }));
    }
    runs
}

/// How fast a check goes until it comes to a step: MB of pages, events and documents a second.
fn check(store: &Store, until: &str) -> [f64; 3] {
    let (mut check, mut rates) = (Check::default(), [0.0; 3]);
    let (mut step, mut began) = (check.progress().what, Instant::now());
    let steps = [
        "Checking the database",
        "Checking the audit trail",
        "Checking the signed documents",
    ];
    while step != until {
        let before = check.progress();
        store.check(&mut check).expect("it can be read");
        if check.progress().what != step {
            let seconds = began.elapsed().as_secs_f64();
            if let Some(at) = steps.iter().position(|name| *name == step) {
                rates[at] = before.of as f64 / seconds;
            }
            (step, began) = (check.progress().what, Instant::now());
        }
    }
    let [pages, events, documents] = rates;
    [pages * 4096.0 / 1e6, events, documents]
}

/// Has the system count the most memory used anew: filling the tables took most of it.
fn forget_peak() {
    // Where it cannot, the figure is that of the filling.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory this process has used, in MB; nought where the system does not tell.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|it| it.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1000.0
}

/// A record on the disk that has been filled.
struct Years {
    room: Room,
    key: Key,
}

impl Years {
    fn new(patients: i64, letters: i64) -> Self {
        let (room, key) = (Room::new(), Key::random().expect("random bytes"));
        let mut store = Store::create(&room.workspace(), &key).expect("a new record");
        let csv = include_str!("../../assets/sample/authors.json");
        let authors = dictation_desk::desk::people::read_authors(csv).expect("sample authors");
        store
            .save_author(&Actor::program(), &authors[0])
            .expect("saved");
        drop(store);
        let years = Self { room, key };
        fill(&years.database(), patients, letters).expect("there is room");
        years
    }

    fn open(&self) -> Store {
        Store::open(&self.room.workspace(), &self.key).expect("it opens")
    }

    fn database(&self) -> Connection {
        let path = self.room.workspace().join("record.db");
        let connection = Connection::open(path).expect("the file");
        let key = format!("PRAGMA key = \"x'{}'\";", self.key.to_hex().as_str());
        connection.execute_batch(&key).expect("it opens");
        connection
    }

    fn megabytes(&self) -> f64 {
        let file = self.room.workspace().join("record.db");
        std::fs::metadata(file).expect("there").len() as f64 / 1e6
    }
}

/// Fills the tables as years of work would, but for what of it nothing here reads: journals, stages
/// and the files of the documents.
fn fill(connection: &Connection, patients: i64, letters: i64) -> rusqlite::Result<()> {
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
         PRAGMA cache_size = -800000; BEGIN;",
    )?;
    let mut patient = connection.prepare(
        "INSERT INTO patient (id, title, given, family, born, nhs_number, hospital_number, address,
             practice, search, touched)
         VALUES (?1, 'Mx', 'Ada', 'Invented', '1948-05-03', NULL, 'SV' || ?1, '[]',
             '{\"doctor\":\"\",\"name\":\"\",\"address\":[]}', '', ?1)",
    )?;
    for id in 1..=patients {
        patient.execute([id])?;
    }
    let mut dictation = connection.prepare(
        "INSERT INTO dictation (id, author, patient, clinic, work_type, priority, status, length,
             dictated_at, dated_by, position, received, done_at)
         VALUES (?1, 1, ?2, 'Early arthritis clinic', 'Clinic letter', '\"routine\"', '\"sent\"', 61.25,
             '2026-03-04T09:15:30Z', '\"arrival\"', 0.0, '2026-03-04T09:15:30Z', ?3)",
    )?;
    let mut letter = connection.prepare("INSERT INTO letter (id, dictation) VALUES (?1, ?1)")?;
    let start = serde_json::to_string(&Manuscript::default().letter()).unwrap_or_default();
    let mut version = connection
        .prepare("INSERT INTO letter_version (letter, version, start) VALUES (?1, 1, ?2)")?;
    let mut document = connection.prepare(
        "INSERT INTO document (letter, version, patient, author, dictation, sha256, approval, text)
         VALUES (?1, 1, ?2, 1, ?1, ?3, ?4, ?5)",
    )?;
    let mut filing = connection
        .prepare("INSERT INTO filing (letter, version, folder) VALUES (?1, 1, '/letters')")?;
    let mut event = connection.prepare(
        "INSERT INTO event (id, at, who, action, subject, hash) VALUES (?1, ?2, 'AB', 'sent', ?3, ?4)",
    )?;
    let approval = r#"{"by":"Dr Jonathan Sample","at":"2026-03-05T10:00:00Z"}"#;
    let text = SENTENCE.repeat(4);
    let mut previous = [0; 32];
    for id in 1..=letters {
        let whose = 1 + id % patients;
        let done = format!("2026-{:02}-{:02}T09:15:30Z", 1 + id % 12, 1 + id / 12 % 28);
        dictation.execute(params![id, whose, done])?;
        letter.execute([id])?;
        version.execute(params![id, start])?;
        let sha256: [u8; 32] = Sha256::digest(id.to_le_bytes()).into();
        document.execute(params![id, whose, sha256, approval, text])?;
        filing.execute([id])?;
        let (at, subject) = ("2026-03-05T10:00:00Z", format!("dictation {id}"));
        previous = chained(previous, id, [at, "AB", "sent", &subject]);
        event.execute(params![id, at, subject, previous])?;
    }
    connection.execute_batch("COMMIT;")
}

/// The hash of an event of the first form.
fn chained(previous: [u8; 32], id: i64, parts: [&str; 4]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(previous);
    digest.update(id.to_le_bytes());
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}
