//! The versions of a letter: the one that is open, and those that have been signed.

use super::Letter;
use super::history::Entry;
use super::papers::Approval;
use crate::record::{AuthorId, DictationId, LetterId, PatientId};

/// A letter's latest version, as it is opened: where it started and what has happened since.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenLetter {
    pub id: LetterId,
    /// 1 for the first, 2 for its first amendment.
    pub version: u32,
    pub start: Letter,
    pub entries: Vec<Entry>,
    /// Where this version has been signed, and so is closed.
    pub signed: Option<SignedVersion>,
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
    pub approval: Approval,
    /// What the document is called where it is filed; it names no patient.
    pub file_name: String,
}
