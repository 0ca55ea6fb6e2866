//! The author's notes to the secretary, and which of them have been done.

use serde::{Deserialize, Serialize};

use super::Letter;
use crate::words::Span;

/// A word to the secretary, lifted out of the letter: "Jane, please copy this to …". It is known
/// by its words and its place in the audio, so that another draft's notes are never taken for
/// done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
    pub span: Span,
}

impl Letter {
    /// Whether this note to the secretary has been done.
    pub fn is_note_done(&self, note: &Note) -> bool {
        self.notes_done.contains(note)
    }

    /// Marks a note as done or as open again; says whether that was a change.
    pub(super) fn tick_note(&mut self, note: &Note, done: bool) -> bool {
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
}
