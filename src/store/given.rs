//! What the record is given with an intent.

use crate::letter::sign::Approval;
use crate::record::{AuthorId, DictationId, LetterId, PatientId, Seen};
use crate::words::Span;

/// Whom a dictation belongs to, or what is to be made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Patient(PatientId),
    Author(AuthorId),
    WorkType(String),
}

/// What the program notes while a dictation is played, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Listening {
    /// The stretches that have been listened to.
    pub heard: Vec<Span>,
    /// Where the typist is.
    pub position: f64,
    /// How long the recording has proved to be.
    pub length: f64,
}

/// What is kept when a letter is signed.
#[derive(Clone, Debug)]
pub struct NewVersion {
    pub letter: LetterId,
    pub version: u32,
    pub patient: PatientId,
    pub author: AuthorId,
    pub dictation: Seen<DictationId>,
    /// The Word document, byte for byte as it will be filed.
    pub document: Vec<u8>,
    /// The letter's words, for looking in.
    pub text: String,
    pub approval: Approval,
    /// Why part of the dictation went unheard; empty where all of it was heard.
    pub unheard: String,
}
