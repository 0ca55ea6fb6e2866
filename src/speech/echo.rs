//! Echo: terms of the prompt that come back as text which nobody spoke.
//!
//! Over noise a model may go on with what it was told to expect. It then keeps to the prompt's
//! order, as a dictation hardly ever does for long.

use std::ops::Range;

use super::second_look::bare;
use super::sound::{likeness, sounds};
use crate::words::Word;

/// This many words in the prompt's order are a run of it ...
const WORDS: usize = 4;

/// ... if they reach over this many terms: a long term is one thing said, and two terms may come
/// together by chance.
const TERMS: usize = 3;

/// With the words before its first term, which nobody says, two are enough.
const WITH_OPENING: usize = 2;

/// Two hearings of the same words are at least this alike in sound.
const ALIKE: f32 = 0.6;

/// A word of the prompt.
struct Expected {
    text: String,
    ends_term: bool,
}

/// Where the words run on as the prompt does.
pub fn runs(words: &[Word], prompt: &str) -> Vec<Range<usize>> {
    let said: Vec<String> = words
        .iter()
        .map(|word| bare(&word.text).to_lowercase())
        .collect();
    let expected: Vec<Expected> = prompt
        .split_whitespace()
        .map(|word| Expected {
            text: bare(word).to_lowercase(),
            ends_term: word.ends_with([',', ':', '.']),
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < said.len() {
        match longest(&said[at..], &expected) {
            Some(length) => {
                found.push(at..at + length);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How many of the first words are a run of the prompt.
fn longest(said: &[String], expected: &[Expected]) -> Option<usize> {
    let lengths = (0..expected.len()).filter_map(|from| {
        let both = said.iter().zip(&expected[from..]);
        let length = both
            .take_while(|(said, expected)| **said == expected.text)
            .count();
        let ended = &expected[from..(from + length).saturating_sub(1).max(from)];
        let terms = ended.iter().filter(|word| word.ends_term).count() + 1;
        let is_run = (length >= WORDS && terms >= TERMS) || (from == 0 && length >= WITH_OPENING);
        is_run.then_some(length)
    });
    lengths.max()
}

/// Whether a run was said after all: what is heard at its time without the prompt, `again`,
/// sounds like it from the first word on.
pub fn was_spoken(run: &[Word], again: &[Word]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return true;
    };
    let span = first.span.join(last.span);
    let middle = |word: &&Word| (word.span.start + word.span.end) / 2.0;
    let there = again.iter().filter(|word| span.holds(middle(word)));
    let there: Vec<&str> = there.map(|word| word.text.as_str()).collect();
    let run: Vec<&str> = run.iter().map(|word| word.text.as_str()).collect();
    let alike =
        |a: &[&str], b: &[&str]| likeness(&sounds(&a.join(" ")), &sounds(&b.join(" "))) >= ALIKE;
    there
        .first()
        .is_some_and(|start| alike(&run[..1], &[start]) && alike(&run, &there))
}
