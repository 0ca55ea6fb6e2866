//! Recordings: taken in once, each with its dictation, and read back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::dictations::column;
use super::transaction::Work;
use super::value::{Json, Text};
use super::vault::{Deposit, Vault};
use crate::problem::Outcome;
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
        None => insert(work, new, deposit, extension, received)?,
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
        Some((_, false)) => vault.settle(&deposit.name),
        None => {
            // What prevented the row is worth more to the person than a file that stays behind
            // until the next start.
            drop(vault.discard(deposit));
            Ok(())
        }
    }
}

/// A recording that came in before is brought back, where its stored copy was lost.
fn mend(vault: &Vault, connection: &Connection, id: DictationId, deposit: &Deposit) -> Outcome<()> {
    let name = name(connection, id)?;
    if vault.recording(&name).is_err() {
        return vault.replace(&name, deposit);
    }
    vault.discard(deposit)
}

/// The recording's name in the vault.
pub(super) fn name(connection: &Connection, id: DictationId) -> Outcome<String> {
    let sql = "SELECT recording FROM dictation WHERE id = ?1";
    column(connection, id, sql)
}

/// What the recording's file was called after the dot, in lower case.
pub(super) fn extension(connection: &Connection, id: DictationId) -> Outcome<String> {
    let sql = "SELECT extension FROM dictation WHERE id = ?1";
    column(connection, id, sql)
}

/// The dictation whose recording had the same bytes; of several letters the first.
fn twin(work: &Work<'_>, deposit: &Deposit) -> Outcome<Option<DictationId>> {
    let id = work
        .query_row(
            "SELECT id FROM dictation WHERE sha256 = ?1 ORDER BY part LIMIT 1",
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
    work.execute(
        include_str!("sql/dictation-insert.sql"),
        named_params! {
            ":author": new.author.map(|id| id.0),
            ":patient": new.patient.map(|id| id.0),
            ":clinic": new.clinic,
            ":work_type": new.work_type,
            ":priority": Json(new.priority),
            ":status": Json(new.status),
            ":length": new.length,
            ":dictated_at": Text(new.dictated_at),
            ":position": new.position,
            ":received": Text(received),
            ":sha256": deposit.sha256,
            ":recording": deposit.name,
            ":extension": extension.to_lowercase(),
        },
    )?;
    Ok(DictationId(work.last_insert_rowid()))
}
