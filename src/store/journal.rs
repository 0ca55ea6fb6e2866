//! The journal: every edit of an open letter, appended as it happens and never changed.

use rusqlite::{Connection, Transaction};

use super::Store;
use super::value::Json;
use super::versions::{already_signed, is_signed, latest};
use crate::letter::history::Entry;
use crate::problem::Outcome;
use crate::record::LetterId;

impl Store {
    /// Appends to the letter's open version, all entries or none; they are on the disk when this
    /// returns.
    ///
    /// # Errors
    /// When the version has been signed, or there is no such letter.
    pub fn journal(&mut self, letter: LetterId, entries: &[Entry]) -> Outcome<()> {
        self.transact("journalling edits", |tx| append(tx, letter, entries))
    }
}

pub(super) fn append(tx: &Transaction<'_>, letter: LetterId, entries: &[Entry]) -> Outcome<()> {
    let version = latest(tx, letter)?;
    if is_signed(tx, letter, version)? {
        return Err(already_signed());
    }
    let mut statement = tx.prepare_cached(include_str!("sql/journal-insert.sql"))?;
    for entry in entries {
        statement.execute((letter.0, version, Json(entry)))?;
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
        "SELECT entry FROM journal WHERE letter = ?1 AND version = ?2 ORDER BY place",
    )?;
    let entries = statement.query_map((letter.0, version), |row| {
        row.get::<_, Json<Entry>>(0).map(|entry| entry.0)
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}
