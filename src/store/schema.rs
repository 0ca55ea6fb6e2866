//! The database's shape, and the steps that bring an older record up to it.

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, Transaction};

use super::failure::damaged;
use super::finding;
use super::patients::index;
use super::progress::{Progress, Watch};
use super::transaction::transact;
use crate::problem::{Outcome, Problem};

/// One step a version; a step that has shipped is never edited, a new one is added.
const STEPS: [&str; 7] = [
    include_str!("sql/schema-1.sql"),
    include_str!("sql/schema-2.sql"),
    include_str!("sql/schema-3.sql"),
    include_str!("sql/schema-4.sql"),
    include_str!("sql/schema-5.sql"),
    include_str!("sql/schema-6.sql"),
    include_str!("sql/schema-7.sql"),
];

/// This program's version.
pub(super) const LATEST: usize = STEPS.len();

/// The step from which on patients are indexed, which needs their names folded.
const INDEXED: i64 = 6;

/// The step from which on letters are indexed.
const FINDABLE: i64 = 7;

/// Brings the database to this program's version, each step in one transaction.
///
/// # Errors
/// When a newer program made it; it is left untouched.
pub(super) fn migrate(connection: &mut Connection, watch: Watch<'_>) -> Outcome<()> {
    let version = known_version(connection)?;
    // A table that others name can be built anew only while nobody minds that it is missing; each
    // step is held to its word before it counts.
    connection.pragma_update(None, "foreign_keys", false)?;
    for (version, sql) in (1_i64..).zip(STEPS).skip(version) {
        transact(connection, "bringing the record up to date", |tx| {
            take(tx, sql, watch)?;
            if version == INDEXED {
                index::index_all(tx)?;
            }
            if version == FINDABLE {
                finding::index::index_all(tx, watch)?;
            }
            if tx.prepare("PRAGMA foreign_key_check")?.exists([])? {
                return Err(damaged());
            }
            tx.pragma_update(None, "user_version", version)?;
            Ok(())
        })?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Takes one step, a statement at a time.
fn take(tx: &Transaction<'_>, sql: &str, watch: Watch<'_>) -> Outcome<()> {
    let mut statements = Batch::new(tx, sql);
    let (mut done, of) = (0, sql.matches(";\n").count());
    while let Some(mut statement) = statements.next()? {
        let mut rows = statement.query([])?;
        while rows.next()?.is_some() {}
        done += 1;
        let what = "Bringing the record up to date";
        watch(Progress { what, done, of });
    }
    Ok(())
}

/// The version of a database that this program can read.
///
/// # Errors
/// When a newer program made it.
pub(super) fn known_version(connection: &Connection) -> Outcome<usize> {
    match version(connection)? {
        version if version <= LATEST => Ok(version),
        _ => Err(Problem::new(
            "This record was made by a newer version of Dictation Desk",
            "Install the newer version to open it; nothing has been changed",
        )),
    }
}

/// Refuses a database in which no record was ever begun, such as a file cut to nothing: opening
/// it would show an empty record where there was a full one.
pub(super) fn must_be_begun(connection: &Connection) -> Outcome<()> {
    match version(connection)? {
        0 => Err(damaged()),
        _ => Ok(()),
    }
}

fn version(connection: &Connection) -> Outcome<usize> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    usize::try_from(version).map_err(|_| damaged())
}
