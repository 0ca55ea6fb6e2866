//! Upkeep: the record of an earlier version brought up to this program's, with a copy beside it
//! first. Cut short at any point, it is begun again at the next opening, and nothing is lost.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::before::no_room;
use super::head::Head;
use super::progress::{Progress, Watch};
use super::sealed::Hash;
use super::vault::{Kind, Vault, parts};
use super::{Key, audit, before, files, schema};
use crate::problem::Outcome;

/// The version from which on documents are files.
const DOCUMENTS_ARE_FILES: usize = 6;

/// Brings the record of a workspace up to date.
///
/// # Errors
/// When a newer program made it, or there is no room for what it takes; it is as it was then.
pub(super) fn bring_up_to_date(
    dir: &Path,
    connection: &mut Connection,
    key: &Key,
    watch: Watch<'_>,
) -> Outcome<()> {
    let version = schema::known_version(connection)?;
    if version < schema::LATEST {
        before::keep(dir, connection, key, watch)?;
    }
    if version < DOCUMENTS_ARE_FILES {
        // Nobody kept the end of the trail until now.
        Head::found(dir, key, audit::end(connection)?)?;
        name_recordings(dir, connection)?;
        move_documents_out(dir, connection, watch).inspect_err(|_| {
            // The database still holds them.
            let _ = fs::remove_dir_all(dir.join(Kind::Document.folder()));
        })?;
    }
    schema::migrate(connection, watch)
}

/// Brings up to date a database that has just been unpacked from a backup, which is its own copy.
pub(super) fn bring_backup_up_to_date(dir: &Path, connection: &mut Connection) -> Outcome<()> {
    if schema::known_version(connection)? < DOCUMENTS_ARE_FILES {
        move_documents_out(dir, connection, &mut |_| ())?;
    }
    schema::migrate(connection, &mut |_| ())
}

/// Gives recordings their names that an earlier program had taken in and not yet named.
fn name_recordings(dir: &Path, connection: &Connection) -> Outcome<()> {
    let folder = dir.join(Kind::Recording.folder());
    if !folder.exists() {
        return Ok(());
    }
    let mut known = connection.prepare("SELECT 1 FROM dictation WHERE recording = ?1")?;
    for name in parts(&folder)? {
        let part = folder.join(format!("{name}.age.part"));
        match known.exists([&name])? {
            true => files::publish(&part, &folder.join(format!("{name}.age")))?,
            false => files::remove_if_there(&part)?,
        }
    }
    Ok(())
}

/// Writes every document that the database holds into the vault, under the hash it was signed with.
fn move_documents_out(dir: &Path, connection: &Connection, watch: Watch<'_>) -> Outcome<()> {
    let vault = Vault::open(connection, dir.to_owned())?;
    let count = "SELECT count(*) FROM document";
    let of: u32 = connection.query_row(count, [], |row| row.get(0))?;
    let mut statement =
        connection.prepare("SELECT sha256, bytes FROM document ORDER BY letter, version")?;
    let mut rows = statement.query([])?;
    let mut done = 0;
    while let Some(row) = rows.next()? {
        let (sha256, bytes): (Hash, Vec<u8>) = (row.get(0)?, row.get(1)?);
        vault.take_over(&sha256, &bytes).map_err(|problem| {
            let cause = problem.cause().unwrap_or("refused").to_owned();
            no_room().because(cause)
        })?;
        done += 1;
        let of = of as usize;
        let what = "Moving the signed documents into files";
        watch(Progress { what, done, of });
    }
    Ok(())
}
