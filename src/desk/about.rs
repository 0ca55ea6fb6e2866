//! About one patient: what the page shows of them, looked up as a whole.

use crate::letter::versions::LetterAbout;
use crate::problem::Outcome;
use crate::record::{Attachment, Author, Contact, LetterId, Patient, PatientId};
use crate::store::Record;

/// Everything the record has about a patient.
#[derive(Clone, Debug)]
pub struct About {
    pub patient: Patient,
    /// The newest first.
    pub letters: Vec<LetterAbout>,
    pub authors: Vec<Author>,
    /// Papers from elsewhere, the newest first.
    pub attachments: Vec<Attachment>,
    /// Theirs, then everyone's.
    pub contacts: Vec<Contact>,
}

impl About {
    /// # Errors
    /// When there is no such patient.
    pub(super) fn of(record: &dyn Record, patient: PatientId) -> Outcome<Self> {
        Ok(Self {
            patient: record.patient(patient)?,
            letters: record.letters_about(patient)?,
            authors: record.authors()?,
            attachments: record.attachments(patient)?,
            contacts: record.contacts(Some(patient))?,
        })
    }

    /// Whose letter it is, where that is known.
    pub fn author_of(&self, letter: &LetterAbout) -> Option<&Author> {
        let id = letter.dictation.author?;
        self.authors.iter().find(|author| author.id == id)
    }
}

/// A signed version to be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub letter: LetterId,
    pub version: u32,
    pub text: String,
}
