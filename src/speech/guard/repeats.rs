//! Repeats: text written again that was said once.
//!
//! A model that has lost its place writes a sentence again and again. The sound it goes with was
//! used up the first time, so the words of the others last no time at all, which no voice can do.

use std::ops::Range;
use std::slice::from_ref;

use crate::words::Word;

/// Nobody says more letters a second than this over a run of words.
pub(super) const FASTEST: f64 = 45.0;

/// A run is at least so many words: the times of two or three may be blurred together.
const RUN: usize = 4;

/// The longest phrase that is looked for again and again, in words.
const LONGEST_CIRCLE: usize = 24;

/// How far back, in words, a repeat has its first time.
const REACH: usize = 60;

/// Runs of words that come faster than anyone speaks.
pub fn rushed(words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..(words.len() + 1).saturating_sub(RUN) {
        if !is_rushed(&words[at..at + RUN]) {
            continue;
        }
        match found.last_mut() {
            Some(last) if at <= last.end => last.end = at + RUN,
            _ => found.push(at..at + RUN),
        }
    }
    found
}

fn is_rushed(words: &[Word]) -> bool {
    let letters: usize = words.iter().map(|word| word.text.chars().count()).sum();
    let seconds: f64 = words.iter().map(|word| word.span.length()).sum();
    letters as f64 > seconds * FASTEST
}

/// Phrases written again and again, all but the first time.
pub fn circles(words: &[Word]) -> Vec<Range<usize>> {
    let texts: Vec<String> = words.iter().map(|word| plain(&word.text)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let again = |length: &usize| repeats(&texts[at..], *length) >= circle(*length);
        let Some(length) = (1..=LONGEST_CIRCLE).find(again) else {
            at += 1;
            continue;
        };
        let end = at + length * repeats(&texts[at..], length);
        found.push(at + length..end);
        at = end;
    }
    found
}

/// How often a phrase of so many words comes in a row before it is a circle: figures are read out
/// one by one, and "nine nine nine" is said.
fn circle(length: usize) -> usize {
    if length < 3 { 4 } else { 3 }
}

/// How often the first `length` texts come in a row.
fn repeats(texts: &[String], length: usize) -> usize {
    texts
        .chunks(length)
        .take_while(|chunk| *chunk == &texts[..length.min(texts.len())])
        .count()
}

/// Leaves out the runs that nobody can have said and that were written before: they are the same
/// sound heard twice, and nothing is lost with them. Other runs stay, for a person to settle, and so
/// does each word that there was time for.
pub fn leave_out(words: &mut Vec<Word>) {
    let texts: Vec<String> = words.iter().map(|word| plain(&word.text)).collect();
    let has_no_time: Vec<bool> = words.iter().map(|word| is_rushed(from_ref(word))).collect();
    let mut stays = vec![true; words.len()];
    for mut run in rushed(words) {
        // What came at its time beside a repeat is no part of it.
        run.start += has_no_time[run.clone()]
            .iter()
            .take_while(|it| !**it)
            .count();
        let before = &texts[run.start.saturating_sub(REACH)..run.start];
        let again = &texts[run.start..texts.len().min(run.start + RUN)];
        if before.windows(RUN).any(|earlier| earlier == again) {
            run.for_each(|at| stays[at] = !has_no_time[at]);
        }
    }
    let mut stays = stays.into_iter();
    words.retain(|_| stays.next().unwrap_or(true));
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
