//! The journal: every edit of an open letter, appended as it happens and never changed.

use rusqlite::Connection;

use super::failure::readable;
use super::transaction::Work;
use super::value::Json;
use super::versions::{already_signed, is_signed, latest};
use crate::letter::FORM;
use crate::letter::history::Entry;
use crate::problem::Outcome;
use crate::record::LetterId;

/// Appends to the letter's open version.
///
/// # Errors
/// When the version has been signed, or there is no such letter.
pub(super) fn append(work: &Work<'_>, letter: LetterId, entries: &[Entry]) -> Outcome<()> {
    let version = latest(work, letter)?;
    if is_signed(work, letter, version)? {
        return Err(already_signed());
    }
    let mut statement = work.prepare_cached(include_str!("sql/journal-insert.sql"))?;
    for entry in entries {
        statement.execute((letter.0, version, Json(entry), FORM))?;
    }
    Ok(())
}

/// The entries of a version, in the order they happened.
pub(super) fn entries(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<Vec<Entry>> {
    let mut statement = connection.prepare_cached(
        "SELECT entry, format FROM journal WHERE letter = ?1 AND version = ?2 ORDER BY place",
    )?;
    let mut rows = statement.query((letter.0, version))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        readable(row.get("format")?)?;
        entries.push(row.get::<_, Json<Entry>>("entry")?.0);
    }
    Ok(entries)
}
