//! What must be looked at before signing: blanks, and risky words the recogniser was unsure of.
//! It warns and never edits.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::figures::units::is_unit;
use crate::letter::blanks::blanks as find_blanks;
use crate::letter::{Body, Cue, Key, Subject};

/// What a flag is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagKind {
    Identity,
    Side,
    Dose,
    LookAlike,
    Negation,
    Notation,
    Blank,
    Unsupported,
    Missing,
    Unheard,
    Note,
    Spelling,
}

/// Something in the letter for a person to settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    pub kind: FlagKind,
    /// Bytes of the body's text.
    pub range: Range<usize>,
    /// The text in that range.
    pub text: String,
    /// What to look at, as one sentence for people.
    pub message: String,
    /// Whether the letter cannot be signed until it is settled.
    pub blocks: bool,
    /// What it is known by when it is settled.
    pub key: Key,
}

pub const SIDES: &[&str] = &[
    "left",
    "right",
    "bilateral",
    "bilaterally",
    "left-sided",
    "right-sided",
    "both",
];
pub const NEGATIONS: &[&str] = &[
    "no", "not", "without", "denies", "denied", "never", "none", "nor", "neither", "negative",
    "cannot", "nil", "absent", "isn't", "wasn't", "hasn't", "didn't", "doesn't", "don't",
];

/// The flags that the letter's own text and cues give, in text order.
pub fn check(body: &Body, lexicon: &Lexicon) -> Vec<Flag> {
    let mut flags = blanks(body);
    flags.extend(second_thoughts(body));
    for cue in body.cues().iter().filter(|cue| cue.is_unsure()) {
        flags.extend(doubts(body, cue, lexicon));
    }
    flags.sort_by(|a, b| {
        (a.range.start, a.range.end, a.kind).cmp(&(b.range.start, b.range.end, b.kind))
    });
    flags.dedup_by(|later, earlier| {
        later.kind == earlier.kind && later.range.start < earlier.range.end
    });
    flags
}

/// Whether nothing but a person may change this word: a figure, a side or a negation.
pub fn is_risky(word: &str) -> bool {
    let word = word.to_lowercase();
    word.contains(|c: char| c.is_ascii_digit())
        || is_numberish(&word)
        || is_unit(&word)
        || SIDES.contains(&word.as_str())
        || NEGATIONS.contains(&word.as_str())
}

fn flag(body: &Body, kind: FlagKind, range: Range<usize>, message: String, blocks: bool) -> Flag {
    let key = match kind {
        FlagKind::Blank => Key::of_words(Subject::Blank, body, range.clone()),
        FlagKind::Note => Key::of_words(Subject::SecondThought, body, range.clone()),
        _ => Key::of_doubt(body, &range),
    };
    Flag {
        kind,
        text: body
            .text()
            .get(range.clone())
            .unwrap_or_default()
            .to_owned(),
        range,
        message,
        blocks,
        key,
    }
}

fn blanks(body: &Body) -> Vec<Flag> {
    find_blanks(body.text())
        .map(|range| {
            let message = "Something is left to be filled in here".to_owned();
            flag(body, FlagKind::Blank, range, message, true)
        })
        .collect()
}

/// Where the author seems to put right what was said just before. No rule can tell how much of it
/// was meant, so the words stay and are pointed out.
fn second_thoughts(body: &Body) -> impl Iterator<Item = Flag> {
    const SAID: [&str; 8] = [
        "no sorry",
        "no, sorry",
        "sorry, no",
        "i mean",
        "correction",
        "i beg your pardon",
        "or rather",
        "sorry, i meant",
    ];
    let lower = body.text().to_ascii_lowercase();
    let mut found: Vec<Range<usize>> = SAID
        .iter()
        .flat_map(|said| {
            let starts = lower.match_indices(said);
            starts.map(|(at, said)| at..at + said.len())
        })
        .filter(|range| stands_alone(&lower, range))
        .collect();
    found.sort_by_key(|range| range.start);
    found.into_iter().map(|range| {
        let said = &body.text()[range.clone()];
        let message = format!(
            "With \u{201c}{said}\u{201d} the author may be putting something right; listen, and leave only what is meant"
        );
        flag(body, FlagKind::Note, range, message, false)
    })
}

/// Whether a phrase is no part of longer words, and "correction" no operation: it stands between
/// marks.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let whole =
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    let apart = before.ends_with(", ") && after.starts_with(',');
    whole && (apart || &text[range.clone()] != "correction")
}

/// What an unsure cue puts in doubt: the first of dose, side, negation, look-alike or spelling
/// that each of its words can be.
fn doubts(body: &Body, cue: &Cue, lexicon: &Lexicon) -> Vec<Flag> {
    if let Some(dose) = dose_around(body.text(), &cue.range) {
        let said = &body.text()[dose.clone()];
        let message = format!(
            "The recogniser was unsure of the figure \u{201c}{said}\u{201d}; listen to it again"
        );
        return vec![flag(body, FlagKind::Dose, dose, message, true)];
    }
    words_in(body.text(), &cue.range)
        .filter_map(|range| doubt(body, range, lexicon))
        .collect()
}

fn doubt(body: &Body, range: Range<usize>, lexicon: &Lexicon) -> Option<Flag> {
    let said = &body.text()[range.clone()];
    let word = said.to_lowercase();
    let listen = |what: &str| {
        format!("The recogniser was unsure of {what}\u{201c}{said}\u{201d}; listen to it again")
    };
    if SIDES.contains(&word.as_str()) {
        return Some(flag(body, FlagKind::Side, range, listen("the side "), true));
    }
    if NEGATIONS.contains(&word.as_str()) {
        return Some(flag(
            body,
            FlagKind::Negation,
            range,
            listen("the negation "),
            true,
        ));
    }
    let alike = lexicon.look_alikes(&word);
    if !alike.is_empty() {
        let message = format!(
            "The recogniser was unsure of \u{201c}{said}\u{201d}, which is easily mistaken for {}; listen to it again",
            alike.join(" or ")
        );
        return Some(flag(body, FlagKind::LookAlike, range, message, true));
    }
    let letters = word.len() > 3 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    (letters && !lexicon.contains(&word))
        .then(|| flag(body, FlagKind::Spelling, range, listen(""), false))
}

/// The words of a stretch of text, their marks left aside.
fn words_in<'a>(
    text: &'a str,
    range: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let start = range.start;
    let stretch = text.get(range.clone()).unwrap_or_default();
    stretch.split_whitespace().filter_map(move |word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let at = start + (bare.as_ptr() as usize - stretch.as_ptr() as usize);
        (!bare.is_empty()).then(|| at..at + bare.len())
    })
}

/// The figure with its unit, where the cue holds either part of one.
fn dose_around(text: &str, cue: &Range<usize>) -> Option<Range<usize>> {
    let line_start = text[..cue.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[cue.start..]
        .find('\n')
        .map_or(text.len(), |at| cue.start + at);
    let words: Vec<Range<usize>> = words_in(text, &(line_start..line_end)).collect();
    let figure = |range: &Range<usize>| {
        let word = text[range.clone()].to_lowercase();
        word.contains(|c: char| c.is_ascii_digit()) || is_numberish(&word)
    };
    let unit = |range: &Range<usize>| is_unit(&text[range.clone()].to_lowercase());
    let touches = |range: &Range<usize>| range.start < cue.end && range.end > cue.start;
    for (at, range) in words.iter().enumerate() {
        let next = words.get(at + 1).filter(|next| unit(next));
        if figure(range) && (touches(range) || next.is_some_and(touches)) {
            return Some(range.start..next.map_or(range.end, |next| next.end));
        }
    }
    None
}
