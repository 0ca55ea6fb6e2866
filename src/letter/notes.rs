//! The author's notes to the secretary.

use serde::{Deserialize, Serialize};

use crate::words::Span;

/// A word to the secretary, lifted out of the letter: "Jane, please copy this to …". It is known
/// by its words and its place in the audio, so that another draft's notes are never taken for
/// done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
    pub span: Span,
}
