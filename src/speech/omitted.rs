//! Omissions: speech that a model passed over without a sign.
//!
//! A model's words follow one another with no gap, so where it skips a sentence the word before or
//! after it seems to last through all of it. Such a word gives the omission away.

use super::RATE;
use super::loudness::Loudness;
use crate::words::Word;

/// A word takes at most so many seconds, drawled and with a breath, ...
const DRAWL: f64 = 0.7;

/// ... and for each letter so many more, ...
const LETTER: f64 = 0.12;

/// ... and for each figure, which is spoken as a word of its own or more.
const FIGURE: f64 = 0.5;

/// Time that a word cannot have taken is worth another hearing from so many seconds on.
const NOTICED: f64 = 0.6;

/// How far from the ends of such a word, in seconds, the omission itself may begin and end.
const BLUR: f64 = 0.4;

/// By how many seconds a word lasts longer than anyone would take to say it.
pub fn surplus(word: &Word) -> f64 {
    (word.span.length() - longest(&word.text)).max(0.0)
}

/// Seconds that a text of one or more words takes to say at most.
pub fn longest(text: &str) -> f64 {
    let takes = |letter: char| match letter {
        letter if letter.is_ascii_digit() => FIGURE,
        _ => LETTER,
    };
    let words = text.split_whitespace();
    words
        .map(|word| word.chars().map(takes).sum::<f64>() + DRAWL)
        .sum()
}

/// Whether more of the speech is in `again` than in `before`, two hearings of the same.
pub fn is_fuller(again: &[Word], before: &[Word]) -> bool {
    let omitted = |words| noticed(words).map(surplus).sum::<f64>();
    let letters = |words: &[Word]| words.iter().map(|word| word.text.len()).sum::<usize>();
    omitted(again) < omitted(before) && letters(again) > letters(before)
}

/// Where to part a dictation, in samples of it and in order, so that what was omitted is heard by
/// itself: at the quiet spots next to its ends.
pub fn cuts(words: &[Word], loudness: &Loudness) -> Vec<usize> {
    let sample = |seconds: f64| (seconds.max(0.0) * f64::from(RATE)) as usize;
    let near = |at: f64| loudness.quietest(sample(at - BLUR)..sample(at + BLUR));
    let mut cuts: Vec<usize> = noticed(words)
        .flat_map(|word| [word.span.start, word.span.end].map(near))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn noticed(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().filter(|word| surplus(word) >= NOTICED)
}
