//! Omissions: speech that a model passed over without a sign.
//!
//! A model's words follow one another with no gap, so where it skips a sentence the word before or
//! after it seems to last through all of it. Such a word gives the omission away.

use super::RATE;
use super::loudness::Loudness;
use crate::words::{Word, longest};

/// Time that a word cannot have taken is worth another hearing from so many seconds on.
const NOTICED: f64 = 0.6;

/// How far from the ends of such a word, in seconds, the omission itself may begin and end.
const BLUR: f64 = 0.4;

/// By how many seconds a word lasts longer than anyone would take to say it.
pub fn surplus(word: &Word) -> f64 {
    (word.span.length() - longest(&word.text)).max(0.0)
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
