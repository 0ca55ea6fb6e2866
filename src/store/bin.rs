//! The bin: what was taken out of the worklist, brought back, and in the end deleted.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Connection;

use super::audit::{self, Action, Event};
use super::sealed::Hash;
use super::transaction::Work;
use super::value::{Json, Text};
use super::{authors, dictations, one_row, patients};
use crate::letter::Letter;
use crate::problem::{Outcome, Problem};
use crate::record::{Changes, Dictation, DictationId};

/// How many rows are emptied at once: the rest have their turn the next time.
const AT_ONCE: u32 = 500;

/// The rows that are given as a list of numbers.
const GIVEN: &str = "(SELECT value FROM json_each(?1))";

/// Where what was written of a letter stands.
const WRITTEN: [&str; 3] = [
    "journal WHERE letter",
    "approval WHERE letter",
    "snapshot WHERE letter",
];

/// Why a row cannot be removed, where it cannot: whatever has been signed is kept for good.
pub(super) fn kept_for_good(work: &Work<'_>, row: &Dictation) -> Outcome<Option<Problem>> {
    let sql = "SELECT 1 FROM document JOIN letter ON letter.id = document.letter
         WHERE letter.dictation = ?1";
    let is_signed = work.prepare_cached(sql)?.exists([row.id.0])?;
    let why = match (is_signed, &row.removed) {
        (true, _) => Problem::new(
            "it has been signed",
            "A signed letter is kept; withdraw it if it no longer holds",
        ),
        (false, Some(_)) => Problem::new("it was removed before", "It lies in the bin"),
        (false, None) => return Ok(None),
    };
    Ok(Some(why))
}

pub(super) fn remove(work: &Work<'_>, id: DictationId, why: &str, now: Timestamp) -> Outcome<()> {
    let sql = "UPDATE dictation SET removed_at = ?2, removed_by = ?3, removed_why = ?4
         WHERE id = ?1";
    let mut statement = work.prepare_cached(sql)?;
    one_row(statement.execute((id.0, Text(now), work.person(), why))?)?;
    dictations::count_change(work, id)?;
    let removed = Event::of(Action::Removed).dictation(id);
    audit::append(work, removed.on(&format!(": {why}")))
}

/// Refuses to open what was removed.
pub(super) fn refuse(row: &Dictation) -> Outcome<()> {
    match &row.removed {
        Some(_) => Err(Problem::new(
            "This dictation was removed from the worklist",
            "Bring it back under Worklist, Bin, where it still lies there",
        )),
        None => Ok(()),
    }
}

/// Why a row cannot be brought back, where it cannot.
pub(super) fn gone(row: &Dictation) -> Option<Problem> {
    match &row.removed {
        Some(removal) if removal.is_emptied => Some(Problem::new(
            "it is no longer kept",
            "Import the recording again",
        )),
        Some(_) => None,
        None => Some(Problem::new(
            "it was brought back before",
            "It is in the worklist",
        )),
    }
}

pub(super) fn restore(work: &Work<'_>, id: DictationId) -> Outcome<()> {
    let sql = "UPDATE dictation SET removed_at = NULL, removed_by = NULL, removed_why = NULL
         WHERE id = ?1";
    one_row(work.prepare_cached(sql)?.execute([id.0])?)?;
    dictations::count_change(work, id)?;
    audit::append(work, Event::of(Action::BroughtBack).dictation(id))
}

/// What lies in the bin, the latest first, with the people it names.
pub(super) fn removed(connection: &Connection) -> Outcome<Changes> {
    let sql = concat!(
        include_str!("sql/dictations.sql"),
        "WHERE removed_at IS NOT NULL AND emptied_at IS NULL ORDER BY removed_at DESC, id DESC"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], dictations::read)?;
    let dictations: Vec<Dictation> = rows.collect::<Result<_, _>>()?;
    let about: BTreeSet<_> = dictations.iter().filter_map(|row| row.patient).collect();
    let patients = about.into_iter().map(|id| patients::at(connection, id));
    Ok(Changes {
        patients: patients.collect::<Outcome<_>>()?,
        authors: authors::all(connection)?,
        dictations,
    })
}

/// What was removed before then and not deleted yet.
pub(super) fn due(connection: &Connection, before: Timestamp) -> Outcome<Vec<DictationId>> {
    let sql = "SELECT id, removed_at FROM dictation
         WHERE removed_at IS NOT NULL AND emptied_at IS NULL ORDER BY id LIMIT ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([AT_ONCE], |row| {
        Ok((
            DictationId(row.get(0)?),
            row.get::<_, Text<Timestamp>>(1)?.0,
        ))
    })?;
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    let due = rows.into_iter().filter(|(_, removed)| *removed < before);
    Ok(due.map(|(id, _)| id).collect())
}

/// The recordings, by their names in the vault, from which nothing else is made.
pub(super) fn sounds_of(connection: &Connection, due: &[DictationId]) -> Outcome<Vec<String>> {
    let mut statement = connection.prepare_cached(include_str!("sql/sounds-of-removed.sql"))?;
    let names = statement.query_map([listed(due)], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Deletes what these rows were made from and what was written of them.
pub(super) fn empty(work: &Work<'_>, due: &[DictationId], now: Timestamp) -> Outcome<()> {
    let ids = listed(due);
    let mark = format!(
        "UPDATE dictation SET emptied_at = ?2, draft = NULL, heard = '[]', introduced = NULL,
         revision = revision + 1 WHERE id IN {GIVEN}"
    );
    // First: only what is marked so may be deleted.
    work.execute(&mark, (&ids, Text(now)))?;
    let sounds = sounds_of(work, due)?;
    let contents = contents_of(work, &ids)?;
    for written in WRITTEN {
        let sql =
            format!("DELETE FROM {written} IN (SELECT id FROM letter WHERE dictation IN {GIVEN})");
        work.execute(&sql, [&ids])?;
    }
    for content in contents {
        let sql = "DELETE FROM content WHERE sha256 = ?1
             AND NOT EXISTS (SELECT 1 FROM snapshot WHERE content = ?1)";
        work.prepare_cached(sql)?.execute([content])?;
    }
    for made_from in ["remark", "source"] {
        let sql = format!("DELETE FROM {made_from} WHERE dictation IN {GIVEN}");
        work.execute(&sql, [&ids])?;
    }
    for name in sounds {
        work.execute("DELETE FROM recording WHERE name = ?1", [name])?;
    }
    let nothing = format!(
        "UPDATE letter_version SET start = ?2 WHERE letter IN
         (SELECT id FROM letter WHERE dictation IN {GIVEN})"
    );
    work.execute(&nothing, (&ids, Json(Letter::default())))?;
    // Nor are its words found any more.
    let sought = "INSERT OR IGNORE INTO finding_due SELECT value FROM json_each(?1)";
    work.execute(sought, [&ids])?;
    for id in due {
        audit::append(work, Event::of(Action::Emptied).dictation(*id))?;
    }
    Ok(())
}

/// What the letters of these rows were at their stages.
fn contents_of(work: &Work<'_>, ids: &str) -> Outcome<Vec<Hash>> {
    let sql = format!(
        "SELECT DISTINCT content FROM snapshot WHERE letter IN
         (SELECT id FROM letter WHERE dictation IN {GIVEN})"
    );
    let mut statement = work.prepare(&sql)?;
    let contents = statement.query_map([ids], |row| row.get(0))?;
    Ok(contents.collect::<Result<_, _>>()?)
}

fn listed(ids: &[DictationId]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    format!("[{}]", ids.join(","))
}
