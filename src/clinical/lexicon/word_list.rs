//! Word lists a person brings: our own columns, or the word file of a Hunspell spelling
//! dictionary.

use super::lines::{lines, unreadable};
use super::{Term, tsv};
use crate::problem::{Outcome, Problem};

/// The longest a term can sensibly be, in characters: a longer one is a file of another kind.
const LONGEST: usize = 120;

/// The terms of a word list. `extension` is what its file is called after the dot: "dic" is
/// Hunspell's, everything else is read as columns parted by tabs.
///
/// # Errors
/// Names the first line that cannot be read.
pub fn read_list(extension: &str, text: &str) -> Outcome<Vec<Term>> {
    let terms = if extension.eq_ignore_ascii_case("dic") {
        read_dic(text)?
    } else {
        tsv::read(text)?
    };
    if terms.is_empty() {
        return Err(Problem::new(
            "There is no term in that word list",
            "Choose a list with one term a line",
        ));
    }
    Ok(terms)
}

/// The words of a Hunspell `.dic` text: how many there are, then one a line with its affix flags
/// after a slash. Flags and figures are left out; what a flag would add to a word is not made.
///
/// # Errors
/// Names the first line that cannot be read.
pub fn read_dic(text: &str) -> Outcome<Vec<Term>> {
    let mut terms = Vec::new();
    for (number, line) in lines(text) {
        let is_comment = line.starts_with('#') || line.starts_with('\t');
        if line.trim().is_empty() || is_comment {
            continue;
        }
        let word = word_of(line).ok_or_else(|| {
            unreadable(
                number,
                "Each line of a Hunspell word list needs a word first, with its flags after a slash",
            )
        })?;
        // The count at the top, and figures anywhere, are no words.
        if word.contains(char::is_alphabetic) {
            terms.push(Term {
                text: word,
                ..Term::default()
            });
        }
    }
    Ok(terms)
}

/// The word before the flags and any notes on its form; a slash of its own is written `\/`.
fn word_of(line: &str) -> Option<String> {
    let line = line.split('\t').next().unwrap_or(line);
    let (mut word, mut escaped) = (String::new(), false);
    for c in line.chars() {
        match c {
            '\\' if !escaped => escaped = true,
            '/' if !escaped => break,
            c => {
                word.push(c);
                escaped = false;
            }
        }
    }
    // Notes on form may follow a space: "walked po:verb".
    let is_note = |part: &&str| part.as_bytes().get(2) == Some(&b':');
    let word = word
        .split_whitespace()
        .take_while(|part| !is_note(part))
        .collect::<Vec<_>>()
        .join(" ");
    let is_word = !word.is_empty()
        && word.chars().count() <= LONGEST
        && !word.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
    is_word.then_some(word)
}
