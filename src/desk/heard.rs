//! What was heard of a letter beside what is chosen for it, and what taking it would choose.

use jiff::civil::Date;

use super::command::Command;
use crate::letter::Field;
use crate::record::{AuthorId, PatientId, Priority};

/// What taking something that was heard chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take {
    Patient(PatientId),
    Author(AuthorId),
    Dictated(Date),
    WorkType(String),
    Priority(Priority),
    Field(Field, String),
}

impl Take {
    /// The command that does it.
    pub fn command(&self) -> Command {
        match self.clone() {
            Self::Patient(id) => Command::ChoosePatient(id),
            Self::Author(id) => Command::ChooseAuthor(id),
            Self::Dictated(day) => Command::SetDictated(day),
            Self::WorkType(work) => Command::SetWorkType(work),
            Self::Priority(priority) => Command::SetPriority(priority),
            Self::Field(field, text) => Command::SetField(field, text),
        }
    }
}

/// One thing that was heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// "Author", "Patient".
    pub label: &'static str,
    pub heard: String,
    /// What is chosen now; empty where nothing is.
    pub chosen: String,
    /// What speaks against it, or why it cannot be taken, in words.
    pub doubt: String,
    /// What it would choose; none where it is chosen already, or nobody can tell.
    pub take: Option<Take>,
    /// Whether it is taken with all others: nothing else is chosen, and nothing speaks against it.
    pub is_sure: bool,
}
