//! Listening again: which terms a window is heard again with, and what of that second hearing is
//! taken.
//!
//! The second hearing is told what to expect, so it may write what nobody said. It is therefore
//! only a witness: a term of it is taken where the first hearing was in doubt and sounds like that
//! term, and all other words stay as they were first heard.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidates;
use super::doubt::{bare, is_doubtful, is_settled, joined, stretches, unknown};
use super::second_look::{in_case_of, replacement};
use super::sound::{likeness, sounds};
use crate::clinical::lexicon::Lexicon;
use crate::speech::score::{Step, align};
use crate::words::Word;

/// Terms tried for a stretch in doubt.
const TRIED: usize = 6;

/// Terms less alike than this to what was heard are not worth a place in the prompt, ...
const WORTH_EXPECTING: f32 = 0.7;

/// ... nor those less alike than this to words that are all in use.
const IN_USE_WORTH_EXPECTING: f32 = 0.8;

/// A place is heard again where one term is as alike as this; then the others have their chance too.
const WORTH_HEARING: f32 = 0.75;

/// A term of the work's own specialty is worth a place in the prompt as if it were this much more
/// alike.
const OF_SPECIALTY: f32 = 0.05;

/// What was heard sounds this much like the term that takes its place; ...
const ALIKE: f32 = 0.82;

/// ... where the model is surer of the term than [`SURE`], it may be as little alike as this.
const SURE_ALIKE: f32 = 0.7;
const SURE: f32 = 0.6;

/// Words that are all in use make sense as they are: they must sound nearly the same.
const IN_USE_ALIKE: f32 = 0.9;

/// The most words that one term may take the place of.
const LONGEST: usize = 6;

/// How far from where the second hearing has a term its place in the first is looked for, in words.
const AROUND: usize = 3;

/// Words before those in doubt that are written anew with them.
const RUN_UP: usize = 2;

/// What in a window is in doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The terms that it sounds like, the most alike last.
    pub terms: Vec<String>,
    /// The words among which it is, in order.
    pub places: Vec<Range<usize>>,
}

/// What is in doubt among these words, with at most `most` terms, those of a specialty that the
/// clues on the work name before others; None where nothing there sounds like a term.
pub fn doubt(
    words: &[&Word],
    candidates: &Candidates,
    lexicon: &Lexicon,
    clues: &str,
    most: usize,
) -> Option<Doubt> {
    let clues = clues.to_lowercase();
    let favour = |term: &str| {
        let specialties = lexicon.term(term).map_or(&[][..], |term| &term.specialties);
        let is_named = specialties
            .iter()
            .any(|it| clues.contains(&it.to_lowercase()));
        if is_named { OF_SPECIALTY } else { 0.0 }
    };
    let mut best: HashMap<&str, f32> = HashMap::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for stretch in stretches(words, lexicon) {
        let heard = joined(&words[stretch.clone()]);
        let least = match unknown(&words[stretch.clone()], lexicon) {
            0 => IN_USE_WORTH_EXPECTING,
            _ => WORTH_EXPECTING,
        };
        // Most sound like none, which is found out sooner the more is asked.
        let worth_hearing = least.max(WORTH_HEARING);
        if candidates.like(&heard, worth_hearing, 1).is_empty() {
            continue;
        }
        for candidate in candidates.like(&heard, least, TRIED) {
            let worth = best.entry(candidate.term).or_default();
            *worth = worth.max(candidate.likeness + favour(candidate.term));
        }
        let place = stretch.start.saturating_sub(RUN_UP)..stretch.end;
        match places.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => places.push(place),
        }
    }
    let mut found: Vec<(&str, f32)> = best.into_iter().collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    found.truncate(most);
    let terms = found.into_iter().rev().map(|(term, _)| term.to_owned());
    (!places.is_empty()).then(|| Doubt {
        terms: terms.collect(),
        places,
    })
}

/// The first hearing with the terms of the second that it may have been meant for. Each word comes
/// with how many words of the first hearing it stands for.
pub fn adopted(
    first: &[&Word],
    second: &[Word],
    expected: &[String],
    lexicon: &Lexicon,
) -> Vec<(Word, usize)> {
    let lower = |text: &str| bare(text).to_lowercase();
    let said: Vec<String> = first.iter().map(|word| lower(&word.text)).collect();
    let heard: Vec<String> = second.iter().map(|word| lower(&word.text)).collect();
    let across = places(&said, &heard);
    let mut taken: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, term) in terms_in(&heard, expected) {
        let from = across[at.start].saturating_sub(AROUND);
        let to = (across[at.end] + AROUND).min(first.len());
        let Some((place, likeness)) = most_alike(first, from..to, term) else {
            continue;
        };
        let overlaps = |other: &Range<usize>| place.start < other.end && other.start < place.end;
        let is_free = !taken.iter().any(|(other, _)| overlaps(other));
        let sure = second[at].iter().map(|word| word.confidence);
        let sure = sure.fold(1.0, f32::min);
        let old = &first[place.clone()];
        if is_free && may_become(old, term, lexicon) && likeness >= asked(old, sure, lexicon) {
            taken.push((place, term));
        }
    }
    let mut words = Vec::with_capacity(first.len());
    let mut at = 0;
    while at < first.len() {
        match taken.iter().find(|(place, _)| place.start == at) {
            Some((place, term)) => {
                let old = &first[place.clone()];
                let term = in_case_of(&old[0].text, term);
                words.push((replacement(old, &term), place.len()));
                at = place.end;
            }
            None => {
                words.push((first[at].clone(), 1));
                at += 1;
            }
        }
    }
    words
}

/// For each word heard, and the end, which word said stands there.
fn places(said: &[String], heard: &[String]) -> Vec<usize> {
    let mut places = vec![said.len(); heard.len() + 1];
    let mut next = 0;
    for step in align(said, heard) {
        match step {
            Step::Same { said, heard } | Step::Substituted { said, heard } => {
                places[heard] = said;
                next = said + 1;
            }
            Step::Deleted { said } => next = said + 1,
            Step::Inserted { heard } => places[heard] = next,
        }
    }
    places
}

/// Where the expected terms stand in these words.
fn terms_in<'t>(heard: &[String], expected: &'t [String]) -> Vec<(Range<usize>, &'t str)> {
    let mut found = Vec::new();
    for term in expected {
        let words: Vec<String> = term
            .split(' ')
            .map(|word| bare(word).to_lowercase())
            .collect();
        for (at, window) in heard.windows(words.len()).enumerate() {
            if window == words {
                found.push((at..at + words.len(), term.as_str()));
            }
        }
    }
    // A longer term has the shorter ones within it.
    found.sort_by_key(|(at, _)| std::cmp::Reverse(at.len()));
    found
}

/// The words within a range that sound most like a term, and how much.
fn most_alike(words: &[&Word], within: Range<usize>, term: &str) -> Option<(Range<usize>, f32)> {
    let term = sounds(term);
    let spans = within.clone().flat_map(|start| {
        let most = within.end.min(start + LONGEST);
        (start + 1..=most).map(move |end| start..end)
    });
    let weighed = spans.map(|span| {
        let likeness = likeness(&sounds(&joined(&words[span.clone()])), &term);
        (span, likeness)
    });
    weighed.max_by(|(one, a), (other, b)| a.total_cmp(b).then_with(|| other.len().cmp(&one.len())))
}

/// How much words must sound like a term of which the model is so sure.
fn asked(words: &[&Word], sure: f32, lexicon: &Lexicon) -> f32 {
    if unknown(words, lexicon) == 0 {
        IN_USE_ALIKE
    } else if sure >= SURE {
        SURE_ALIKE
    } else {
        ALIKE
    }
}

/// Whether these words may have been a term: one of them is in doubt, and none is a figure, a side
/// or a negation.
fn may_become(words: &[&Word], term: &str, lexicon: &Lexicon) -> bool {
    let said = joined(words);
    !said.eq_ignore_ascii_case(term)
        && !lexicon.has_term(&said)
        && !words.iter().any(|word| is_settled(word))
        && words.iter().any(|word| is_doubtful(word, lexicon))
}
