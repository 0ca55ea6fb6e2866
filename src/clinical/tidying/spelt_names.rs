//! Names spelt out by the author: "Mrs Smith, that is S M Y T H E".

use super::rules::{Rewrite, View};
use super::tokens::is_title;
use crate::words::capitalised;

/// The fewest letters that spell a name.
const FEWEST: usize = 3;

/// What goes before the letters of a name.
const INTRODUCED: &[&[&str]] = &[
    &["that", "is"],
    &["that's"],
    &["spelled"],
    &["spelt"],
    &["which", "is", "spelt"],
    &["which", "is", "spelled"],
    &["that", "is", "spelt"],
    &["that", "is", "spelled"],
];

/// A name, then how it is spelt: the name is written so, and what was heard is kept with it. A
/// spelling that is nothing like the name before it is left as it was said.
pub(super) fn spelt_name(view: &View) -> Option<Rewrite> {
    const LONGEST: usize = 3;
    view.word(0)?;
    let is_name = |at: usize| {
        view.word(at).is_some_and(|word| !is_title(word))
            && view.ahead[at].text.starts_with(char::is_uppercase)
            && view.ahead[at]
                .text
                .chars()
                .all(|c| c.is_alphabetic() || c == '\'')
    };
    if !is_name(0) {
        return None;
    }
    let longest = (1..=LONGEST)
        .take_while(|count| is_name(count - 1))
        .last()?;
    (1..=longest)
        .rev()
        .find_map(|count| spelt_after(view, count))
}

/// The name of so many words with the letters that follow it.
fn spelt_after(view: &View, count: usize) -> Option<Rewrite> {
    let comma = own_comma(view, count);
    let intro = INTRODUCED
        .iter()
        .rev()
        .find(|words| view.reads(count + comma, words))
        .map(|words| words.len());
    // "Mrs Smyth, S-M-Y-T-H-E,": the commas alone, and letters in one.
    let hyphened = view
        .word(count + comma)
        .is_some_and(|word| word.contains('-'));
    let intro = intro.or_else(|| (comma > 0 && hyphened).then_some(0))?;
    let mut at = count + comma + intro;
    at += own_comma(view, at);
    let mut written = Vec::new();
    for nth in 0..count {
        if nth > 0 {
            at += between(view, at)?;
        }
        let fewest = if count > 1 { 1 } else { FEWEST };
        let (letters, taken) = letters(view, at, fewest)?;
        at += taken;
        let heard = &view.ahead[nth].text;
        if !is_alike(&heard.to_lowercase(), &letters) {
            return None;
        }
        written.push(if heard.to_lowercase() == letters {
            heard.clone()
        } else {
            capitalised(&letters)
        });
    }
    // The comma after belongs to the one before.
    at += comma.min(own_comma(view, at));
    view.write(at, &written)
}

/// "new word" between the letters of two names.
fn between(view: &View, at: usize) -> Option<usize> {
    const WORDS: &[&[&str]] = &[
        &["new", "word"],
        &["next", "word"],
        &["space"],
        &["then"],
        &["hyphen"],
    ];
    let comma = own_comma(view, at);
    let words = WORDS.iter().find(|words| view.reads(at + comma, words))?;
    let end = at + comma + words.len();
    Some(end + own_comma(view, end) - at)
}

/// "the surname is capital S M Y T H E": letters that are somebody's name.
pub(super) fn named_letters(view: &View) -> Option<Rewrite> {
    const NAMES: &[&str] = &["surname", "forename", "name"];
    view.word(0)?;
    let named = match view.previous()? {
        "is" | "was" => view.back(1).is_some_and(|word| NAMES.contains(&word)),
        word => matches!(word, "surname" | "forename"),
    };
    let capital = usize::from(view.word(0) == Some("capital"));
    let (spelt, taken) = letters(view, capital, FEWEST).filter(|_| named)?;
    view.write(capital + taken, &[capitalised(&spelt)])
}

/// Whether letters here spell something: "spelt with a P H".
pub(super) fn is_spelling(view: &View) -> bool {
    let letter = view
        .word(0)
        .is_some_and(|word| word.len() == 1 || word.split('-').all(|part| part.len() == 1));
    let that_is = view.previous() == Some("is") && view.back(1) == Some("that");
    letter && (that_is || view.recently(&["spelt", "spelled", "spelling", "letters", "letter"], 12))
}

fn own_comma(view: &View, at: usize) -> usize {
    let mark = view.ahead.get(at);
    usize::from(mark.is_some_and(|mark| mark.text == "," && mark.is_point() && !mark.is_spoken()))
}

/// So many letters or more, one a word or hyphenated, "double L" among them; in small letters, with
/// the tokens they take.
fn letters(view: &View, at: usize, fewest: usize) -> Option<(String, usize)> {
    let is_letter =
        |word: &&str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut spelt = String::new();
    let mut taken = 0;
    while let Some(word) = view.word(at + taken) {
        if word == "double" {
            let Some(letter) = view.word(at + taken + 1).filter(is_letter) else {
                break;
            };
            spelt.push_str(&letter.repeat(2));
            taken += 2;
            continue;
        }
        let parts: Vec<&str> = word.split('-').collect();
        if !parts.iter().all(is_letter) {
            break;
        }
        spelt.extend(parts);
        taken += 1;
    }
    (spelt.len() >= fewest).then_some((spelt, taken))
}

/// Whether a spelling may be of the name heard: it begins alike and is about as long.
fn is_alike(heard: &str, spelt: &str) -> bool {
    const SAME: [&str; 4] = ["ck", "gj", "fp", "sc"];
    let (Some(one), Some(other)) = (heard.chars().next(), spelt.chars().next()) else {
        return false;
    };
    let alike = SAME
        .iter()
        .any(|set| set.contains(one) && set.contains(other));
    (one == other || alike) && heard.len().abs_diff(spelt.len()) <= 3
}
