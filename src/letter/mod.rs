//! The letter: its fields and its body, which notes have been done, and which gaps settled.

pub mod blanks;
mod body;
pub mod cues;
mod cut;
pub mod dates;
pub mod docx;
pub mod edit;
mod find;
mod gaps;
pub mod history;
mod moments;
mod notes;
mod page;
mod papers;
pub mod sign;
pub mod template;
pub mod versions;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use body::{Block, BlockKind, Body};
pub use cues::Cue;
pub use edit::Edit;
pub use gaps::{Gap, gaps};
pub use history::Manuscript;
pub use notes::Note;

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
#[serde(default)]
pub struct Letter {
    fields: BTreeMap<Field, String>,
    body: Body,
    /// The author's notes to the secretary that have been done.
    notes_done: Vec<Note>,
    /// Gaps between speech and text that a person has listened to.
    settled_gaps: Vec<Gap>,
}

impl Letter {
    pub fn new(mut fields: BTreeMap<Field, String>, body: Body) -> Self {
        fields.retain(|_, text| !text.is_empty());
        Self {
            fields,
            body,
            notes_done: Vec::new(),
            settled_gaps: Vec::new(),
        }
    }

    /// The text of a field; empty where nothing has been entered.
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Whether this note to the secretary has been done.
    pub fn is_note_done(&self, note: &Note) -> bool {
        self.notes_done.contains(note)
    }

    /// Marks a note as done or as open again; says whether that was a change.
    fn tick_note(&mut self, note: &Note, done: bool) -> bool {
        // In order, so that it does not matter in which they were done.
        let at = self.notes_done.binary_search_by(|other| {
            let (one, two) = (other.span, note.span);
            (one.start.total_cmp(&two.start))
                .then(one.end.total_cmp(&two.end))
                .then_with(|| other.text.cmp(&note.text))
        });
        match (at, done) {
            (Err(at), true) => self.notes_done.insert(at, note.clone()),
            (Ok(at), false) => drop(self.notes_done.remove(at)),
            _ => return false,
        }
        true
    }

    /// Whether a person has listened to this gap and said that the letter is right.
    pub fn is_settled(&self, gap: Gap) -> bool {
        self.settled_gaps.contains(&gap)
    }

    /// Marks a gap as settled or as open again; says whether that was a change.
    fn settle_gap(&mut self, gap: Gap, done: bool) -> bool {
        // In order, so that it does not matter in which they were settled.
        let at = self
            .settled_gaps
            .binary_search_by(|settled| settled.in_order(gap));
        match (at, done) {
            (Err(at), true) => self.settled_gaps.insert(at, gap),
            (Ok(at), false) => drop(self.settled_gaps.remove(at)),
            _ => return false,
        }
        true
    }
}
