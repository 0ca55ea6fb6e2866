//! Recordings: taken in once, each with its dictation, and read back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::audit::{self, Action, Event};
use super::dictations;
use super::sealed::Hash;
use super::transaction::Work;
use super::value::Text;
use super::vault::{Deposit, Kind, Vault};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId};

/// Lists the dictation of a recording that lies in the vault, unless it is here already; says which
/// it is, and whether it was here.
pub(super) fn list(
    work: &Work<'_>,
    new: &Dictation,
    deposit: &Deposit,
    extension: &str,
    received: Timestamp,
) -> Outcome<(DictationId, bool)> {
    let twin = twin(work, deposit)?;
    let id = match twin {
        Some(id) => id,
        None => {
            let id = insert(work, new, deposit, extension, received)?;
            audit::append(work, Event::of(Action::TakenIn).dictation(id))?;
            id
        }
    };
    work.touch_dictation(id);
    Ok((id, twin.is_some()))
}

/// Leaves in the vault what the record now says is there.
pub(super) fn settle(
    vault: &Vault,
    connection: &Connection,
    deposit: &Deposit,
    listed: Option<(DictationId, bool)>,
) -> Outcome<()> {
    match listed {
        Some((id, true)) => mend(vault, connection, id, deposit),
        listed => {
            vault.conclude(deposit, listed.is_some());
            Ok(())
        }
    }
}

/// A recording that came in before is brought back, where its stored copy is no longer that.
fn mend(vault: &Vault, connection: &Connection, id: DictationId, deposit: &Deposit) -> Outcome<()> {
    let (name, came_in) = stored(connection, id)?;
    if vault.check(Kind::Recording, &name, &came_in).is_err() {
        return vault.replace(&name, deposit);
    }
    vault.discard(deposit)
}

/// The recording's name in the vault, and the hash it came in with.
pub(super) fn stored(connection: &Connection, id: DictationId) -> Outcome<(String, Hash)> {
    let sql = "SELECT name, sha256 FROM recording JOIN source ON recording = recording.id
         WHERE dictation = ?1 AND place = 1";
    of_recording(connection, id, sql, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What the recording's file was called after the dot, in lower case.
pub(super) fn extension(connection: &Connection, id: DictationId) -> Outcome<String> {
    let sql = "SELECT extension FROM recording JOIN source ON recording = recording.id
         WHERE dictation = ?1 AND place = 1";
    of_recording(connection, id, sql, |row| row.get(0))
}

fn of_recording<T>(
    connection: &Connection,
    id: DictationId,
    sql: &str,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Outcome<T> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([id.0], read).optional()?;
    found.ok_or_else(|| {
        Problem::new(
            "There is no recording of this letter",
            "Type it as it is; it was begun without one",
        )
    })
}

/// The dictation whose recording had the same bytes; of several letters the first.
fn twin(work: &Work<'_>, deposit: &Deposit) -> Outcome<Option<DictationId>> {
    let id = work
        .query_row(
            "SELECT dictation FROM source JOIN recording ON recording = recording.id
             WHERE sha256 = ?1 ORDER BY part, dictation LIMIT 1",
            [deposit.sha256],
            |row| row.get(0),
        )
        .optional()?;
    Ok(id.map(DictationId))
}

fn insert(
    work: &Work<'_>,
    new: &Dictation,
    deposit: &Deposit,
    extension: &str,
    received: Timestamp,
) -> Outcome<DictationId> {
    let id = dictations::add(work, new, received)?;
    work.execute(
        "INSERT INTO recording (sha256, name, extension, received) VALUES (?1, ?2, ?3, ?4)",
        (
            deposit.sha256,
            &deposit.name,
            extension.to_lowercase(),
            Text(received),
        ),
    )?;
    work.execute(
        "INSERT INTO source (dictation, place, recording) VALUES (?1, 1, ?2)",
        (id.0, work.last_insert_rowid()),
    )?;
    Ok(id)
}
