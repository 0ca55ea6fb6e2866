//! A clinic of forty in a department with a million letters behind it: the worklist's page, what is
//! typed into its filter, looking for any letter, and many rows changed at once.

use std::time::Instant;

use dictation_desk::desk::command::Command;
use dictation_desk::record::{Actor, DictationId, Priority};
use dictation_desk::store::{Finding, Key, Listing, Record, RowChange, Store};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::frame::Window;
use crate::room::Room;
use crate::search::{full_record, patient};
use crate::table::{Row, milliseconds};

const LETTERS: i64 = 1_000_000;
const PATIENTS: i64 = 200_000;
const AUTHORS: i64 = 40;

/// Owed on an ordinary day, and by a department that has fallen behind.
const OWED: i64 = 300;
const FAR_BEHIND: i64 = 5_000;

/// As many as the window asks for at once.
const SHOWN: usize = 50;

/// So many letters are looked for, each letter by letter.
const TYPED: i64 = 20;

const BATCH: i64 = 200;

pub fn rows() -> Vec<Row> {
    let years = Years::new();
    let mut rows = Vec::from(indexed(&years));
    rows.extend(page(&years, OWED));
    rows.extend(looked_for(&years));
    years.owe(FAR_BEHIND);
    rows.extend(page(&years, FAR_BEHIND));
    rows.extend(filtered(&years));
    rows.extend(batch(&years));
    rows
}

/// What making the index takes, which is what bringing an older record up to date takes longer.
fn indexed(years: &Years) -> [Row; 3] {
    let before = years.megabytes();
    let mut store = years.open();
    let began = Instant::now();
    store.index_anew(&Actor::program()).expect("indexed");
    let taken = began.elapsed().as_secs_f64();
    drop(store);
    let grown = (years.megabytes() - before) * 1e6 / LETTERS as f64;
    [
        Row::new(
            "a million letters before they are indexed",
            "MB",
            vec![before],
        ),
        Row::new("  index them, as an older record is", "s", vec![taken]),
        Row::new("  the index, of each letter", "bytes", vec![grown]),
    ]
}

/// The worklist read from the record, and the first frame that shows it.
fn page(years: &Years, owed: i64) -> Vec<Row> {
    let store = years.open();
    let read = milliseconds(30, || store.worklist().expect("the record answers"));
    let count = store
        .worklist()
        .expect("the record answers")
        .dictations
        .len();
    drop(store);
    let what =
        |doing: &str| format!("worklist of {count} rows ({owed} owed) of 1,000,000, {doing}");
    let desk = years.room.desk();
    assert_eq!(desk.snapshot().dictations.len(), count);
    let mut window = Window::new(desk);
    let first = window.frames(1, |_| Vec::new());
    window.frames(20, |_| Vec::new());
    let drawn = window.frames(100, |_| Vec::new());
    let all = read.iter().zip(&drawn).map(|(read, drawn)| read + drawn);
    let all: Vec<f64> = all.collect();
    let mut rows = vec![
        Row::new(what("read"), "ms", read),
        Row::new(what("first frame, with fonts"), "ms", first),
    ];
    rows.extend(with_slow(what("drawn"), drawn));
    window.desk_mut().apply(Command::ToggleTable, 0.0);
    window.frames(20, |_| Vec::new());
    let table = window.frames(100, |_| Vec::new());
    rows.extend(with_slow(what("drawn as a table"), table));
    rows.extend(with_slow(what("read and drawn"), all));
    rows
}

/// Every beginning of what is typed into the worklist's filter, and the frame that shows it.
fn filtered(years: &Years) -> [Row; 2] {
    let mut window = Window::new(years.room.desk());
    window.desk_mut().apply(Command::ToggleTable, 0.0);
    window.frames(20, |_| Vec::new());
    let mut runs = Vec::new();
    for at in 0..TYPED {
        let query = patient(whose(at * (OWED / TYPED)) as usize - 1).family;
        for query in beginnings(&query.to_lowercase()) {
            window.desk_mut().apply(Command::Filter(query), 0.0);
            runs.extend(window.frames(1, |_| Vec::new()));
        }
    }
    with_slow(
        "filter the table, 5,000 owed, as typed, drawn".to_owned(),
        runs,
    )
}

/// Every beginning of what is typed to find letters, by kind of words.
fn looked_for(years: &Years) -> Vec<Row> {
    let mut store = years.open();
    let mut rows = Vec::new();
    for (by, query) in [
        (
            "family name",
            (|id| patient(at(id)).family) as fn(i64) -> String,
        ),
        ("given and family name", |id| {
            let patient = patient(at(id));
            format!("{} {}", patient.given, patient.family)
        }),
        ("NHS number", |id| {
            let number = patient(at(id)).nhs_number;
            number.map_or_else(String::new, |number| number.to_string())
        }),
        ("date of birth and name", |id| {
            let patient = patient(at(id));
            format!("{} {}", patient.born.strftime("%d/%m/%Y"), patient.family)
        }),
        ("author and a word", |id| {
            format!("sample{} {}", id % AUTHORS, rare(id, 3))
        }),
        ("name and a word", |id| {
            format!("{} knee", patient(at(id)).family)
        }),
        ("a word of the letter", |id| rare(id, 5)),
        ("common words", |_| "patient pain clinic review".to_owned()),
        ("two words that seldom meet", |id| {
            format!("{} {}", rare(id, 1), rare(id + 7, 2))
        }),
        ("words in quotation marks", |id| {
            let text = text(id);
            let words: Vec<&str> = text.split_whitespace().take(4).collect();
            format!("\"{}\"", words.join(" "))
        }),
    ] {
        let mut runs = Vec::new();
        for step in 0..TYPED {
            let id = 1 + step * (LETTERS / TYPED);
            for query in beginnings(&query(id)) {
                runs.extend(milliseconds(1, || {
                    store
                        .search(&Actor::program(), &query, None, SHOWN)
                        .expect("the record answers")
                }));
            }
        }
        let what = format!("look among 1,000,000 letters as typed, by {by}");
        rows.extend(with_slow(what, runs));
    }
    rows
}

/// The same change of many rows, as somebody chooses them all and presses a key.
fn batch(years: &Years) -> [Row; 1] {
    let mut store = years.open();
    let runs = (0..5).flat_map(|turn| {
        let priority = match turn % 2 {
            0 => Priority::Urgent,
            _ => Priority::Routine,
        };
        milliseconds(1, || set_all(&mut store, priority))
    });
    let runs = runs.collect();
    [Row::new(
        "set priority and clinic of 200 rows of 1,000,000",
        "ms",
        runs,
    )]
}

fn set_all(store: &mut Store, priority: Priority) {
    let by = Actor::program();
    let ids = LETTERS - BATCH + 1..=LETTERS;
    let row = |id| store.dictation(DictationId(id)).expect("there").seen();
    let rows: Vec<_> = ids.map(row).collect();
    let changes = [
        RowChange::Priority(priority),
        RowChange::Clinic(format!("Clinic of {}", priority.label())),
    ];
    let (done, _) = store
        .change_rows(&by, &rows, &changes, None)
        .expect("changed");
    assert_eq!((done.done, done.refused.len()), (rows.len(), 0));
}

/// A row, and the 99th percentile below it.
fn with_slow(what: String, mut runs: Vec<f64>) -> [Row; 2] {
    runs.sort_by(f64::total_cmp);
    let slow = runs[(runs.len() - 1) * 99 / 100];
    [
        Row::new(what, "ms", runs),
        Row::new("  of that the 99th percentile", "ms", vec![slow]),
    ]
}

fn beginnings(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len())
        .map(|end| letters[..end].iter().collect())
        .collect()
}

/// The patient of a letter, by number and by place.
fn whose(letter: i64) -> i64 {
    1 + letter * 7_919 % PATIENTS
}

fn at(letter: i64) -> usize {
    whose(letter) as usize - 1
}

/// The same number for the same two, spread as if by chance.
fn mixed(one: i64, other: u64) -> u64 {
    let mut mixed = (one as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ other.wrapping_mul(0xD1B5_4A32_D192_ED03);
    mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 32)
}

/// A word of twenty thousand, some far oftener than others.
fn rare(letter: i64, place: u64) -> String {
    const SYLLABLES: [&str; 28] = [
        "an", "bel", "cor", "dex", "el", "fur", "gli", "hydro", "in", "jun", "kal", "lor", "meth",
        "nol", "os", "pred", "quin", "ra", "sul", "tra", "ur", "val", "war", "xi", "yl", "zol",
        "pra", "mab",
    ];
    let share = (mixed(letter, place) >> 11) as f64 / (1_u64 << 53) as f64;
    let mut rank = 20_000_f64.powf(share) as usize;
    let mut word = String::new();
    while rank > 0 {
        word.push_str(SYLLABLES[rank % 28]);
        rank /= 28;
    }
    word
}

/// A page of a letter: words as consultants dictate them, with thirty among them that differ.
fn text(letter: i64) -> String {
    thread_local! {
        static WORDS: Vec<&'static str> = [
            include_str!("../letters/natural-01.letter.txt"),
            include_str!("../letters/natural-02.letter.txt"),
            include_str!("../letters/natural-03.letter.txt"),
            include_str!("../letters/natural-04.letter.txt"),
            include_str!("../letters/natural-05.letter.txt"),
            include_str!("../letters/natural-06.letter.txt"),
        ].into_iter().flat_map(str::split_whitespace).collect();
    }
    WORDS.with(|words| {
        let from = mixed(letter, 99) as usize % words.len();
        let mut text = String::new();
        for at in 0..120 {
            text.push_str(words[(from + at) % words.len()]);
            text.push(' ');
            if at % 4 == 3 {
                text.push_str(&rare(letter, at as u64 / 4));
                text.push(' ');
            }
        }
        text
    })
}

/// A record on the disk that has been filled.
struct Years {
    room: Room,
    key: Key,
}

impl Years {
    fn new() -> Self {
        let room = Room::new();
        let (store, key) = full_record(&room);
        drop(store);
        key.write_file(&room.key_file()).expect("there is room");
        let years = Self { room, key };
        fill(&years.database()).expect("there is room");
        years.owe(OWED);
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
        let triggers = DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER;
        connection.set_db_config(triggers, false).expect("set");
        connection
    }

    /// Has so many letters still to be typed: the latest.
    fn owe(&self, count: i64) {
        let sql = "UPDATE dictation SET status = '\"waiting\"', done_at = NULL WHERE id > ?1";
        let database = self.database();
        database.execute(sql, [LETTERS - count]).expect("set");
        let unsigned = "DELETE FROM document WHERE letter > ?1";
        database.execute(unsigned, [LETTERS - count]).expect("set");
    }

    fn megabytes(&self) -> f64 {
        let file = self.room.workspace().join("record.db");
        std::fs::metadata(file).expect("there").len() as f64 / 1e6
    }
}

/// Fills the tables as years of work would, but for what of it nothing here reads.
fn fill(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
         PRAGMA cache_size = -800000; BEGIN;",
    )?;
    for id in 1..=AUTHORS {
        connection.execute(
            "INSERT INTO author (id, name, post, qualifications, initials, department)
             VALUES (?1, 'Dr Jonathan Sample' || ?1, 'Consultant', 'MB ChB', 'JS', 'Rheumatology')",
            [id],
        )?;
    }
    let mut dictation = connection.prepare(
        "INSERT INTO dictation (id, author, patient, clinic, work_type, priority, status, length,
             dictated_at, dated_by, position, received, done_at)
         VALUES (?1, ?2, ?3, 'Clinic ' || (?1 % 90), 'Clinic letter', '\"routine\"', '\"sent\"', 61.25,
             '2026-03-04T09:15:30Z', '\"arrival\"', 0.0, '2026-03-04T09:15:30Z', ?4)",
    )?;
    let mut letter = connection.prepare("INSERT INTO letter (id, dictation) VALUES (?1, ?1)")?;
    let start = dictation_desk::letter::Manuscript::default();
    let start = serde_json::to_string(start.letter()).unwrap_or_default();
    let mut version = connection
        .prepare("INSERT INTO letter_version (letter, version, start) VALUES (?1, 1, ?2)")?;
    let mut document = connection.prepare(
        "INSERT INTO document (letter, version, patient, author, dictation, sha256, approval, text)
         VALUES (?1, 1, ?2, ?3, ?1, ?4, ?5, ?6)",
    )?;
    let approval = r#"{"by":"Dr Jonathan Sample","at":"2026-03-05T10:00:00Z"}"#;
    for id in 1..=LETTERS {
        let (whose, author) = (whose(id), 1 + id % AUTHORS);
        let done = format!("2026-{:02}-{:02}T09:15:30Z", 1 + id % 12, 1 + id / 12 % 28);
        dictation.execute(params![id, author, whose, done])?;
        letter.execute([id])?;
        version.execute(params![id, start])?;
        let sha256: [u8; 32] = Sha256::digest(id.to_le_bytes()).into();
        document.execute(params![id, whose, author, sha256, approval, text(id)])?;
    }
    connection.execute_batch("COMMIT;")
}
