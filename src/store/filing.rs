//! Filing: signed documents written to a folder, each whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Store;
use super::audit::{self, Action};
use super::failure::unwritable;
use super::files;
use super::versions::{self, subject};
use crate::letter::versions::SignedVersion;
use crate::problem::{Outcome, Problem};

impl Store {
    /// Writes every signed document that is still to be filed into `folder`, and says where.
    /// Documents that a crash left between the folder and the record are finished, not doubled.
    ///
    /// # Errors
    /// When the folder cannot be written to or its disk is full. The documents that were not
    /// written stay to be filed.
    pub fn file_documents(&mut self, folder: &Path) -> Outcome<Vec<PathBuf>> {
        let mut filed = Vec::new();
        for version in self.pending()? {
            let path = folder.join(&version.file_name);
            let document = self.document(version.letter, version.version)?;
            place(&path, &document)?;
            self.mark_filed(&version, folder)?;
            filed.push(path);
        }
        Ok(filed)
    }

    /// Whether a signed document is still to be filed.
    pub fn owes_documents(&self) -> Outcome<bool> {
        Ok(!self.pending()?.is_empty())
    }

    fn pending(&self) -> Outcome<Vec<SignedVersion>> {
        let sql = concat!(
            include_str!("sql/documents.sql"),
            include_str!("sql/documents-pending.sql")
        );
        let mut statement = self.connection.prepare_cached(sql)?;
        let pending = statement.query_map([], versions::read)?;
        Ok(pending.collect::<Result<_, _>>()?)
    }

    fn mark_filed(&mut self, version: &SignedVersion, folder: &Path) -> Outcome<()> {
        self.transact("filing a document", |tx| {
            let (letter, number) = (version.letter, version.version);
            tx.execute(
                "INSERT INTO filing (letter, version, folder) VALUES (?1, ?2, ?3)",
                (letter.0, number, folder.to_string_lossy()),
            )?;
            audit::append(tx, audit::PROGRAM, Action::Filed, &subject(letter, number))
        })
    }
}

/// Puts the document under its name, unless it is there already.
fn place(path: &Path, document: &[u8]) -> Outcome<()> {
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
