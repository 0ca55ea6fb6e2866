//! Aligning two texts word by word: which words of the one became which of the other.

use std::ops::Range;

use crate::clinical::common::common;

/// A word as it stands in a text, marks at its edges left aside.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub text: &'a str,
    /// The word in lower case, by which words are the same.
    pub key: String,
    /// Bytes of the text it stands in.
    pub range: Range<usize>,
    pub line: usize,
    pub opens_sentence: bool,
}

/// Words in the one text that stand where these stand in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub was: Range<usize>,
    pub is: Range<usize>,
}

/// The words of a text, in order.
pub(super) fn said(text: &str) -> Vec<Said<'_>> {
    let mut words = Vec::new();
    for (line, content) in text.split('\n').enumerate() {
        let mut opens_sentence = true;
        for piece in content.split_whitespace() {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                words.push(Said {
                    text: word,
                    key: word.to_lowercase(),
                    range: start..start + word.len(),
                    line,
                    opens_sentence,
                });
                opens_sentence = false;
            }
            opens_sentence |= piece.ends_with(['.', '?', '!', ':']) && piece.len() > 2;
        }
    }
    words
}

/// Where the texts differ, each difference as small as can be. A word that only changed its
/// capitals within a sentence counts as changed.
pub(super) fn changes(was: &[Said<'_>], is: &[Said<'_>]) -> Vec<Change> {
    let same = |a: &Said<'_>, b: &Said<'_>| a.key == b.key;
    let mut changes = Vec::new();
    let mut open = Change {
        was: 0..0,
        is: 0..0,
    };
    for (x, y) in common(was, is, same)
        .into_iter()
        .chain([(was.len(), is.len())])
    {
        (open.was.end, open.is.end) = (x, y);
        if !open.was.is_empty() && !open.is.is_empty() {
            changes.push(open.clone());
        }
        if let (Some(one), Some(other)) = (was.get(x), is.get(y))
            && one.text != other.text
            && !one.opens_sentence
            && !other.opens_sentence
        {
            changes.push(Change {
                was: x..x + 1,
                is: y..y + 1,
            });
        }
        open = Change {
            was: x + 1..x + 1,
            is: y + 1..y + 1,
        };
    }
    changes
}
