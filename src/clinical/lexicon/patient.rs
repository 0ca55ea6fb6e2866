//! The words of one patient's record that a dictation about them is likely to say.

use super::{Term, TermKind};
use crate::record::Patient;

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "sir",
    "dame",
    "rev",
    "revd",
];

/// Names, the GP and the places of the address, each once. Numbers, initials and postcodes are
/// left out: they are checked against the record, never expected from it.
pub(super) fn terms(patient: &Patient) -> Vec<Term> {
    let mut terms = Vec::new();
    let practice = &patient.practice;
    for name in [&patient.given, &patient.family, &practice.doctor] {
        add(&mut terms, TermKind::Person, name);
        for part in name.split([' ', '-']) {
            add(&mut terms, TermKind::Person, part);
        }
    }
    let lines = patient.address.iter().chain(&practice.address);
    for line in lines.chain([&practice.name]) {
        add(&mut terms, TermKind::Place, line);
    }
    terms
}

fn add(terms: &mut Vec<Term>, kind: TermKind, text: &str) {
    let is_title =
        |word: &str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let is_name = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !word.contains(|c: char| c.is_numeric()) && !is_title(word)
    };
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches([',', '.', ';']))
        .filter(is_name)
        .collect();
    let text = words.join(" ");
    let is_known = || terms.iter().any(|term: &Term| term.text == text);
    if text.is_empty() || is_known() {
        return;
    }
    terms.push(Term {
        text,
        kind,
        ..Term::default()
    });
}
