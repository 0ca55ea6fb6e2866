//! The letter: its fields, its body, and what a person has settled about it.

mod approval;
pub mod blanks;
mod body;
pub mod compare;
pub mod cues;
mod cut;
pub mod dates;
pub mod docx;
pub mod edit;
mod find;
mod gaps;
pub mod gate;
pub mod history;
mod moments;
mod notes;
mod older;
pub mod outgoing;
mod page;
mod papers;
pub mod recipients;
pub mod settlement;
pub mod sign;
pub mod stages;
pub mod template;
pub mod versions;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::words::Span;
use settlement::{Ledger, Place};

pub use body::{Block, BlockKind, Body};
pub use cues::Cue;
pub use edit::Edit;
pub use gaps::{Gap, gaps};
pub use history::Manuscript;
pub use notes::Note;
pub use older::OlderEdit;
pub use settlement::{Key, Settlement, Subject};

/// The form in which letters and their edits are written now. Older forms are read; a newer one is
/// a newer program's.
pub const FORM: u32 = 1;

/// The parts of a letter outside its body. Lists are one item a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Who it goes to: name and address lines.
    Addressee,
    /// "Dear Dr Example".
    Salutation,
    /// The clinic the letter is about: "Rheumatology clinic".
    Clinic,
    /// The date of the clinic, as the letter shows it.
    ClinicDate,
    /// "Yours sincerely".
    Closing,
    /// What is enclosed.
    Enclosures,
    /// Who gets a copy.
    Copies,
}

impl Field {
    pub const ALL: [Self; 7] = [
        Self::Addressee,
        Self::Salutation,
        Self::Clinic,
        Self::ClinicDate,
        Self::Closing,
        Self::Enclosures,
        Self::Copies,
    ];

    /// The label beside the field on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Addressee => "Addressee",
            Self::Salutation => "Salutation",
            Self::Clinic => "Clinic",
            Self::ClinicDate => "Clinic date",
            Self::Closing => "Closing",
            Self::Enclosures => "Enclosures",
            Self::Copies => "Copies to",
        }
    }
}

/// A letter being written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "older::StoredLetter")]
pub struct Letter {
    fields: BTreeMap<Field, String>,
    body: Body,
    settled: Ledger,
}

impl From<older::StoredLetter> for Letter {
    fn from(stored: older::StoredLetter) -> Self {
        Self {
            settled: stored.ledger(),
            fields: stored.fields,
            body: stored.body,
        }
    }
}

impl Letter {
    pub fn new(mut fields: BTreeMap<Field, String>, body: Body) -> Self {
        fields.retain(|_, text| !text.is_empty());
        Self {
            fields,
            body,
            settled: Ledger::default(),
        }
    }

    /// The text of a field; empty where nothing has been entered.
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What has been settled about it, by whom and when.
    pub fn settlements(&self) -> &[Settlement] {
        self.settled.settlements()
    }

    /// The letter with what has been settled in another of its recording about audio that is its
    /// own.
    pub fn settled_as(mut self, other: &Self, is_own: impl Fn(Span) -> bool) -> Self {
        for settlement in other.settlements() {
            if matches!(settlement.key.place, Place::Moment(span) if is_own(span)) {
                self.settled.change(settlement, true);
            }
        }
        self
    }

    /// Whether a person has said that what is asked about is right or done.
    pub fn is_settled(&self, asked: &Key) -> bool {
        self.settled.settles(asked)
    }

    /// Whether the recogniser was unsure of a word of the body and nobody has settled it.
    pub fn is_in_doubt(&self, cue: &Cue) -> bool {
        cue.is_unsure() && !self.is_settled(&Key::of_doubt(&self.body, &cue.range))
    }
}
