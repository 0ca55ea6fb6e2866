//! Changes of the record: who makes them, of which row as it was seen, and what they leave.

use super::{Author, Dictation, DictationId, Patient, PatientId, Person, PersonId};

/// Who does something to the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    person: Option<PersonId>,
    name: String,
}

impl Actor {
    /// Somebody who works here.
    pub fn of(person: &Person) -> Self {
        Self {
            person: Some(person.id),
            name: person.called().to_owned(),
        }
    }

    /// The program itself, for what no person asked for.
    pub fn program() -> Self {
        Self {
            person: None,
            name: "Dictation Desk".to_owned(),
        }
    }

    /// Which person it is; nobody where it is the program.
    pub fn person(&self) -> Option<PersonId> {
        self.person
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A row as a person saw it. A change that is asked for on the strength of what was seen is refused
/// once the row is no longer that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<Id> {
    pub id: Id,
    /// How often it had been written by then.
    pub revision: u32,
}

impl Dictation {
    /// This row, as it is seen here.
    pub fn seen(&self) -> Seen<DictationId> {
        Seen {
            id: self.id,
            revision: self.revision,
        }
    }
}

impl Patient {
    /// This row, as it is seen here.
    pub fn seen(&self) -> Seen<PatientId> {
        Seen {
            id: self.id,
            revision: self.revision,
        }
    }
}

/// Rows as they are after a change, each dictation with the people it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    pub dictations: Vec<Dictation>,
    pub patients: Vec<Patient>,
    pub authors: Vec<Author>,
}

impl Changes {
    /// The row of that dictation, where it is among these.
    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        self.dictations.iter().find(|row| row.id == id)
    }

    pub fn is_empty(&self) -> bool {
        self.dictations.is_empty() && self.patients.is_empty() && self.authors.is_empty()
    }

    /// These and then those.
    pub fn extend(&mut self, later: Self) {
        self.dictations.extend(later.dictations);
        self.patients.extend(later.patients);
        self.authors.extend(later.authors);
    }
}
