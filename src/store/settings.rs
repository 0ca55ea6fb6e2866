//! The workstation's settings, kept by name.

use rusqlite::{Connection, OptionalExtension};

use super::transaction::Work;
use crate::problem::Outcome;

/// The setting of that name, where it has been set.
pub(super) fn get(connection: &Connection, name: &str) -> Outcome<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Sets it, in the place of what it was.
pub(super) fn set(work: &Work<'_>, name: &str, value: &str) -> Outcome<()> {
    work.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = ?2",
        (name, value),
    )?;
    Ok(())
}
