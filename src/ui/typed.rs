//! What was typed into a text box, read off the text before and after.

use std::ops::Range;

/// The byte at which so many characters have gone by.
pub fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at)
}

/// What changed between two texts: the bytes of `before` that went, and what came in their
/// place. Of equal explanations the one that ends at the `caret` (bytes of `after`) is taken, so
/// that a doubled letter counts as typed where it was typed.
pub fn difference<'a>(before: &str, after: &'a str, caret: usize) -> (Range<usize>, &'a str) {
    let tail_room = after.len().saturating_sub(caret).min(before.len());
    let mut tail = common(before.bytes().rev(), after.bytes().rev()).min(tail_room);
    while !before.is_char_boundary(before.len() - tail)
        || !after.is_char_boundary(after.len() - tail)
    {
        tail -= 1;
    }
    let room = (before.len() - tail).min(after.len() - tail);
    let mut head = common(before.bytes(), after.bytes()).min(room);
    while !before.is_char_boundary(head) || !after.is_char_boundary(head) {
        head -= 1;
    }
    (head..before.len() - tail, &after[head..after.len() - tail])
}

fn common(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}
