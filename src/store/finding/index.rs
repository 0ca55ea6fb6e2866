//! The index of letters: what each is found by, kept as the tables it comes from change.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use crate::letter::{Manuscript, dates};
use crate::problem::Outcome;
use crate::record::{LetterId, fold};
use crate::store::progress::{Progress, Watch};
use crate::store::transaction::Work;
use crate::store::value::Text;
use crate::store::{letters, versions};

/// How much of the index is gathered before it is written, in bytes: as it is, and while all of it
/// is made.
const GATHERED: u32 = 1 << 20;
const GATHERED_FOR_ALL: u32 = 1 << 26;

/// How much of the database is held ready meanwhile, in KiB, given as SQLite has it; else the index
/// is read from the disk again and again as it grows.
const HELD: i64 = -256 * 1_024;

/// How often it is told how far it is.
const TELLING: usize = 1_000;

/// What stands before the number of an author in the index: their name is looked up when somebody
/// asks, so that a new one is a matter of one row and not of all their letters.
const AUTHOR: &str = "qau";

/// The word by which letters of an author are found.
pub(super) fn author_word(author: i64) -> String {
    format!("{AUTHOR}{author}")
}

/// Makes the index of a record that has none.
pub(in crate::store) fn index_all(tx: &Transaction<'_>, watch: Watch<'_>) -> Outcome<()> {
    let held: i64 = tx.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    tx.pragma_update(None, "cache_size", HELD)?;
    gather(tx, GATHERED_FOR_ALL)?;
    let of: i64 = tx.query_row("SELECT count(*) FROM dictation", [], |row| row.get(0))?;
    let of = usize::try_from(of).unwrap_or_default();
    let mut statement = tx.prepare(concat!(
        include_str!("../sql/finding-entries.sql"),
        "ORDER BY dictation.id"
    ))?;
    let mut rows = statement.query([])?;
    let mut done = 0;
    while let Some(row) = rows.next()? {
        add(tx, &Entry::read(row)?)?;
        done += 1;
        if done % TELLING == 0 {
            let what = "Indexing the letters";
            watch(Progress { what, done, of });
        }
    }
    tx.execute_batch("DELETE FROM finding_due; DELETE FROM finding_late;")?;
    tx.pragma_update(None, "cache_size", held)?;
    gather(tx, GATHERED)
}

fn gather(tx: &Connection, bytes: u32) -> Outcome<()> {
    let sql = "INSERT INTO finding (finding, rank) VALUES ('hashsize', ?1)";
    tx.execute(sql, [bytes])?;
    Ok(())
}

/// Indexes anew what the intent has changed, before it ends.
pub(in crate::store) fn keep_up(work: &Work<'_>) -> Outcome<()> {
    put_all(work, "SELECT dictation FROM finding_due")?;
    Ok(())
}

/// Whether something has been typed that is not in the index yet.
pub(super) fn is_behind(connection: &Connection) -> Outcome<bool> {
    let sql = "SELECT 1 FROM finding_late";
    Ok(connection.prepare_cached(sql)?.exists([])?)
}

/// Indexes what has been typed since somebody looked for anything last.
pub(in crate::store) fn catch_up(work: &Work<'_>) -> Outcome<()> {
    put_all(work, "SELECT dictation FROM finding_late")
}

fn put_all(work: &Work<'_>, sql: &str) -> Outcome<()> {
    let mut statement = work.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    for id in ids.collect::<Result<Vec<i64>, _>>()? {
        put(work, id)?;
    }
    Ok(())
}

/// Indexes a dictation in the place of what it was found by.
fn put(work: &Work<'_>, id: i64) -> Outcome<()> {
    for sql in [
        "DELETE FROM finding WHERE rowid = ?1",
        "DELETE FROM finding_due WHERE dictation = ?1",
        "DELETE FROM finding_late WHERE dictation = ?1",
    ] {
        work.prepare_cached(sql)?.execute([id])?;
    }
    let sql = concat!(
        include_str!("../sql/finding-entries.sql"),
        "WHERE dictation.id = ?1"
    );
    let mut statement = work.prepare_cached(sql)?;
    let entry = statement.query_row([id], Entry::read).optional()?;
    entry.map_or(Ok(()), |entry| add(work, &entry))
}

/// A dictation with what it is found by beside the words of its letter.
struct Entry {
    id: i64,
    author: Option<i64>,
    /// Clinic and work type.
    about: String,
    dictated_at: Timestamp,
    /// What its patient is found by.
    patient: Option<String>,
    letter: Option<i64>,
}

impl Entry {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (clinic, work_type): (String, String) = (row.get("clinic")?, row.get("work_type")?);
        Ok(Self {
            id: row.get("id")?,
            author: row.get("author")?,
            about: format!("{clinic}\n{work_type}"),
            dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
            patient: row.get("search")?,
            letter: row.get("letter")?,
        })
    }

    fn who(&self) -> String {
        let mut who = fold::searchable(&self.about);
        let author = self.author.map(author_word).unwrap_or_default();
        let day = dates::day_of(self.dictated_at).strftime("%d%m%Y");
        who.push_str(&format!("\n{author}\n{day}\n"));
        if let Some(patient) = &self.patient {
            who.push_str(&known_by(patient));
        }
        who
    }
}

/// What a patient is known by, with the date of birth as one word, so that it is found however much
/// of it has been typed.
fn known_by(search: &str) -> String {
    // The beginnings of the words, which the search for patients needs, are known by themselves here.
    let known = search.split('\u{1}').next().unwrap_or_default();
    let lines = known.lines().map(|line| match is_date(line) {
        true => line.replace('/', ""),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_date(line: &str) -> bool {
    line.len() == 10 && line.bytes().all(|c| c.is_ascii_digit() || c == b'/')
}

fn add(tx: &Connection, entry: &Entry) -> Outcome<()> {
    let words = match entry.letter {
        Some(letter) => fold::searchable(&words_of(tx, LetterId(letter))?),
        None => String::new(),
    };
    let sql = "INSERT INTO finding (rowid, who, words) VALUES (?1, ?2, ?3)";
    tx.prepare_cached(sql)?
        .execute((entry.id, entry.who(), words))?;
    Ok(())
}

/// The words of a letter as it stands: what was signed, or what has been typed.
pub(super) fn words_of(connection: &Connection, letter: LetterId) -> Outcome<String> {
    let version = versions::latest(connection, letter)?;
    if let Some(signed) = versions::text_if_signed(connection, letter, version)? {
        return Ok(signed);
    }
    let open = letters::open(connection, letter)?;
    let manuscript = Manuscript::replay(open.start, open.entries)?;
    Ok(manuscript.letter().body().text().to_owned())
}
