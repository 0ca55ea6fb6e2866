//! Contacts: people and places that letters go to, beside patients and their practices.

use serde::{Deserialize, Serialize};

use super::{ContactId, Delivery, PatientId};

/// What somebody is to a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// The patient's general practice.
    Practice,
    Patient,
    Colleague,
    Solicitor,
    #[default]
    Other,
}

impl RecipientKind {
    pub const ALL: [Self; 5] = [
        Self::Practice,
        Self::Patient,
        Self::Colleague,
        Self::Solicitor,
        Self::Other,
    ];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Practice => "GP",
            Self::Patient => "patient",
            Self::Colleague => "colleague",
            Self::Solicitor => "solicitor",
            Self::Other => "other",
        }
    }
}

/// Somebody letters go to, with where and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    /// Whose contact it is; none for one of the whole department.
    pub patient: Option<PatientId>,
    pub to: Addressee,
    /// How often the record has written this row; 0 before it is in the record.
    pub revision: u32,
}

/// A name on an envelope, with where and how letters to it go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Addressee {
    pub kind: RecipientKind,
    pub name: String,
    /// Address lines, the postcode last; empty where it is not known.
    pub address: Vec<String>,
    pub delivery: Delivery,
    pub email: String,
    pub large_print: bool,
}
