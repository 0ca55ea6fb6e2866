//! From dictionary terms to a Whisper prompt within its budget of tokens.

use crate::clinical::lexicon::Term;

/// Tokens a prompt may take. Whisper keeps the last 223 before a window; some are left for the
/// text around the terms.
pub const BUDGET: usize = 180;

/// Longer terms are no words but accidents of a file, and cost the whole budget.
const LONGEST_TERM: usize = 60;

/// The terms worth expecting in a dictation, most relevant last: first those of the specialties
/// that the clues name, then those found in what is known of the patient, then the patient's
/// own words, such as names.
///
/// `clues` is free text on the work ("Rheumatology clinic letter"); `patient` has one fact an
/// entry ("methotrexate 7.5 mg once a week", "Agnieszka"). Terms with no tie to either are
/// left out: a prompt that is off the subject does more harm than none.
pub fn choose_terms(lexicon: &[Term], clues: &str, patient: &[String]) -> Vec<String> {
    let clues = clues.to_lowercase();
    let known = patient.join("\n").to_lowercase();
    let of_specialty = |term: &&Term| {
        term.specialties
            .iter()
            .any(|specialty| names(&clues, specialty))
    };
    let of_patient = |term: &&Term| names(&known, &term.text);
    let text = |term: &Term| term.text.clone();
    let own = patient
        .iter()
        .filter(|fact| !fact.is_empty() && !fact.contains(char::is_whitespace));

    let mut chosen: Vec<String> = Vec::new();
    for term in lexicon
        .iter()
        .filter(of_specialty)
        .map(text)
        .chain(lexicon.iter().filter(of_patient).map(text))
        .chain(own.cloned())
    {
        // A term that comes again is more relevant than it was: it moves to the end.
        chosen.retain(|earlier| *earlier != term);
        chosen.push(term);
    }
    chosen
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
