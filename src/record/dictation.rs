//! Dictations: the entries of the worklist, each of which is one letter to be.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AuthorId, DictationId, PatientId, PersonId, RecordingId};
use crate::words::Span;

/// How urgently a letter is wanted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Urgent suspected cancer, once called a two-week wait.
    #[serde(alias = "2ww", alias = "2WW")]
    Cancer,
    Urgent,
    #[default]
    Routine,
}

impl Priority {
    pub const ALL: [Self; 3] = [Self::Cancer, Self::Urgent, Self::Routine];

    /// The word shown to people, and taken by `import --priority`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cancer => "urgent suspected cancer",
            Self::Urgent => "urgent",
            Self::Routine => "routine",
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
    /// Its author sent it back, and said why.
    Rejected,
    Signed,
    Sent,
    /// Signed, and no longer holds.
    Withdrawn,
}

impl Status {
    pub const ALL: [Self; 10] = [
        Self::Waiting,
        Self::Drafting,
        Self::DraftReady,
        Self::Typing,
        Self::Query,
        Self::ToSign,
        Self::Rejected,
        Self::Signed,
        Self::Sent,
        Self::Withdrawn,
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
            Self::Rejected => "rejected",
            Self::Signed => "signed",
            Self::Sent => "sent",
            Self::Withdrawn => "withdrawn",
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

    /// Whether nobody owes anything on it any more.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Sent | Self::Withdrawn)
    }

    /// Whether the secretary still owes work on it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Signed | Self::Sent | Self::Withdrawn)
    }
}

/// What says when something was dictated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatedBy {
    /// The recorder, in the recording itself.
    Recorder,
    /// The time that the recording's file carried.
    File,
    /// A person, who typed it in.
    Person,
    /// Nothing does: it is only known when it came in.
    #[default]
    Arrival,
}

impl DatedBy {
    /// How it is told beside the date: "from the recorder".
    pub fn label(self) -> &'static str {
        match self {
            Self::Recorder => "from the recorder",
            Self::File => "from the file",
            Self::Person => "typed in",
            Self::Arrival => "the day it came in",
        }
    }

    /// Whether that is when it was dictated, and not only when it came in.
    pub fn is_known(self) -> bool {
        self != Self::Arrival
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
    /// The recording it is made from; none for a letter that nobody dictated.
    #[serde(default)]
    pub recording: Option<RecordingId>,
    /// When it was dictated, or where that is unknown when it came in.
    pub dictated_at: Timestamp,
    /// What says so.
    #[serde(default)]
    pub dated_by: DatedBy,
    /// Where the typist stopped, in seconds.
    pub position: f64,
    /// Which letter it is, where its recording holds several.
    #[serde(default)]
    pub part: Option<Part>,
    /// Who is on it, where somebody has said so.
    #[serde(default)]
    pub assignee: Option<PersonId>,
    /// The day from which on somebody wants to see it again.
    #[serde(default)]
    pub bring_forward: Option<Date>,
    /// That it was taken out of the worklist.
    #[serde(default)]
    pub removed: Option<Removal>,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}

/// That a dictation was taken out of the worklist: it lies in the bin until that is emptied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    pub at: Timestamp,
    pub by: Option<PersonId>,
    pub why: String,
    /// Whether what it was made from is no longer kept.
    pub is_emptied: bool,
}

/// One of the letters of a recording that holds several.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
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
    /// Where in the recording the letter was spoken: all of it, unless it holds several.
    pub fn span(&self) -> Span {
        self.part
            .map_or(Span::new(0.0, self.length), |part| part.span)
    }

    /// Whether nobody need look at it before a later day than this.
    pub fn rests_until_after(&self, today: Date) -> bool {
        self.bring_forward.is_some_and(|day| day > today)
    }
}
