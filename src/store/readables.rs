//! Readable copies: where they lie, until when, and that they are gone.

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::audit::{self, Action, Event};
use super::one_row;
use super::transaction::Work;
use super::value::Text;
use crate::problem::Outcome;
use crate::record::{Fate, LetterId, NewReadable, PatientId, Readable, ReadableId, Readables};

/// How many are listed at a time.
const MOST: u32 = 1_000;

const COLUMNS: &str = "SELECT id, path, what, letter, version, patient, made_at, until
     FROM readable WHERE gone_at IS NULL";

/// Notes where one lies; one that was written over is the same one for longer.
pub(super) fn note(work: &Work<'_>, new: &NewReadable, now: Timestamp) -> Outcome<()> {
    let until = new.until.map(Text);
    let sql = "UPDATE readable SET until = ?2, made_at = ?3 WHERE path = ?1 AND gone_at IS NULL";
    if work.execute(sql, (&new.path, until, Text(now)))? > 0 {
        return Ok(());
    }
    let (letter, version) = new.letter.unzip();
    let patient = new.patient.map(|id| id.0);
    let until = new.until.map(Text);
    work.execute(
        "INSERT INTO readable (path, what, letter, version, patient, made_at, until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            &new.path,
            &new.what,
            letter.map(|id| id.0),
            version,
            patient,
            Text(now),
            until,
        ),
    )?;
    Ok(())
}

/// The latest of those that are there as far as is known.
pub(super) fn there(connection: &Connection) -> Outcome<Readables> {
    let sql = format!("{COLUMNS} ORDER BY id DESC LIMIT {MOST}");
    let mut statement = connection.prepare_cached(&sql)?;
    let files = statement.query_map([], read)?;
    let count = "SELECT count(*) FROM readable WHERE gone_at IS NULL";
    Ok(Readables {
        files: files.collect::<Result<_, _>>()?,
        all: connection.query_row(count, [], |row| row.get(0))?,
    })
}

/// Those whose time is over.
pub(super) fn overdue(connection: &Connection, now: Timestamp) -> Outcome<Readables> {
    let sql = format!("{COLUMNS} AND until <= ?1 ORDER BY id LIMIT {MOST}");
    let mut statement = connection.prepare_cached(&sql)?;
    let files = statement.query_map([Text(now)], read)?;
    counted(files.collect::<Result<_, _>>()?)
}

/// These, where they are still there.
pub(super) fn of(connection: &Connection, ids: &[ReadableId]) -> Outcome<Readables> {
    let sql = format!("{COLUMNS} AND id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut files = Vec::new();
    for id in ids {
        for file in statement.query_map([id.0], read)? {
            files.push(file?);
        }
    }
    counted(files)
}

fn counted(files: Vec<Readable>) -> Outcome<Readables> {
    let all = files.len() as u32;
    Ok(Readables { files, all })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Readable> {
    let letter: Option<i64> = row.get("letter")?;
    let version: Option<u32> = row.get("version")?;
    let patient: Option<i64> = row.get("patient")?;
    let until: Option<Text<Timestamp>> = row.get("until")?;
    Ok(Readable {
        id: ReadableId(row.get("id")?),
        file: NewReadable {
            path: row.get("path")?,
            what: row.get("what")?,
            letter: letter.map(LetterId).zip(version),
            patient: patient.map(PatientId),
            until: until.map(|until| until.0),
        },
        made_at: row.get::<_, Text<Timestamp>>("made_at")?.0,
    })
}

/// Notes that one is there no longer.
pub(super) fn gone(work: &Work<'_>, id: ReadableId, fate: Fate, now: Timestamp) -> Outcome<()> {
    let sql = "UPDATE readable SET gone_at = ?2 WHERE id = ?1 AND gone_at IS NULL";
    one_row(work.execute(sql, (id.0, Text(now)))?)?;
    let sql = "SELECT letter, version, patient FROM readable WHERE id = ?1";
    let (letter, version, patient): (Option<i64>, Option<u32>, Option<i64>) =
        work.query_row(sql, [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let action = match fate {
        Fate::Deleted => Action::CopyDeleted,
        Fate::FoundGone => Action::CopyFoundGone,
    };
    let event = Event::of(action);
    let event = match (letter.zip(version), patient) {
        (Some((letter, version)), _) => event.version(LetterId(letter), version).on(", "),
        (None, Some(patient)) => event.patient(PatientId(patient)).on(", "),
        (None, None) => event,
    };
    audit::append(work, event.on(&format!("readable file {}", id.0)))
}
