//! Filing: signed documents written to a folder, each whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use super::audit::{self, Action, Event};
use super::failure::unwritable;
use super::files;
use super::transaction::Work;
use super::{readables, versions};
use crate::letter::versions::SignedVersion;
use crate::problem::{Outcome, Problem};
use crate::record::NewReadable;

/// The signed versions that are still to be filed.
pub(super) fn pending(connection: &Connection) -> Outcome<Vec<SignedVersion>> {
    let sql = concat!(
        include_str!("sql/documents.sql"),
        include_str!("sql/documents-pending.sql")
    );
    let mut statement = connection.prepare_cached(sql)?;
    let pending = statement.query_map([], versions::read)?;
    Ok(pending.collect::<Result<_, _>>()?)
}

/// Notes that a document lies in the folder.
pub(super) fn mark(work: &Work<'_>, version: &SignedVersion, folder: &Path) -> Outcome<()> {
    let (letter, number) = (version.letter, version.version);
    work.execute(
        "INSERT INTO filing (letter, version, folder) VALUES (?1, ?2, ?3)",
        (letter.0, number, folder.to_string_lossy()),
    )?;
    let there = NewReadable {
        path: folder
            .join(&version.file_name)
            .to_string_lossy()
            .into_owned(),
        what: "signed letter".to_owned(),
        letter: Some((letter, number)),
        patient: Some(version.patient),
        // Filed letters are kept by choice.
        until: None,
    };
    readables::note(work, &there, Timestamp::now())?;
    audit::append(work, Event::of(Action::Filed).version(letter, number))
}

/// Puts the document under its name, unless it is there already.
pub(super) fn place(path: &Path, document: &[u8]) -> Outcome<()> {
    match fs::read(path) {
        Ok(there) if there == document => return Ok(()),
        // The name holds part of the document's hash: this is the same letter, changed by hand.
        Ok(_) => return Err(occupied()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unwritable(&error)),
    }
    // A name of its own for each document, so that one cut short is written over next time.
    let part = path.with_extension("docx.part");
    write(&part, document)
        .and_then(|()| fs::rename(&part, path))
        .map_err(|error| {
            let _ = fs::remove_file(&part);
            unwritable(&error)
        })?;
    files::sync_folder_of(path);
    Ok(())
}

fn write(path: &Path, document: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(document)?;
    file.sync_all()
}

fn occupied() -> Problem {
    Problem::new(
        "A changed copy of a signed letter is already in the folder",
        "Move that file elsewhere and file again; the signed letter is safe in the record",
    )
}
