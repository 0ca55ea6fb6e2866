//! Names of people as they are said: with a title or without, spelt out or not.

use std::ops::Range;

use super::occasion::begins_clinic;
use super::text::Text;
use super::titles::{is_author, is_title};

/// The most words a name has.
const LONGEST: usize = 5;

/// Words of which no name is made, whether or not they begin a sentence.
const NO_NAMES: &[&str] = &[
    "measure",
    "questionnaire",
    "score",
    "health",
    "safety",
    "group",
    "advice",
    "experience",
    "a",
    "an",
    "and",
    "the",
    "of",
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "being",
    "has",
    "had",
    "have",
    "he",
    "she",
    "they",
    "it",
    "i",
    "we",
    "you",
    "his",
    "her",
    "their",
    "my",
    "our",
    "your",
    "this",
    "that",
    "these",
    "those",
    "with",
    "who",
    "whose",
    "which",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "as",
    "not",
    "no",
    "but",
    "or",
    "if",
    "when",
    "born",
    "aged",
    "age",
    "date",
    "dob",
    "dear",
    "nhs",
    "hospital",
    "number",
    "patient",
    "patients",
    "patient's",
    "name",
    "thank",
    "thanks",
    "diagnosis",
    "diagnoses",
    "clinic",
    "letter",
    "report",
    "spelt",
    "spelled",
    "spelling",
    "please",
    "copy",
    "copies",
    "cc",
    "re",
    "regarding",
    "about",
    "came",
    "attended",
    "today",
    "contact",
    "referred",
    "saw",
    "unit",
    "urgent",
    "routine",
    "dictated",
    "dictating",
    "following",
    "further",
    "many",
    "problem",
    "mrn",
    "confirmed",
    "unknown",
    "given",
    "known",
    "d",
    "o",
    "b",
    "n",
    "h",
    "s",
    "first",
    "surname",
    "forename",
    "gp",
    "consultant",
    "clients",
    "can",
    "could",
    "will",
    "would",
    "may",
    "said",
    "told",
    "does",
    "did",
    "do",
    "also",
    "there",
    "here",
    "speaking",
    "medication",
    "current",
    "reference",
    "ref",
    "claimant",
    "well",
    "now",
    "data",
    "dated",
    "section",
    "plan",
    "history",
    "background",
    "solicitors",
    "address",
    "new",
    "dr",
    "doctor",
    "mr",
    "mrs",
    "miss",
    "ms",
    "professor",
    "prof",
    "mister",
];

/// The small words within a name.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "da", "di", "le", "la", "du", "bin", "al", "el", "st", "ap",
    "y",
];

/// A name that was read.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// All of it, with its title.
    pub words: Range<usize>,
    /// Without its title.
    pub own: Range<usize>,
    /// Past its spelling, where it was spelt out.
    pub end: usize,
    /// Whether its title is one of those who write letters.
    pub is_author: bool,
    pub has_title: bool,
}

/// How a name must be written to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// With capitals.
    Capital,
    /// In small letters too: what stands before it says that it is a name.
    Any,
}

/// A name with a title.
pub(super) fn titled(text: &Text<'_>, at: usize) -> Option<Name> {
    let title = text.word(at);
    if !is_title(title) {
        return None;
    }
    let is_small = !text.is_capital(at);
    let letters = if is_small {
        Letters::Any
    } else {
        Letters::Capital
    };
    let most = if is_small { 2 } else { LONGEST };
    let end = extent(text, at + 1, letters, most)?;
    Some(Name {
        words: at..end,
        own: at + 1..end,
        end: past_spelling(text, end),
        is_author: is_author(title),
        has_title: true,
    })
}

/// A name with or without a title.
pub(super) fn any(text: &Text<'_>, at: usize, letters: Letters) -> Option<Name> {
    if let Some(name) = titled(text, at) {
        return Some(name);
    }
    let most = if text.is_capital(at) { LONGEST } else { 3 };
    let end = extent(text, at, letters, most)?;
    Some(Name {
        words: at..end,
        own: at..end,
        end: past_spelling(text, end),
        is_author: false,
        has_title: false,
    })
}

/// Where a name ends.
fn extent(text: &Text<'_>, from: usize, letters: Letters, most: usize) -> Option<usize> {
    let mut end = from;
    // "doctor prendergast cardiology clinic".
    let is_clinic = |at: usize| at > from && !text.is_capital(at) && begins_clinic(text, at);
    while end < from + most && is_of_name(text, end, letters) && !is_clinic(end) {
        end += 1;
    }
    while end > from && PARTICLES.contains(&text.word(end - 1)) && !text.is_capital(end - 1) {
        end -= 1;
    }
    let is_possessive = end > from && text.word(end - 1).ends_with("'s");
    (end > from && !is_possessive).then_some(end)
}

fn is_of_name(text: &Text<'_>, at: usize, letters: Letters) -> bool {
    let word = text.word(at);
    let is_letters = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let is_initial = text.is_capital(at) && word.len() == 1 && word != "i";
    let is_other = NO_NAMES.contains(&word) && !is_initial;
    let is_written = text.is_capital(at) || letters == Letters::Any || PARTICLES.contains(&word);
    is_letters && !is_other && is_written && !super::figures::is_month_alone(word)
}

/// Past "spelt W H I T" or ", that's S-M-Y-T-H-E".
fn past_spelling(text: &Text<'_>, end: usize) -> usize {
    const SAYS_SO: &[&str] = &[
        "spelt",
        "spelled",
        "that's",
        "that is",
        "spelling",
        "which is",
        "that's spelt",
        "that is spelt",
        "that's spelled",
    ];
    let from = text.past_pauses(end);
    let Some(mut at) = text.reads_any(from, SAYS_SO) else {
        // "Betty Rudge, RUDGE,": the letters were written as one word.
        let is_again = text.word(from) == text.word(end - 1) && from > end;
        return if is_again { from + 1 } else { end };
    };
    let first = text.past_pauses(at);
    at = first;
    while text.word(at).chars().count() == 1 && text.is_word(at) {
        at = text.past_pauses(at + 1);
    }
    let letters = (first..at).filter(|at| text.is_word(*at)).count();
    while at > first && !text.is_word(at - 1) {
        at -= 1;
    }
    let is_whole = text.is_capital(first) && text.is_mark(first + 1);
    match letters {
        3.. => at,
        _ if is_whole => first + 1,
        _ => end,
    }
}
