//! What the record is given with an intent.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::letter::recipients::Recipient;
use crate::letter::sign::Approval;
use crate::letter::versions::Typed;
use crate::record::{
    AuthorId, Delivery, DictationId, LetterId, PatientId, PersonId, Priority, Seen,
};
use crate::words::Span;

/// Whom a dictation belongs to, or what is to be made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Patient(PatientId),
    Author(AuthorId),
    WorkType(String),
    /// When it was dictated, as a person says.
    Dictated(Timestamp),
}

/// What is said of a row of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    Author(AuthorId),
    Clinic(String),
    WorkType(String),
    Priority(Priority),
    /// Who is on it; nobody any more.
    Assign(Option<PersonId>),
    /// The day on which somebody wants to see it again; not put off any more.
    BringForward(Option<Date>),
}

impl RowChange {
    /// Whether it changes whose the letter is or what it reads.
    pub fn is_of_the_letter(&self) -> bool {
        !matches!(self, Self::Assign(_) | Self::BringForward(_))
    }

    pub(super) fn column(&self) -> &'static str {
        match self {
            Self::Author(_) => "author",
            Self::Clinic(_) => "clinic",
            Self::WorkType(_) => "work_type",
            Self::Priority(_) => "priority",
            Self::Assign(_) => "assignee",
            Self::BringForward(_) => "bring_forward",
        }
    }

    /// As it stands in the audit trail.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Author(author) => format!("author {}", author.0),
            Self::Clinic(_) => "clinic".to_owned(),
            Self::WorkType(work) => format!("work type {work}"),
            Self::Priority(priority) => priority.label().to_owned(),
            Self::Assign(Some(person)) => format!("assigned to person {}", person.0),
            Self::Assign(None) => "assigned to nobody".to_owned(),
            Self::BringForward(Some(day)) => format!("wanted again on {day}"),
            Self::BringForward(None) => "put off no longer".to_owned(),
        }
    }
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
    /// The one that signs it: the last, where it wanted several.
    pub approval: Approval,
    /// When it was ready to sign; now, where nobody had said so before.
    pub typed: Typed,
    /// To whom it goes, the addressee first.
    pub recipients: Vec<Recipient>,
    /// Why part of the dictation went unheard; empty where all of it was heard.
    pub unheard: String,
}

/// A signed version and those of its recipients to whom it has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatched {
    pub letter: LetterId,
    pub version: u32,
    /// Each by its place among the recipients, counted from 1, and how it went.
    pub to: Vec<(u32, Delivery)>,
    pub at: Timestamp,
}

/// How much work it is to try one secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for Effort {
    /// A fifth of a second on an office PC: people unlock many times a day.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 1,
        }
    }
}
