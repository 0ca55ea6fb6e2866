//! Correction by sound and spelling alone: for a word that is no word, where one term fits.

use super::candidates::Candidates;
use super::doubt::{UNSURE, bare, is_settled};
use super::second_look::{in_case_of, replacement};
use crate::clinical::lexicon::Lexicon;
use crate::words::Word;

/// A term must sound this much like what was heard ...
const ALIKE: f32 = 0.9;

/// ... and more so than the next by this much, or it is not the only one.
const APART: f32 = 0.08;

/// The words, with a term in place of each that is unsure, unknown and like that term alone. A
/// term with look-alikes is never put in without hearing it, and no figure, side or negation is
/// touched.
pub fn correct(words: Vec<Word>, candidates: &Candidates, lexicon: &Lexicon) -> Vec<Word> {
    words
        .into_iter()
        .map(|word| match term_for(&word, candidates, lexicon) {
            Some(term) => replacement(&[&word], &term),
            None => word,
        })
        .collect()
}

fn term_for(word: &Word, candidates: &Candidates, lexicon: &Lexicon) -> Option<String> {
    let text = bare(&word.text);
    let stands = word.confidence >= UNSURE || lexicon.is_known(text);
    if stands || is_settled(word) {
        return None;
    }
    let found = candidates.like(text, ALIKE - APART, 2);
    let best = found.first()?;
    let next = found.get(1).map_or(0.0, |next| next.likeness);
    let is_only = best.likeness >= ALIKE && best.likeness >= next + APART;
    let is_safe = lexicon.look_alikes(best.term).is_empty();
    (is_only && is_safe).then(|| in_case_of(text, best.term))
}
