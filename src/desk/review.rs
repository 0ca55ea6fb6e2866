//! Review: the questions that are open about a letter, and which of them is current.

use std::ops::Range;

use crate::clinical::checks::flags::FlagKind;
use crate::letter::Key;
use crate::words::Span;

/// One thing to settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub kind: Kind,
    /// One sentence for the person.
    pub message: String,
    /// Where in the body, in bytes.
    pub range: Option<Range<usize>>,
    /// Where in the audio, in seconds.
    pub span: Option<Span>,
    /// Whether signing waits for it.
    pub blocks: bool,
    /// What it is known by when it is settled.
    pub key: Key,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    NoPatient,
    NoAuthor,
    Flag(FlagKind),
    /// A word to the secretary.
    Note,
    /// Another letter of the recording begins here, or text of one has come into this one.
    NextLetter,
    OtherLetter,
    Unheard,
}

impl Kind {
    /// The heading the question stands under.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoPatient | Self::NoAuthor => "Record",
            Self::Flag(kind) => flag_label(kind),
            Self::Note => "Note to you",
            Self::NextLetter | Self::OtherLetter => "Another letter",
            Self::Unheard => "Not yet heard",
        }
    }
}

fn flag_label(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Identity => "Identity",
        FlagKind::Side => "Left or right",
        FlagKind::Dose => "Dose or number",
        FlagKind::LookAlike => "Look-alike drug",
        FlagKind::Negation => "Yes or no",
        FlagKind::Notation => "Notation",
        FlagKind::Blank => "Blank",
        FlagKind::Unsupported => "Text without speech",
        FlagKind::Missing => "Speech without text",
        FlagKind::Unheard => "Not yet heard",
        FlagKind::Note => "Note to you",
        FlagKind::Spelling => "Unsure word",
    }
}

/// The questions of the letter on the desk and which one is current.
#[derive(Debug, Default)]
pub struct Review {
    pub(super) questions: Vec<Question>,
    pub current: Option<usize>,
    pub(super) is_stale: bool,
}

impl Review {
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// How many must be settled before signing.
    pub fn blocking(&self) -> usize {
        self.questions
            .iter()
            .filter(|question| question.blocks)
            .count()
    }
}
