//! What the record answers an intent with.

use jiff::Timestamp;

use crate::clinical::draft::Draft;
use crate::letter::history::Entry;
use crate::letter::versions::OpenLetter;
use crate::problem::Problem;
use crate::record::{Changes, Dictation, DictationId};
use crate::words::Span;

/// What came of taking a recording in.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    pub id: DictationId,
    /// The same recording, byte for byte, was in the record before; this is that dictation.
    pub already_here: bool,
    pub changes: Changes,
}

/// A dictation with all that is needed to go on with it.
#[derive(Clone, Debug)]
pub struct Fetched {
    pub dictation: Dictation,
    pub letter: OpenLetter,
    pub draft: Option<Draft>,
    /// The stretches that have been listened to.
    pub heard: Vec<Span>,
}

/// What came of a finished draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    /// It is the letter's text.
    InLetter,
    /// It lies beside the letter, in which something stands already.
    BesideLetter,
    /// It held several letters, which have been parted; so many are new in the worklist.
    Parted { further: usize },
    /// The recording's letters have been parted otherwise since: it was not used.
    OfAnotherPart,
}

/// What a split leaves of the dictation that was split.
#[derive(Clone, Debug)]
pub struct Parted {
    /// Its row as it is now.
    pub dictation: Dictation,
    pub draft: Option<Draft>,
    /// What its letter became.
    pub entry: Entry,
    /// Entries that the worklist has more now.
    pub further: usize,
}

/// A draft of the past, with when its dictation was made.
#[derive(Clone, Debug, PartialEq)]
pub struct PastDraft {
    pub dictation: DictationId,
    pub dictated_at: Timestamp,
    pub draft: Draft,
}

/// What came of something that was done to many rows.
#[derive(Clone, Debug, Default)]
pub struct BatchDone {
    pub done: usize,
    /// Rows to which nothing was done, and why not: "it is signed".
    pub refused: Vec<(DictationId, Problem)>,
}

/// What came of taking a word list in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermsImported {
    pub added: usize,
    /// Terms that dictionary had already; they stay as they were.
    pub already_here: usize,
}

/// Whether it is the person they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognition {
    Known,
    /// Wrong; where that was once too often, nothing is looked at before then.
    Wrong(Option<Timestamp>),
    /// Nothing is looked at before then.
    TooSoon(Timestamp),
}
