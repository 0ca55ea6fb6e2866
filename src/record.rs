//! The people and papers of the record: patients, authors, dictations and their states.

mod changes;
mod number;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::Span;

pub use changes::{Actor, Changes, Seen};
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

/// A consultant who dictates and whose name stands under the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub id: AuthorId,
    /// "Dr Jonathan Sample".
    pub name: String,
    /// "Consultant Rheumatologist".
    pub post: String,
    /// "MB ChB FRCP".
    pub qualifications: String,
    /// "JS": the first half of the letter's reference.
    pub initials: String,
    pub department: String,
    /// Seconds the transport steps back on resume, where that is not as for everyone.
    pub back_step: Option<f64>,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}

/// How urgently a letter is wanted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Urgent suspected cancer and the like: 48 hours.
    Urgent,
    #[default]
    Routine,
}

impl Priority {
    pub const ALL: [Self; 2] = [Self::Urgent, Self::Routine];

    /// The word shown to people, and taken by `import --priority`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Routine => "routine",
        }
    }

    /// Hours from dictation within which the letter should be out: 48 for urgent suspected
    /// cancer, seven days for routine clinics.
    pub fn target_hours(self) -> i64 {
        match self {
            Self::Urgent => 48,
            Self::Routine => 7 * 24,
        }
    }
}

/// Where a dictation stands on its way to a sent letter.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Waiting,
    Drafting,
    DraftReady,
    Typing,
    Query,
    ToSign,
    Signed,
    Sent,
}

impl Status {
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Drafting,
        Self::DraftReady,
        Self::Typing,
        Self::Query,
        Self::ToSign,
        Self::Signed,
        Self::Sent,
    ];

    /// The words shown in the worklist.
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Drafting => "drafting",
            Self::DraftReady => "draft ready",
            Self::Typing => "typing",
            Self::Query => "query",
            Self::ToSign => "to sign",
            Self::Signed => "signed",
            Self::Sent => "sent",
        }
    }

    /// Where it stands once there is a draft: typing is not undone by one.
    #[must_use]
    pub fn drafted(self) -> Self {
        match self {
            Self::Waiting => Self::DraftReady,
            status => status,
        }
    }

    /// Whether the secretary still owes work on it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Signed | Self::Sent)
    }
}

/// One dictation: a row of the worklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dictation {
    pub id: DictationId,
    pub author: Option<AuthorId>,
    pub patient: Option<PatientId>,
    pub clinic: String,
    /// "Clinic letter", "Medico-legal report": chooses the template.
    pub work_type: String,
    pub priority: Priority,
    pub status: Status,
    /// Length in seconds; zero until the audio has been read through.
    pub length: f64,
    /// When it was dictated, or where that is unknown when it came in.
    pub dictated_at: Timestamp,
    /// Where the typist stopped, in seconds.
    pub position: f64,
    /// Which letter it is, where its recording holds several.
    #[serde(default)]
    pub part: Option<Part>,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}

/// One of the letters of a recording that holds several.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The recording's first letter, by which its letters are kept together.
    pub first: DictationId,
    /// Counted from 1.
    pub number: u32,
    pub of: u32,
    /// Where in the recording it was spoken.
    pub span: Span,
}

impl Part {
    /// "letter 2 of 3".
    pub fn label(&self) -> String {
        format!("letter {} of {}", self.number, self.of)
    }

    /// Whether something spoken during `span` belongs to it, by its middle; what was spoken
    /// before the first letter or after the last belongs to those.
    pub fn holds(&self, span: Span) -> bool {
        let middle = f64::midpoint(span.start, span.end);
        (self.number <= 1 || middle >= self.span.start)
            && (self.number >= self.of || middle < self.span.end)
    }
}

impl Dictation {
    /// The dictation its recording came in as: the first of those that share it.
    pub fn recording(&self) -> DictationId {
        self.part.map_or(self.id, |part| part.first)
    }

    /// Where in the recording the letter was spoken: all of it, unless it holds several.
    pub fn span(&self) -> Span {
        self.part
            .map_or(Span::new(0.0, self.length), |part| part.span)
    }

    /// When the letter is due, by its priority's target.
    pub fn due_at(&self) -> Timestamp {
        let target = jiff::SignedDuration::from_hours(self.priority.target_hours());
        self.dictated_at
            .checked_add(target)
            .unwrap_or(Timestamp::MAX)
    }
}
