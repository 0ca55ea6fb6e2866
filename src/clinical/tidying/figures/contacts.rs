//! Hospital numbers, telephone numbers and postcodes, said letter by letter and figure by figure.

use super::numbers::{digit, is_numberish};
use crate::clinical::tidying::rules::{Rewrite, View};

/// What such a number is called, and the fewest and most characters it has.
const NAMES: &[(&[&str], Kind)] = &[
    (&["hospital", "number"], Kind::Reference),
    (&["unit", "number"], Kind::Reference),
    (&["hospital", "number", "is"], Kind::Reference),
    (&["telephone"], Kind::Telephone),
    (&["telephone", "number"], Kind::Telephone),
    (&["telephone", "number", "is"], Kind::Telephone),
    (&["phone", "number"], Kind::Telephone),
    (&["phone", "number", "is"], Kind::Telephone),
    (&["mobile"], Kind::Telephone),
    (&["mobile", "number"], Kind::Telephone),
    (&["mobile", "number", "is"], Kind::Telephone),
    (&["postcode"], Kind::Postcode),
    (&["postcode", "is"], Kind::Postcode),
    (&["rang"], Kind::Emergency),
    (&["ring"], Kind::Emergency),
    (&["called"], Kind::Emergency),
    (&["call"], Kind::Emergency),
    (&["dialled"], Kind::Emergency),
    (&["phoned"], Kind::Emergency),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reference,
    Telephone,
    Postcode,
    Emergency,
}

/// The characters after the name of such a number, as one.
pub(super) fn spelt_out(view: &View) -> Option<Rewrite> {
    let kind = named(view)?;
    let (text, taken) = characters(view, kind == Kind::Reference || kind == Kind::Postcode)?;
    let written = match kind {
        Kind::Reference => reference(&text, taken)?,
        Kind::Telephone => telephone(&text)?,
        Kind::Postcode => postcode(&text)?,
        Kind::Emergency => ["999", "111"]
            .contains(&text.as_str())
            .then(|| vec![text])?,
    };
    view.write(taken, &written)
}

/// What kind of number the words before are the name of.
fn named(view: &View) -> Option<Kind> {
    let before = match view.before.split_last() {
        Some((mark, rest)) if !mark.is_word() && matches!(mark.text.as_str(), ":" | ",") => rest,
        _ => view.before,
    };
    let before = View { before, ..*view };
    let is_before = |words: &[&str]| {
        let mut back = words.iter().rev().enumerate();
        back.all(|(n, word)| before.back(n) == Some(*word))
    };
    NAMES
        .iter()
        .find(|(words, _)| is_before(words))
        .map(|(_, kind)| *kind)
}

/// Letters (where they may stand) and figures in a row, and the tokens they take.
fn characters(view: &View, with_letters: bool) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut at = 0;
    while let Some(word) = view.word(at) {
        let times = match word {
            "double" => 2,
            "triple" | "treble" => 3,
            _ => 1,
        };
        let said = if times > 1 { view.word(at + 1)? } else { word };
        let is_figure = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
        let part = if is_figure(said) {
            said.to_owned()
        } else if let Some(figure) = digit(said).filter(|_| !with_letters || said != "o") {
            figure.to_string()
        } else if with_letters && said.len() == 1 && said.starts_with(char::is_alphabetic) {
            said.to_uppercase()
        } else if is_numberish(said) {
            return None;
        } else {
            break;
        };
        text.push_str(&part.repeat(times));
        at += if times > 1 { 2 } else { 1 };
    }
    (!text.is_empty()).then_some((text, at))
}

/// A hospital number of five characters or more, with figures in it.
fn reference(text: &str, taken: usize) -> Option<Vec<String>> {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    (taken > 1 && text.len() >= 5 && figures >= 4).then(|| vec![text.to_owned()])
}

/// A number of the United Kingdom in the groups it is written in.
fn telephone(text: &str) -> Option<Vec<String>> {
    if !text.starts_with('0') || !(10..=11).contains(&text.len()) {
        return None;
    }
    let bytes = text.as_bytes();
    let groups: &[usize] = match (bytes[1], bytes[2], bytes[3]) {
        (b'2', ..) => &[3, 4],
        (b'1', b'1', _) | (b'1', _, b'1') | (b'3' | b'8' | b'9', ..) => &[4, 3],
        _ => &[5],
    };
    let mut rest = text;
    let mut written = Vec::new();
    for length in groups {
        let (group, after) = rest.split_at_checked(*length)?;
        written.push(group.to_owned());
        rest = after;
    }
    written.push(rest.to_owned());
    Some(written)
}

/// The outward part and the inward part, which is a figure and two letters.
fn postcode(text: &str) -> Option<Vec<String>> {
    let (outward, inward) = text.split_at_checked(text.len().checked_sub(3)?)?;
    let inward_fits = matches!(inward.as_bytes(), [d, a, b] if d.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let fits = inward_fits && (1..=2).contains(&letters) && (2..=4).contains(&outward.len());
    let district = outward.as_bytes().get(letters..)?;
    let has_district = district.first().is_some_and(u8::is_ascii_digit);
    (fits && has_district).then(|| vec![outward.to_owned(), inward.to_owned()])
}
