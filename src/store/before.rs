//! The copy that is kept of a record before it is brought up to date: beside it, opened and checked
//! before the first change. Recordings are shared with the record, where the disk can do that.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::failure::{damaged, unwritable};
use super::head::FILE as HEAD;
use super::progress::{Progress, Watch};
use super::recovery::RECOVERY;
use super::sealed::Hash;
use super::vault::Kind;
use super::{DATABASE, Key, connection, files};
use crate::problem::{Outcome, Problem};

/// The folder it lies in, and what that is called until the copy is complete.
const KEPT: &str = "before-7";
const BUILDING: &str = "before-7.new";

/// Holds what the copy was made of, so that it is known again; written last.
const MADE_OF: &str = "made-of";

const NOTE: &str = "what-this-is.txt";
const NOTE_TEXT: &str = "\
This is the record as it was before Dictation Desk brought it up to version 7.\r\n\
It opens with the same key. Once you have worked with the new version for a while and have\r\n\
a backup of it, this folder can be deleted.\r\n";

/// Sees that there is a complete copy of the record as it is now.
///
/// # Errors
/// When the record is damaged, or no copy can be made beside it. There is none then.
pub(super) fn keep(
    dir: &Path,
    connection: &Connection,
    key: &Key,
    watch: Watch<'_>,
) -> Outcome<()> {
    let state = state(connection)?;
    let (kept, building) = (dir.join(KEPT), dir.join(BUILDING));
    if fs::read_to_string(kept.join(MADE_OF)).is_ok_and(|made_of| made_of == hex::encode(state)) {
        return Ok(());
    }
    remove(&building)?;
    build(dir, &building, connection, key, state, watch)
        .inspect_err(|_| drop(remove(&building)))?;
    // One that is there is of an earlier day: somebody went back to the earlier program.
    remove(&kept)?;
    fs::rename(&building, &kept).map_err(|error| unwritable(&error))?;
    files::sync_folder_of(&kept);
    Ok(())
}

fn build(
    dir: &Path,
    to: &Path,
    connection: &Connection,
    key: &Key,
    state: Hash,
    watch: Watch<'_>,
) -> Outcome<()> {
    let failed = |error: io::Error| no_room().because(error);
    fs::create_dir(to).map_err(failed)?;
    copy_database(&to.join(DATABASE), connection, key, state, watch)?;
    for beside in [RECOVERY, HEAD] {
        if dir.join(beside).exists() {
            fs::copy(dir.join(beside), to.join(beside)).map_err(failed)?;
        }
    }
    for folder in Kind::ALL.map(Kind::folder) {
        if dir.join(folder).exists() {
            share(&dir.join(folder), &to.join(folder), watch).map_err(failed)?;
        }
    }
    for (name, text) in [(NOTE, NOTE_TEXT), (MADE_OF, &hex::encode(state))] {
        files::write_private(&to.join(name), text.as_bytes(), true).map_err(failed)?;
    }
    Ok(())
}

/// Copies the database as it is at this moment, and opens and reads the copy to see that it is the
/// same.
fn copy_database(
    to: &Path,
    connection: &Connection,
    key: &Key,
    state: Hash,
    watch: Watch<'_>,
) -> Outcome<()> {
    let pages_at_once = 1_000;
    let failed = |error: rusqlite::Error| no_room().because(error);
    let mut copy = connection::create(to, key)?;
    let backup = rusqlite::backup::Backup::new(connection, &mut copy)?;
    loop {
        let step = backup.step(pages_at_once).map_err(failed)?;
        let (left, of) = (
            backup.progress().remaining as usize,
            backup.progress().pagecount as usize,
        );
        let what = "Copying the record as it is";
        let done = of.saturating_sub(left);
        watch(Progress { what, done, of });
        if step == rusqlite::backup::StepResult::Done {
            break;
        }
    }
    drop(backup);
    copy.close().map_err(|(_, error)| failed(error))?;
    let copy = connection::open(to, key)?;
    must_be_whole(&copy)?;
    if self::state(&copy)? != state {
        return Err(damaged());
    }
    copy.close().map_err(|(_, error)| Problem::from(error))
}

/// Refuses a database whose pages or tables are not as they were written.
fn must_be_whole(connection: &Connection) -> Outcome<()> {
    if connection
        .prepare("PRAGMA cipher_integrity_check")?
        .exists([])?
    {
        return Err(damaged());
    }
    let found: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        other => Err(damaged().because(other)),
    }
}

/// A hash over everything in the database.
fn state(connection: &Connection) -> Outcome<Hash> {
    let mut digest = Sha256::new();
    let mut tables = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let tables = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for table in tables.collect::<Result<Vec<(String, String)>, _>>()? {
        add_to(&mut digest, table.1.as_bytes());
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", table.0))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                add_value(&mut digest, row.get_ref(column)?);
            }
        }
    }
    Ok(digest.finalize().into())
}

fn add_value(digest: &mut Sha256, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => add_to(digest, b"null"),
        ValueRef::Integer(number) => add_to(digest, &number.to_le_bytes()),
        ValueRef::Real(number) => add_to(digest, &number.to_bits().to_le_bytes()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => add_to(digest, bytes),
    }
}

/// Each part is preceded by its length, so that no two run together to the same bytes.
fn add_to(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

/// Shares every file of a folder with another folder; copies it where the disk shares none.
fn share(from: &Path, to: &Path, watch: Watch<'_>) -> io::Result<()> {
    fs::create_dir(to)?;
    let files: Vec<_> = fs::read_dir(from)?.collect::<Result<_, _>>()?;
    let of = files.len();
    for (done, file) in (1..).zip(files) {
        let (source, target) = (file.path(), to.join(file.file_name()));
        if file.file_type()?.is_dir() {
            share(&source, &target, watch)?;
        } else if fs::hard_link(&source, &target).is_err() {
            fs::copy(&source, &target)?;
            fs::File::options().write(true).open(&target)?.sync_all()?;
        }
        let what = "Keeping the recordings beside it";
        watch(Progress { what, done, of });
    }
    files::sync_folder_of(&to.join(MADE_OF));
    Ok(())
}

fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&error)),
        _ => Ok(()),
    }
}

/// There is no room for what the upkeep takes, or no right to write there.
pub(super) fn no_room() -> Problem {
    Problem::new(
        "The record could not be brought up to date, because there is no room beside it",
        "See that the disk has room for another copy of the record and that its folder can be \
         written to, then open it again; nothing has been changed",
    )
}
