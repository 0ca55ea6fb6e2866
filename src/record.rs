//! The people and papers of the record: patients, authors, dictations and their states.

mod author;
mod changes;
mod dictation;
mod number;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use author::Author;
pub use changes::{Actor, Changes, Seen};
pub use dictation::{DatedBy, Dictation, Part, Priority, Status};
pub use number::NhsNumber;

macro_rules! row_id {
    ($($name:ident: $doc:literal),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub i64);
    )+};
}

row_id! {
    PatientId: "A patient's row in the record.",
    AuthorId: "A dictating author's row in the record.",
    DictationId: "A dictation's row in the record.",
    RecordingId: "A recording's row in the record; several letters may be made from it.",
    LetterId: "A letter's row in the record; its versions share it.",
    TermId: "A row of the organisation's or an author's own dictionary.",
    CorrectionId: "A row of what an author's signed letters have taught.",
}

/// A general practice: who the letter usually goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Practice {
    /// The doctor's name as it stands on an envelope: "Dr A Example".
    pub doctor: String,
    pub name: String,
    /// Address lines, the postcode last.
    pub address: Vec<String>,
}

/// A patient as the record knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    pub id: PatientId,
    pub title: String,
    pub given: String,
    pub family: String,
    pub born: Date,
    pub nhs_number: Option<NhsNumber>,
    pub hospital_number: String,
    /// Address lines, the postcode last.
    pub address: Vec<String>,
    pub practice: Practice,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}

impl Patient {
    /// "Mrs Ada EXAMPLE": the family name in capitals, as the banner and the Re: line show it.
    pub fn display_name(&self) -> String {
        [
            self.title.as_str(),
            self.given.as_str(),
            &self.family.to_uppercase(),
        ]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
    }
}
