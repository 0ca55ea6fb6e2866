//! What is left to type: the words a secretary changes to get from a text to the letter.

use super::{Step, WordErrors, align};

/// Stands for the break between two paragraphs, which is put in or taken out like a word.
const BREAK: &str = "\n";

/// The words to change, counted in two ways. The reference is the letter's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// A word counts that differs in anything: a letter, a capital, a mark that touches it; and
    /// so does a paragraph break that is missing or too many.
    pub strict: WordErrors,
    /// Capitals, marks and breaks are left aside.
    pub words: WordErrors,
}

impl std::ops::Add for Typing {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            strict: self.strict + other.strict,
            words: self.words + other.words,
        }
    }
}

/// What it takes to get from `text` to `letter`. Lines are paragraphs; empty ones, and what kind
/// of space or apostrophe there is, do not count.
pub fn typing(letter: &str, text: &str) -> Typing {
    let (typed, given) = (as_typed(letter), as_typed(text));
    let breaks = typed.iter().filter(|word| *word == BREAK).count();
    let mut strict = errors(&typed, &given);
    strict.reference -= breaks;
    Typing {
        strict,
        words: errors(&words_alone(letter), &words_alone(text)),
    }
}

fn errors(said: &[String], heard: &[String]) -> WordErrors {
    let mut errors = WordErrors {
        reference: said.len(),
        ..WordErrors::default()
    };
    for step in align(said, heard) {
        match step {
            Step::Same { .. } => {}
            Step::Substituted { .. } => errors.substitutions += 1,
            Step::Deleted { .. } => errors.deletions += 1,
            Step::Inserted { .. } => errors.insertions += 1,
        }
    }
    errors
}

/// The words with the marks that touch them, and the breaks between paragraphs.
fn as_typed(text: &str) -> Vec<String> {
    let text = text.replace(['\u{2018}', '\u{2019}'], "'");
    let mut typed: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !typed.is_empty() {
            typed.push(BREAK.to_owned());
        }
        typed.extend(line.split_whitespace().map(str::to_owned));
    }
    typed
}

/// The words in lower case without marks. Hyphens and strokes part words; a figure keeps its
/// point, and loses its comma.
fn words_alone(text: &str) -> Vec<String> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut plain = String::with_capacity(text.len());
    for (at, &character) in text.iter().enumerate() {
        let in_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match character {
            '\'' | '\u{2019}' => {}
            ',' if in_number => {}
            '.' if in_number => plain.push('.'),
            other if other.is_alphanumeric() => plain.push(other),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}
