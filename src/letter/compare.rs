//! Comparing: two texts of one letter, word by word, each word with where it was spoken.

use std::ops::Range;

use similar::{ChangeTag, TextDiff};

use super::{Body, Letter};
use crate::words::Span;

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Stays,
    Goes,
    Comes,
}

/// Words that stay, go or come together.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub fate: Fate,
    pub text: String,
    /// Where the first of them that was spoken was spoken.
    pub spoken: Option<Span>,
}

/// How the body of one letter becomes that of another, in reading order.
pub fn compare(was: &Letter, is: &Letter) -> Vec<Stretch> {
    let (was, is) = (was.body(), is.body());
    let diff = TextDiff::from_words(was.text(), is.text());
    let (mut at_was, mut at_is) = (0, 0);
    let mut stretches: Vec<Stretch> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        let (fate, body, at) = match change.tag() {
            ChangeTag::Equal => {
                at_was += text.len();
                (Fate::Stays, is, &mut at_is)
            }
            ChangeTag::Delete => (Fate::Goes, was, &mut at_was),
            ChangeTag::Insert => (Fate::Comes, is, &mut at_is),
        };
        let range = *at..*at + text.len();
        *at = range.end;
        let spoken = spoken(body, &range);
        // A line a stretch, so that each can be shown, and played, by itself.
        let goes_on = |last: &&mut Stretch| last.fate == fate && !last.text.ends_with('\n');
        match stretches.last_mut().filter(goes_on) {
            Some(last) => {
                last.text.push_str(text);
                last.spoken = last.spoken.or(spoken);
            }
            None => stretches.push(Stretch {
                fate,
                text: text.to_owned(),
                spoken,
            }),
        }
    }
    stretches
}

fn spoken(body: &Body, range: &Range<usize>) -> Option<Span> {
    body.cues_in(range).first().map(|cue| cue.span)
}
