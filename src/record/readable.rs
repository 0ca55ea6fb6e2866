//! Readable files: copies outside the encrypted record, where they lie and until when.

use jiff::Timestamp;

use super::{LetterId, PatientId, ReadableId};

/// A file that anybody can read who gets at this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    pub id: ReadableId,
    pub file: NewReadable,
    pub made_at: Timestamp,
}

/// What is noted when one is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReadable {
    pub path: String,
    /// What it is, without whom it is about: "signed letter".
    pub what: String,
    pub letter: Option<(LetterId, u32)>,
    pub patient: Option<PatientId>,
    /// When it is to be deleted; kept until somebody does it, where there is none.
    pub until: Option<Timestamp>,
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// By this program.
    Deleted,
    /// It was not there any more.
    FoundGone,
}

/// The readable files there are, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readables {
    pub files: Vec<Readable>,
    /// How many there are altogether, with those that are not listed.
    pub all: u32,
}
