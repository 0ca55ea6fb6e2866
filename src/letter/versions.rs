//! The versions of a letter: the one that is open, and those that have been signed.

use jiff::Timestamp;

use super::Letter;
use super::approval::Approval;
use super::history::Entry;
use super::papers::Follows;
use crate::record::{AuthorId, Dictation, DictationId, LetterId, PatientId};

/// A letter's latest version, as it is opened: where it started and what has happened since.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenLetter {
    pub id: LetterId,
    /// 1 for the first, 2 for its first amendment.
    pub version: u32,
    pub start: Letter,
    pub entries: Vec<Entry>,
    /// When it was made ready to sign, and by whom; none while it is being typed.
    pub typed: Option<Typed>,
    /// Who has approved this version so far.
    pub approvals: Vec<Approval>,
    /// The letter before it, where it does not stand alone.
    pub follows: Option<Follows>,
    /// Where this version has been signed, and so is closed.
    pub signed: Option<SignedVersion>,
}

/// That a letter was made ready to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub at: Timestamp,
    /// The typist's: the second half of the letter's reference.
    pub initials: String,
}

/// A signed version of a letter; its bytes are in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedVersion {
    pub letter: LetterId,
    pub version: u32,
    pub patient: PatientId,
    pub author: AuthorId,
    pub dictation: DictationId,
    /// Of the document's bytes.
    pub sha256: [u8; 32],
    /// The one that signed it: the last, where there were several.
    pub approval: Approval,
    /// Why it no longer holds, where it has been withdrawn.
    pub withdrawn: Option<String>,
    /// What the document is called where it is filed; it names no patient.
    pub file_name: String,
}

/// A letter that is, or was signed as, about one patient.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterAbout {
    pub dictation: Dictation,
    /// Its versions that were signed about that patient, oldest first.
    pub signed: Vec<SignedVersion>,
}
