//! Plain words: the short forms of how often a medicine is taken, written out for a patient.

use std::ops::Range;

/// Short forms that mean nothing else in small letters, and what a patient reads for them.
const ALWAYS: [(&str, &str); 8] = [
    ("od", "once a day"),
    ("bd", "twice a day"),
    ("bid", "twice a day"),
    ("tds", "three times a day"),
    ("tid", "three times a day"),
    ("qds", "four times a day"),
    ("prn", "when needed"),
    ("nocte", "at night"),
];

/// Those that are words of their own too: written out behind a dose only.
const BEHIND_A_DOSE: [(&str, &str); 7] = [
    ("mane", "in the morning"),
    ("om", "in the morning"),
    ("qid", "four times a day"),
    ("stat", "straight away"),
    ("po", "by mouth"),
    ("ac", "before food"),
    ("pc", "after food"),
];

/// What a dose ends with, beside a number.
const UNITS: [&str; 22] = [
    "mg",
    "g",
    "ml",
    "microgram",
    "micrograms",
    "nanograms",
    "units",
    "unit",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "puff",
    "puffs",
    "drop",
    "drops",
    "sachet",
    "sachets",
    "patch",
    "dose",
    "doses",
    "spray",
];

/// Which stretches of a letter to a patient (bytes) are short forms, and what each is written out as.
/// What stands in quotation marks is somebody's own words and stays.
pub fn written_out(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut before = Before::Other;
    for word in words(text) {
        let plain = text[word.clone()].replace('.', "");
        let full = full_form(&plain, before);
        if let Some(full) = full.filter(|_| !is_quoted(text, word.start)) {
            // "b.d." at the end of a sentence keeps the stop that ends it.
            let dotted = text[word.clone()].ends_with('.');
            let stop = if dotted && ends_sentence(&text[word.end..]) {
                "."
            } else {
                ""
            };
            let starts = begins_sentence(&text[..word.start]);
            found.push((word, format!("{}{stop}", raised(full, starts))));
            before = Before::Dose;
        } else {
            before = Before::of(&plain);
        }
    }
    found
}

/// What the word before is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Dose,
    Other,
}

impl Before {
    fn of(word: &str) -> Self {
        let lower = word.to_lowercase();
        let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '/');
        let is_figure = unit.is_empty() && !lower.is_empty();
        match is_figure || UNITS.contains(&unit) {
            true => Self::Dose,
            false => Self::Other,
        }
    }
}

/// A short form in capitals may be something else, OD the right eye: behind a dose it is none.
fn full_form(word: &str, before: Before) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let is_small = lower == word;
    let is_behind = before == Before::Dose;
    let of = |table: &[(&str, &'static str)]| {
        let row = table.iter().find(|(short, _)| *short == lower);
        row.map(|(_, full)| *full)
    };
    match (is_small, is_behind) {
        (_, true) => of(&ALWAYS).or_else(|| of(&BEHIND_A_DOSE)),
        (true, false) => of(&ALWAYS),
        (false, false) => None,
    }
}

/// Runs of letters and figures, with the stops between single letters: "b.d." is one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        let mut end = end_of(text, start);
        // Single letters with a stop behind each belong together.
        let mut letters = 0;
        let mut look = start;
        while let Some(letter) = text[look..].chars().next().filter(|c| c.is_alphabetic())
            && text[look + letter.len_utf8()..].starts_with('.')
        {
            look += letter.len_utf8() + 1;
            letters += 1;
        }
        if letters > 1 && !text[look..].starts_with(is_part) {
            end = look;
        }
        at = end;
        Some(start..end)
    })
}

fn end_of(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    start
        + rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())
}

/// Whether a place stands in quotation marks that were opened in its own line and are closed there.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let (before, after) = (&text[line..at], &text[at..]);
    let after = after.split('\n').next().unwrap_or_default();
    let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
    let opened = before.rfind('\u{201c}').map_or(0, |at| at + 1);
    let closed = before.rfind('\u{201d}').map_or(0, |at| at + 1);
    straight || (opened > closed && after.contains('\u{201d}'))
}

fn ends_sentence(rest: &str) -> bool {
    let next = rest.trim_start_matches(' ').chars().next();
    next.is_none_or(|c| c == '\n' || c.is_uppercase())
}

fn begins_sentence(before: &str) -> bool {
    let last = before.trim_end_matches(' ').chars().next_back();
    last.is_none_or(|c| matches!(c, '\n' | '.' | '?' | '!'))
}

fn raised(words: &str, starts: bool) -> String {
    let mut letters = words.chars();
    match letters.next().filter(|_| starts) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words.to_owned(),
    }
}
