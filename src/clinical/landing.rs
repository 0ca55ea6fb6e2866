//! Landing: the edits by which a draft becomes a letter's text.

use super::draft::Draft;
use super::intro::without;
use crate::letter::{Body, Edit};

/// The whole text of the draft first; then, where something was said before or after the letter, the
/// letter without it, so that one undo puts that back.
pub fn edits(from: &Body, text: &Body, draft: &Draft) -> Vec<Edit> {
    let mut edits = vec![Edit::Body(from.replace_with(text))];
    let taken = &draft.introduction.taken;
    if !taken.is_empty() {
        edits.push(Edit::Body(text.replace_with(&without(text, taken))));
    }
    edits
}
