//! Hearing again: which windows are worth it, where they are parted for it, and which hearing stands.

use std::ops::Range;

use super::omitted::{noticed, surplus};
use super::over;
use super::repeats::{circles, rushed};
use crate::speech::RATE;
use crate::speech::find::loudness::Loudness;
use crate::words::Word;

/// How far from the ends of a word, in seconds, what it hides may begin and end.
const BLUR: f64 = 0.4;

/// How much is heard again beside what went wrong, in samples: at least and at most so much.
const SIDE: Range<usize> = 3 * RATE as usize..6 * RATE as usize;

/// What a word that nobody can have said weighs beside seconds of speech passed over.
const RUSHED: f64 = 0.5;

/// Where to part a dictation, in samples of it and in order, so that what went wrong is heard by
/// itself: at the quiet spots next to the ends of speech passed over, and of words that nobody can
/// have said.
pub fn cuts(words: &[Word], loudness: &Loudness) -> Vec<usize> {
    let sample = |seconds: f64| (seconds.max(0.0) * f64::from(RATE)) as usize;
    let near = |at: f64| loudness.quietest(sample(at - BLUR)..sample(at + BLUR));
    let invented = invented(words).filter_map(|run| over(&words[run]));
    let spans = noticed(words).map(|word| word.span).chain(invented);
    let mut cuts: Vec<usize> = spans
        .flat_map(|span| [span.start, span.end].map(near))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// What is heard again around the cuts, in samples: enough on either side for a model to find its
/// place, from pause to pause.
pub fn around(cuts: &[usize], loudness: &Loudness) -> Option<Range<usize>> {
    let (first, last) = (*cuts.first()?, *cuts.last()?);
    let start = match first.checked_sub(SIDE.end) {
        Some(from) => loudness.pause(from..first - SIDE.start),
        None => 0,
    };
    Some(start..loudness.pause(last + SIDE.start..last + SIDE.end))
}

/// The words that are for the most part within a range of samples. The words are in order.
pub fn within(words: &[Word], range: &Range<usize>) -> Range<usize> {
    let sample = |word: &Word| ((word.span.start + word.span.end) / 2.0 * f64::from(RATE)) as usize;
    let before = |at: usize| words.partition_point(|word| sample(word) < at);
    before(range.start)..before(range.end).max(before(range.start))
}

/// Whether `again` is the better of two hearings of the same: it passes less over and invents
/// less, and is not only shorter for it.
pub fn is_better(again: &[Word], before: &[Word]) -> bool {
    let letters = |words: &[Word]| words.iter().map(|word| word.text.len()).sum::<usize>();
    let invented = |words: &[Word]| invented(words).map(|run| run.len()).sum::<usize>();
    let fault =
        |words: &[Word]| noticed(words).map(surplus).sum::<f64>() + RUSHED * invented(words) as f64;
    fault(again) < fault(before) && (invented(before) > 0 || letters(again) > letters(before))
}

/// Runs of words that nobody can have said, or that go round in circles.
fn invented(words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    rushed(words).into_iter().chain(circles(words))
}
