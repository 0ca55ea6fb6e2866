//! Terms that models write with capitals as if they were names: "He takes Ramipril for Atrial
//! Fibrillation."

use super::tokens::{Token, is_title};
use crate::clinical::lexicon::{Lexicon, TermKind};

/// Terms of which the dictionary's capitals hold wherever they stand.
const MEDICINES: &[TermKind] = &[TermKind::Drug, TermKind::DrugClass];

/// Terms that are a name where capitals stand beside them: "the Asthma Clinic".
const OTHERS: &[TermKind] = &[
    TermKind::Condition,
    TermKind::Sign,
    TermKind::Procedure,
    TermKind::Investigation,
    TermKind::Anatomy,
];

/// The longest term that is looked for, in words.
const LONGEST: usize = 4;

/// The longest name that is left as it stands, in words.
const LONGEST_NAME: usize = 8;

/// Gives the terms that were written as names the letters that the dictionary has.
pub(super) fn settle(tokens: &mut [Token], lexicon: &Lexicon) {
    let mut at = 0;
    while at < tokens.len() {
        if let Some(count) = as_it_stands(tokens, at, lexicon) {
            at += count;
            continue;
        }
        let found = (1..=LONGEST).rev().find_map(|count| {
            let text = as_term(tokens, at, count, lexicon)?;
            Some((count, text))
        });
        let Some((count, text)) = found else {
            at += 1;
            continue;
        };
        for (token, text) in tokens[at..at + count].iter_mut().zip(text.split(' ')) {
            token.respell(text.to_owned());
        }
        at += count;
    }
}

/// How many words from here are a name of the dictionary, written as it has it: the words within
/// "Opioid Risk Tool" are none by themselves.
fn as_it_stands(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<usize> {
    (2..=LONGEST_NAME).rev().find(|count| {
        let words = tokens.get(at..at + count).unwrap_or_default();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let text = texts.join(" ");
        !words.is_empty() && lexicon.term(&text).is_some_and(|term| term.text == text)
    })
}

/// The dictionary's text for so many words from here, where they are a term with capitals of the
/// model's own.
fn as_term(tokens: &[Token], at: usize, count: usize, lexicon: &Lexicon) -> Option<String> {
    let words = tokens.get(at..at + count)?;
    if !words.iter().all(is_capital) {
        return None;
    }
    let opens = at
        .checked_sub(1)
        .is_none_or(|before| tokens[before].ends_sentence());
    if opens && count == 1 && !words[0].text.contains('-') {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let person = before.is_some_and(|word| {
        let given = word.text.starts_with(char::is_uppercase)
            && lexicon.is_kind(&word.lower, &[TermKind::GivenName]);
        word.is_word() && (is_title(&word.lower) || given)
    });
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let term = lexicon.term(&lower.join(" ")).filter(|_| !person)?;
    let fits = term.text.split(' ').count() == count
        && term.text.to_lowercase() != term.text.to_uppercase();
    let beside = |token: Option<&Token>| token.is_some_and(is_capital);
    let named = !opens && beside(before) || beside(tokens.get(at + count));
    let meant = MEDICINES.contains(&term.kind) || OTHERS.contains(&term.kind) && !named;
    let differs = words
        .iter()
        .zip(term.text.split(' '))
        .any(|(word, text)| word.text != text);
    (fits && meant && differs).then(|| term.text.clone())
}

/// Whether the word has one capital, its first or those of its parts: "Co-Amoxiclav".
fn is_capital(token: &Token) -> bool {
    let part = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().is_some_and(char::is_alphabetic);
        first && letters.all(|c| c.is_lowercase() || c == '\'')
    };
    token.is_word()
        && !token.quoted
        && token.text.starts_with(char::is_uppercase)
        && token.text.len() > 2
        && token.text.split('-').all(part)
}
