//! Which of the words just said another takes the place of: a side for a side, a drug for a drug,
//! a number for a number.

use crate::clinical::lexicon::{Lexicon, TermKind};
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::figures::units;
use crate::clinical::tidying::tokens::Token;
use crate::record::clock::{MONTHS, WEEKDAYS};

/// Words of which one takes the place of another of the same set.
const SETS: &[&[&str]] = &[
    &["left", "right", "bilateral", "both"],
    &["upper", "lower", "middle"],
    &["medial", "lateral"],
    &["anterior", "posterior"],
    &["hypertension", "hypotension"],
    &["man", "woman", "gentleman", "lady", "boy", "girl", "child"],
    &["he", "she", "they"],
    &["his", "her", "their"],
    &["him", "her", "them"],
    &[
        "mother", "father", "wife", "husband", "partner", "son", "daughter", "brother", "sister",
    ],
    &["once", "twice"],
    &["today", "yesterday", "tomorrow"],
    &["days", "weeks", "months", "years", "hours"],
    &[
        "increase",
        "increased",
        "reduce",
        "reduced",
        "decrease",
        "decreased",
    ],
    &["improved", "worsened", "deteriorated"],
    &["normal", "abnormal", "raised", "reduced"],
    &["positive", "negative"],
    &["never", "always"],
    &["morning", "evening", "night", "afternoon"],
    &["od", "bd", "tds", "qds", "daily"],
    &WEEKDAYS,
    &MONTHS,
];

/// What the dictionary calls things of which one takes another's place.
const KINDS: &[&[TermKind]] = &[
    TermKind::MEDICINES_AND_CLASSES,
    &[TermKind::Condition, TermKind::Sign],
    &[TermKind::Organism],
    &[TermKind::Investigation],
    &[TermKind::Procedure],
    &[TermKind::Device],
    &[TermKind::Surname],
    &[TermKind::GivenName],
    &[TermKind::Place],
    &[TermKind::Specialty],
    &[TermKind::Anatomy],
];

/// The longest term that is looked for, in words.
const LONGEST: usize = 4;

/// Whether one word takes the other's place.
pub(super) fn replaces(said: &Token, instead: &Token) -> bool {
    SETS.iter()
        .any(|set| set.contains(&said.lower.as_str()) && set.contains(&instead.lower.as_str()))
}

/// Where in what was said the counterpart of what follows begins, if it has one.
pub(super) fn counterpart(said: &[Token], following: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let next = following.first()?;
    let last = said.iter().rposition(Token::is_word)?;
    if replaces(&said[last], next) {
        return Some(last);
    }
    if is_numberish(&next.lower)
        && let Some(number) = number(said, following)
    {
        return Some(number);
    }
    let again = said.iter().rposition(|token| token.lower == next.lower);
    let instead = said.iter().rposition(|token| replaces(token, next));
    let alike = again.max(instead).max(of_a_kind(said, following, lexicon));
    // "no wheeze scratch that mild wheeze": what is said of a thing that is named again.
    let thing = following.get(1).and_then(|thing| {
        let at = said
            .iter()
            .rposition(|token| token.is_word() && token.lower == thing.lower)?;
        let before = at.checked_sub(1)?;
        said[before].is_word().then_some(before)
    });
    alike.or(thing)
}

/// The last term of the kind that begins what follows.
fn of_a_kind(said: &[Token], following: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let kinds = (1..=LONGEST.min(following.len()))
        .rev()
        .find_map(|count| kinds_of(&following[..count], lexicon))?;
    let spans = (0..said.len()).flat_map(|start| {
        let longest = LONGEST.min(said.len() - start);
        (1..=longest).map(move |count| (start, start + count))
    });
    let fits = |(start, end): &(usize, usize)| {
        kinds_of(&said[*start..*end], lexicon).is_some_and(|own| own == kinds)
    };
    // Of two that end together the longer is the term.
    let found = spans
        .filter(fits)
        .max_by_key(|(start, end)| (*end, std::cmp::Reverse(*start)));
    found.map(|(start, _)| start)
}

/// The kinds that a term is one of.
fn kinds_of(words: &[Token], lexicon: &Lexicon) -> Option<&'static [TermKind]> {
    if !words.iter().all(Token::is_word) {
        return None;
    }
    let words: Vec<&str> = words.iter().map(|token| token.lower.as_str()).collect();
    let kind = &lexicon.term(&words.join(" "))?.kind;
    KINDS.iter().find(|kinds| kinds.contains(kind)).copied()
}

/// Where the number begins that another takes the place of: the last with the unit of the one
/// that follows, or else the last of all, its unit left aside.
fn number(said: &[Token], following: &[Token]) -> Option<usize> {
    let runs = runs(said);
    let unit = unit_after(following, end_of_run(following, 0));
    let counts = |run: &&(usize, usize)| unit.is_some() && unit_after(said, run.1) == unit;
    let same = runs.iter().rev().find(counts);
    // Where the unit is another's, only a number that nothing but its unit follows.
    let (start, _) = same.or_else(|| {
        let last = runs.last()?;
        let rest = said.len() - last.1;
        (rest <= 1 || unit.is_none() || rest <= 3 && unit_after(said, last.1).is_none())
            .then_some(last)
    })?;
    Some(*start)
}

/// The numbers in what was said, from where to where: "120 over 80" is one.
fn runs(said: &[Token]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < said.len() {
        let end = end_of_run(said, at);
        if end > at {
            runs.push((at, end));
        }
        at = end.max(at + 1);
    }
    runs
}

/// Where the number that begins at a place ends; there itself where none does.
fn end_of_run(words: &[Token], from: usize) -> usize {
    let is_number = |at: usize| {
        words.get(at).is_some_and(|token| {
            token.is_word()
                && (is_numberish(&token.lower)
                    || token.lower.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    let links = |at: usize| {
        words.get(at).is_some_and(|token| {
            matches!(token.lower.as_str(), "over" | "and" | "by" | "to" | "on")
        })
    };
    let mut at = from;
    while is_number(at) || at > from && links(at) && is_number(at + 1) {
        at += 1;
    }
    at
}

/// The word that a number counts, where it is a unit or anything a number counts.
fn unit_after(words: &[Token], at: usize) -> Option<&str> {
    let word = words.get(at).filter(|token| token.is_word())?;
    let counted =
        units::is_unit(&word.lower) || word.lower.ends_with('s') || word.lower == "percent";
    counted.then_some(word.lower.as_str())
}
