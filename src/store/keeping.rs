//! The record's intents about what it keeps for good: recordings, signed documents, and that they are
//! as they were.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::audit::{self, Action, Event};
use super::kept::Kept;
use super::vault::Kind;
use super::verify::Check;
use super::{Store, about, attachments, filing, recordings, versions};
use crate::letter::versions::{LetterAbout, SignedVersion};
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Attachment, AttachmentId, DictationId, LetterId, PatientId};

/// What is kept for good, as the desk speaks of it with the record.
pub trait Keeping {
    /// The stored recording, from any place; nothing readable touches the disk. Whether it is the one
    /// that came in is for whoever reads it to [`hold`](Kept::hold) it to.
    ///
    /// # Errors
    /// When it is missing or damaged.
    fn audio(&self, id: DictationId) -> Outcome<Kept>;

    /// What the recording's file was called after the dot, in lower case.
    fn audio_extension(&self, id: DictationId) -> Outcome<String>;

    /// All signed versions of all letters about the patient, oldest first.
    fn versions(&self, patient: PatientId) -> Outcome<Vec<SignedVersion>>;

    /// Their letters, the newest first. One that was signed about them stays among them, whoever
    /// its next version is about.
    fn letters_about(&self, patient: PatientId) -> Outcome<Vec<LetterAbout>>;

    /// The signed document, byte for byte.
    ///
    /// # Errors
    /// When the stored one is missing, damaged or not the one that was signed.
    fn document(&self, letter: LetterId, version: u32) -> Outcome<Vec<u8>>;

    /// The words of a signed document; that somebody has read it stands in the trail.
    fn read_document(&mut self, by: &Actor, letter: LetterId, version: u32) -> Outcome<String>;

    /// Notes that a readable copy of a signed document has been made.
    fn note_copy(&mut self, by: &Actor, letter: LetterId, version: u32) -> Outcome<()>;

    /// Notes that readable copies of everything about a patient have been made, so many files.
    fn note_export(&mut self, by: &Actor, patient: PatientId, files: usize) -> Outcome<()>;

    /// The papers about a patient that came from elsewhere, the newest first.
    fn attachments(&self, patient: PatientId) -> Outcome<Vec<Attachment>>;

    /// Takes a paper about a patient in; `title` and `extension` are what its file was called before
    /// and after the dot. One that the patient has already does not come in twice.
    ///
    /// # Errors
    /// When it is empty or cannot be read, or there is no room for it.
    fn attach(
        &mut self,
        by: &Actor,
        patient: PatientId,
        title: &str,
        extension: &str,
        paper: &mut dyn Read,
    ) -> Outcome<AttachmentId>;

    /// The paper, byte for byte; that a copy of it has left the record stands in the trail.
    ///
    /// # Errors
    /// When the stored one is missing, damaged or not the one that came in.
    fn attachment(&mut self, by: &Actor, id: AttachmentId) -> Outcome<Vec<u8>>;

    /// Whether a signed document is still to be filed.
    fn owes_documents(&self) -> Outcome<bool>;

    /// Writes every signed document that is still to be filed into `folder`, and says where; each
    /// is an intent of its own. Documents that a crash left between the folder and the record are
    /// finished, not doubled.
    ///
    /// # Errors
    /// When the folder cannot be written to or its disk is full. The documents that were not
    /// written stay to be filed.
    fn file_documents(&mut self, by: &Actor, folder: &Path) -> Outcome<Vec<PathBuf>>;

    /// What opening the record has shown to be wrong, though it opens.
    fn trouble(&self) -> Option<&Problem>;

    /// One piece more of a check whether all that must not change is still as it was; so small that
    /// others need not wait for it.
    ///
    /// # Errors
    /// When the record cannot be read at all; what can be read and is wrong is a fault.
    fn check(&self, check: &mut Check) -> Outcome<()>;
}

impl Keeping for Store {
    fn audio(&self, id: DictationId) -> Outcome<Kept> {
        let (name, came_in) = recordings::stored(&self.connection, id)?;
        Ok(Kept::new(self.vault.read(Kind::Recording, &name)?, came_in))
    }

    fn audio_extension(&self, id: DictationId) -> Outcome<String> {
        recordings::extension(&self.connection, id)
    }

    fn versions(&self, patient: PatientId) -> Outcome<Vec<SignedVersion>> {
        about::signed_about(&self.connection, patient)
    }

    fn letters_about(&self, patient: PatientId) -> Outcome<Vec<LetterAbout>> {
        about::letters(&self.connection, patient)
    }

    fn document(&self, letter: LetterId, version: u32) -> Outcome<Vec<u8>> {
        let sha256 = versions::hash(&self.connection, letter, version)?;
        let name = hex::encode(sha256);
        self.vault.whole(Kind::Document, &name, &sha256)
    }

    fn read_document(&mut self, by: &Actor, letter: LetterId, version: u32) -> Outcome<String> {
        self.apart(by, "reading a document", |work| {
            audit::append(work, Event::of(Action::Opened).version(letter, version))?;
            versions::text(work, letter, version)
        })
    }

    fn note_copy(&mut self, by: &Actor, letter: LetterId, version: u32) -> Outcome<()> {
        self.apart(by, "noting a copy", |work| {
            audit::append(work, Event::of(Action::Exported).version(letter, version))
        })
    }

    fn note_export(&mut self, by: &Actor, patient: PatientId, files: usize) -> Outcome<()> {
        self.apart(by, "noting an export", |work| {
            let exported = Event::of(Action::Exported).patient(patient);
            audit::append(work, exported.on(&format!(", {files} files")))
        })
    }

    fn attachments(&self, patient: PatientId) -> Outcome<Vec<Attachment>> {
        attachments::of(&self.connection, patient)
    }

    fn attach(
        &mut self,
        by: &Actor,
        patient: PatientId,
        title: &str,
        extension: &str,
        paper: &mut dyn Read,
    ) -> Outcome<AttachmentId> {
        let deposit = self.vault.deposit(Kind::Document, paper)?;
        let listed = self.apart(by, "taking a paper in", |work| {
            attachments::add(work, patient, title, extension, &deposit)
        });
        self.vault.conclude(&deposit, listed.is_ok());
        listed
    }

    fn attachment(&mut self, by: &Actor, id: AttachmentId) -> Outcome<Vec<u8>> {
        let sha256 = attachments::hash(&self.connection, id)?;
        let name = hex::encode(sha256);
        let paper = self.vault.whole(Kind::Document, &name, &sha256)?;
        self.apart(by, "copying a paper", |work| {
            let what = format!("attachment {}", id.0);
            audit::append(work, Event::of(Action::Exported).on(&what))
        })?;
        Ok(paper)
    }

    fn owes_documents(&self) -> Outcome<bool> {
        Ok(!filing::pending(&self.connection)?.is_empty())
    }

    fn file_documents(&mut self, by: &Actor, folder: &Path) -> Outcome<Vec<PathBuf>> {
        let mut filed = Vec::new();
        for version in filing::pending(&self.connection)? {
            let path = folder.join(&version.file_name);
            let document = self.document(version.letter, version.version)?;
            filing::place(&path, &document)?;
            self.apart(by, "filing a document", |work| {
                filing::mark(work, &version, folder)
            })?;
            filed.push(path);
        }
        Ok(filed)
    }

    fn trouble(&self) -> Option<&Problem> {
        self.trouble.as_ref()
    }

    fn check(&self, check: &mut Check) -> Outcome<()> {
        self.check_on(check)
    }
}
