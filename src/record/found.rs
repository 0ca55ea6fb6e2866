//! Letters that were found: each with whom it is about and why it is there.

use std::ops::Range;

use super::{Dictation, DictationId, Patient};

/// A letter that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub dictation: Dictation,
    pub patient: Option<Patient>,
    /// The author's name; empty where nobody has said whose it is.
    pub author: String,
    pub excerpt: Excerpt,
    /// Whether it would be found without a word of the letter itself.
    pub by_its_row: bool,
}

/// A piece of a letter in one line, with where in it stands what was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    pub hits: Vec<Range<usize>>,
}

/// So many of the letters found as were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub found: Vec<Found>,
    /// After which one to ask for more; none where these are all.
    pub next: Option<DictationId>,
}
