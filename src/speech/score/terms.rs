//! How the dictionary's terms fared in a transcript, and how everything else did.
//!
//! A *term occurrence* is a run of words that is a term; of those that begin at a word the
//! longest counts, and occurrences do not overlap. An occurrence in the transcript is *right*
//! where its words are aligned, one after the other, with the same words of the reference. An
//! occurrence in the reference is *found* on the same condition.
//!
//! Errors are split in two, as the literature on contextual recognition does (B-WER, U-WER):
//! - a substitution or deletion belongs to the terms where the word that was said is part of a
//!   term occurrence, and to the rest otherwise;
//! - an insertion belongs to the terms where it is part of a term occurrence in the transcript
//!   that is not right, which is a term nobody said there, or where it stands inside a term
//!   occurrence of the reference; and to the rest otherwise.

use std::collections::HashMap;
use std::ops::Range;

use super::doubled::doubled;
use super::errors::{WordErrors, ratio};
use super::{Step, align, normalise};

/// The terms that count, as normalised words.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// By their first word, the longest first.
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl Terms {
    pub fn new<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for words in terms.into_iter().map(normalise) {
            if let Some(first) = words.first().cloned() {
                by_first.entry(first).or_default().push(words);
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// Where the terms stand in these normalised words, from left to right.
    pub fn occurrences(&self, words: &[String]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let terms = self.by_first.get(first).map(Vec::as_slice);
            let longest = terms
                .unwrap_or_default()
                .iter()
                .find(|term| words[at..].starts_with(term));
            let length = longest.map_or(0, Vec::len);
            if length > 0 {
                found.push(at..at + length);
            }
            at += length.max(1);
        }
        found
    }
}

/// How many of the terms that were said the transcript has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermRecall {
    pub found: usize,
    /// Occurrences in the reference.
    pub spoken: usize,
}

impl TermRecall {
    /// From 0 to 1; None where no term was said.
    pub fn rate(&self) -> Option<f64> {
        ratio(self.found, self.spoken)
    }

    /// The share that was not found whole, from 0 to 1; None where no term was said.
    pub fn missed(&self) -> Option<f64> {
        ratio(self.spoken.saturating_sub(self.found), self.spoken)
    }
}

impl std::ops::Add for TermRecall {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            found: self.found + other.found,
            spoken: self.spoken + other.spoken,
        }
    }
}

/// How many terms were said and found, written and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermScore {
    pub recall: TermRecall,
    pub right: usize,
    /// Occurrences in the transcript.
    pub written: usize,
}

impl TermScore {
    /// From 0 to 1; None where no term was written.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.written)
    }
}

impl std::ops::Add for TermScore {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            recall: self.recall + other.recall,
            right: self.right + other.right,
            written: self.written + other.written,
        }
    }
}

/// A transcript against what was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Errors that belong to the terms; its reference words are those of term occurrences.
    pub in_terms: WordErrors,
    /// All other errors and words.
    pub elsewhere: WordErrors,
    pub terms: TermScore,
    /// Words written again right after the same words, though they were said once.
    pub doubled: usize,
}

impl Comparison {
    /// All errors.
    pub fn words(&self) -> WordErrors {
        self.in_terms + self.elsewhere
    }
}

impl std::ops::Add for Comparison {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            in_terms: self.in_terms + other.in_terms,
            elsewhere: self.elsewhere + other.elsewhere,
            terms: self.terms + other.terms,
            doubled: self.doubled + other.doubled,
        }
    }
}

/// Compares a transcript with what was said, by the rules at the top.
pub fn compare(reference: &str, hypothesis: &str, terms: &Terms) -> Comparison {
    let (said, heard) = (normalise(reference), normalise(hypothesis));
    let steps = align(&said, &heard);
    let (spoken, written) = (terms.occurrences(&said), terms.occurrences(&heard));
    let same = SameWords::new(&steps, said.len(), heard.len());
    let found = spoken.iter().filter(|term| same.was_heard(term));
    let (right, wrong): (Vec<_>, Vec<_>) = written.iter().partition(|term| same.was_said(term));
    let score = TermScore {
        recall: TermRecall {
            found: found.count(),
            spoken: spoken.len(),
        },
        right: right.len(),
        written: written.len(),
    };
    let of_term = |place: usize| spoken.iter().any(|term| term.contains(&place));
    let inside = |next: usize| {
        spoken
            .iter()
            .any(|term| term.start < next && next < term.end)
    };
    let of_wrong = |place: usize| wrong.iter().any(|term| term.contains(&place));

    let mut split = Comparison {
        terms: score,
        doubled: doubled(&said, &heard),
        ..Comparison::default()
    };
    // The word that is said next.
    let mut next = 0;
    for step in steps {
        let is_terms = match step {
            Step::Same { said, .. } | Step::Substituted { said, .. } | Step::Deleted { said } => {
                next = said + 1;
                of_term(said)
            }
            Step::Inserted { heard } => of_wrong(heard) || inside(next),
        };
        let errors = match is_terms {
            true => &mut split.in_terms,
            false => &mut split.elsewhere,
        };
        match step {
            Step::Same { .. } => errors.reference += 1,
            Step::Substituted { .. } => {
                errors.reference += 1;
                errors.substitutions += 1;
            }
            Step::Deleted { .. } => {
                errors.reference += 1;
                errors.deletions += 1;
            }
            Step::Inserted { .. } => errors.insertions += 1,
        }
    }
    split
}

/// For each word, where the same word stands on the other side.
struct SameWords {
    heard_at: Vec<Option<usize>>,
    said_at: Vec<Option<usize>>,
}

impl SameWords {
    fn new(steps: &[Step], said: usize, heard: usize) -> Self {
        let mut same = Self {
            heard_at: vec![None; said],
            said_at: vec![None; heard],
        };
        for step in steps {
            if let Step::Same { said, heard } = *step {
                same.heard_at[said] = Some(heard);
                same.said_at[heard] = Some(said);
            }
        }
        same
    }

    fn was_heard(&self, term: &Range<usize>) -> bool {
        in_a_row(&self.heard_at[term.clone()])
    }

    fn was_said(&self, term: &Range<usize>) -> bool {
        in_a_row(&self.said_at[term.clone()])
    }
}

/// Whether all words have a place and the places follow each other.
fn in_a_row(places: &[Option<usize>]) -> bool {
    places.iter().all(Option::is_some)
        && places
            .windows(2)
            .all(|pair| pair[0].map(|place| place + 1) == pair[1])
}
