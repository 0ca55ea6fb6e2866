//! A whole name in one cell, taken apart: "SMITH, John (Mr)".

use crate::problem::{Outcome, Problem};
use crate::record::fold;

const TITLES: [&str; 20] = [
    "mr",
    "mrs",
    "miss",
    "ms",
    "mx",
    "dr",
    "prof",
    "professor",
    "master",
    "mstr",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "revd",
    "reverend",
    "fr",
    "sister",
    "capt",
];

/// The parts of a name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub title: String,
    pub given: String,
    pub family: String,
}

/// Takes a name apart: the family name before a comma, or after one given name where there is no
/// comma; a title before, after or in brackets.
///
/// # Errors
/// When it has several names and no comma, so that nobody can tell which is which.
pub fn parts(whole: &str) -> Outcome<Parts> {
    let mut parts = Parts::default();
    let bare = without_brackets(whole, &mut parts.title);
    match bare.split_once(',') {
        Some((family, given)) => {
            parts.family = without_title(family, &mut parts.title);
            // "SMITH, John, Mr", and "SMITH, Mr John".
            let given = given.replace(',', " ");
            parts.given = without_title(&given, &mut parts.title);
        }
        None => {
            let names = without_title(&bare, &mut parts.title);
            let words: Vec<&str> = names.split(' ').filter(|word| !word.is_empty()).collect();
            match words[..] {
                [] => {}
                [only] => parts.family = only.to_owned(),
                [given, family] => {
                    parts.given = given.to_owned();
                    parts.family = family.to_owned();
                }
                _ => {
                    return Err(Problem::new(
                        "It cannot be told which of several names is the family name",
                        "Write the family name first and a comma after it: SMITH, John",
                    ));
                }
            }
        }
    }
    if is_shouted(&parts.family) && !is_shouted(&parts.given) {
        parts.family = spoken(&parts.family);
    }
    Ok(parts)
}

/// A title without its stop.
pub fn title(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// What stands outside brackets; a title within them is taken.
fn without_brackets(whole: &str, taken: &mut String) -> String {
    let Some((before, rest)) = whole.split_once('(') else {
        return whole.trim().to_owned();
    };
    let (within, after) = rest.split_once(')').unwrap_or((rest, ""));
    if is_title(within.trim()) {
        *taken = title(within.trim());
    }
    fold::kept(&format!("{before} {after}"))
}

fn without_title(text: &str, taken: &mut String) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.first().is_some_and(|word| is_title(word)) {
        *taken = title(words.remove(0));
    } else if words.len() > 1 && words.last().is_some_and(|word| is_title(word)) {
        *taken = title(words.pop().unwrap_or_default());
    }
    words.join(" ")
}

/// Whether it is in capitals throughout, as a family name is to be told from the others.
fn is_shouted(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}

/// A family name that was set in capitals, as it is written: "O'Brien", "Sample-Turner".
fn spoken(name: &str) -> String {
    let mut starts = true;
    let mut written = String::new();
    for c in name.chars() {
        match starts {
            true => written.push(c),
            false => written.extend(c.to_lowercase()),
        }
        starts = !c.is_alphanumeric() || written.ends_with("Mc");
    }
    written
}
