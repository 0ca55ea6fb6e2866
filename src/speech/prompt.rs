//! From dictionary terms to a Whisper prompt within its budget of tokens.

use std::collections::{BTreeMap, HashSet};

use super::Context;
use crate::clinical::lexicon::Term;

/// Tokens a prompt may take. Whisper keeps the last 223 before a window; some are left for the
/// text around the terms.
pub const BUDGET: usize = 180;

/// Longer terms are no words but accidents of a file, and cost the whole budget.
const LONGEST_TERM: usize = 60;

/// A subject must be spoken of with this many terms before it is taken for one.
const TERMS_OF_SUBJECT: usize = 2;

/// The terms worth expecting in what comes of a dictation, most relevant last: those of the
/// specialties that the clues name or the text heard so far speaks of; terms heard already, which
/// are likely to come again; the author's own; those found in what is known of the patient; and
/// the patient's own words, such as names. Terms with no tie to any of these are left out: a prompt
/// that is off the subject does more harm than none.
pub fn choose_terms(lexicon: &[Term], context: &Context, heard: &str) -> Vec<String> {
    let (clues, heard) = (context.clues.to_lowercase(), heard.to_lowercase());
    let known = context.patient.join("\n").to_lowercase();
    let named_in = |text: &str| -> Vec<&Term> {
        let is_named = |term: &&Term| names(text, &term.text);
        lexicon.iter().filter(is_named).collect()
    };
    let said = named_in(&heard);
    let subjects = subjects(&said);
    let is_expected = |term: &&Term| {
        let mut specialties = term.specialties.iter();
        specialties.any(|it| names(&clues, it) || subjects.contains(&it.to_lowercase()))
    };
    let of_specialty = dealt(lexicon.iter().filter(is_expected));
    let dictionary = [of_specialty, said].concat().into_iter();
    let is_word = |fact: &&String| !fact.is_empty() && !fact.contains(char::is_whitespace);
    let all: Vec<&str> = dictionary
        .map(|term| &term.text)
        .chain(&context.author)
        .chain(named_in(&known).into_iter().map(|term| &term.text))
        .chain(context.patient.iter().filter(is_word))
        .map(String::as_str)
        .collect();
    // A term that comes again is more relevant than it was: its last place counts.
    let mut met = HashSet::new();
    let from_last = all.into_iter().rev().filter(|term| met.insert(*term));
    let mut chosen: Vec<String> = from_last.map(str::to_owned).collect();
    chosen.reverse();
    chosen
}

/// The specialties that most of these terms speak of, in lower case.
fn subjects(said: &[&Term]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for specialty in said.iter().flat_map(|term| &term.specialties) {
        *counts.entry(specialty.to_lowercase()).or_default() += 1;
    }
    counts.retain(|_, count| *count >= TERMS_OF_SUBJECT);
    let most = counts.values().max().copied();
    counts.retain(|_, count| Some(*count) == most);
    counts.into_keys().collect()
}

/// The terms dealt by kind, a drug, a condition, a procedure and so on in turn, the first of each
/// kind last: a prompt has room for few, and should have some of each.
fn dealt<'a>(terms: impl Iterator<Item = &'a Term>) -> Vec<&'a Term> {
    let mut kinds: Vec<(&str, Vec<&Term>)> = Vec::new();
    for term in terms {
        match kinds.iter_mut().find(|(kind, _)| *kind == term.kind) {
            Some((_, of_kind)) => of_kind.push(term),
            None => kinds.push((&term.kind, vec![term])),
        }
    }
    let rounds = kinds.iter().map(|(_, of_kind)| of_kind.len()).max();
    let round = |at: usize| kinds.iter().filter_map(move |(_, terms)| terms.get(at));
    let rounds = (0..rounds.unwrap_or_default()).rev();
    rounds.flat_map(|at| round(at).rev()).copied().collect()
}

/// Whether `text` has `term` as whole words; `text` is in lower case.
fn names(text: &str, term: &str) -> bool {
    let term = term.to_lowercase();
    !term.is_empty()
        && text.match_indices(&term).any(|(at, found)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..at].chars().next_back())
                && !letter(text[at + found.len()..].chars().next())
        })
}

/// A prompt of as many of the terms as `budget` tokens hold, taken from the end, in order;
/// None when there are none. `count` says how many tokens a text makes.
pub fn text(terms: &[String], budget: usize, count: impl Fn(&str) -> usize) -> Option<String> {
    let mut left = budget.saturating_sub(count(&sentence(&[])));
    let mut kept: Vec<&str> = terms
        .iter()
        .rev()
        .map(|term| term.trim())
        .filter(|term| is_word(term))
        .take_while(|term| match left.checked_sub(count(&format!(" {term},"))) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        })
        .collect();
    kept.reverse();
    (!kept.is_empty()).then(|| sentence(&kept))
}

fn is_word(term: &str) -> bool {
    !term.is_empty() && term.chars().count() <= LONGEST_TERM && !term.chars().any(char::is_control)
}

fn sentence(terms: &[&str]) -> String {
    format!(" Glossary: {}.", terms.join(", "))
}
