//! From terms worth expecting to a Whisper prompt within its budget of tokens.

use crate::speech::Context;

/// Tokens a prompt may take: what the clinic model was taught with, and well within the 223 that
/// Whisper keeps before a window.
pub const BUDGET: usize = 200;

/// Longer terms are no words but accidents of a file, and cost the whole budget.
const LONGEST_TERM: usize = 60;

/// Terms of the author's own and facts of the patient that are expected whatever was heard.
const OWN: usize = 8;

/// The terms that a window is heard again with, the likeliest last: a few of the author's own, a
/// few words of the patient's, such as names, and what the first hearing sounds like.
pub fn terms(like: Vec<String>, context: &Context, most: usize) -> Vec<String> {
    let is_word = |fact: &&String| !fact.is_empty() && !fact.contains(char::is_whitespace);
    let author = context.author.iter().rev().take(OWN);
    let patient = context.patient.iter().filter(is_word).take(OWN);
    let own = author.chain(patient).filter(|own| !like.contains(own));
    let mut all: Vec<String> = own.cloned().collect();
    all.extend(like.iter().cloned());
    all.split_off(all.len().saturating_sub(most))
}

/// A prompt of as many of the terms as `budget` tokens hold, taken from the end, in order;
/// None when there are none. `count` says how many tokens a text makes.
pub fn text(terms: &[String], budget: usize, count: impl Fn(&str) -> usize) -> Option<String> {
    let mut left = budget.saturating_sub(count("."));
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
    // As the clinic model was taught: terms with commas between and a full stop, nothing else.
    (!kept.is_empty()).then(|| format!(" {}.", kept.join(", ")))
}

fn is_word(term: &str) -> bool {
    !term.is_empty() && term.chars().count() <= LONGEST_TERM && !term.chars().any(char::is_control)
}
