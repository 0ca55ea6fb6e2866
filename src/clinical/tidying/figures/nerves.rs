//! Cranial nerves, which bear Roman numbers: "cranial nerves two to twelve".

use super::numbers::is_numberish;
use super::scores::{roman, small_at};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Token;

/// "cranial nerve seven", "cranial nerves three, four and six", "cranial nerves two to twelve".
pub(super) fn cranial_nerves(view: &View) -> Option<Rewrite> {
    if view.word(0)? != "cranial" || !matches!(view.word(1)?, "nerve" | "nerves") {
        return None;
    }
    let mut written = view.ahead[..2].to_vec();
    let (mut at, mut found) = (2, 0);
    while let Some(number) = nerve(view, at + between(view, at, found)) {
        let apart = between(view, at, found);
        written.extend(view.ahead[at..at + apart].iter().cloned());
        written.push(Token::word(number, view.ahead[at + apart].from.clone()));
        at += apart + 1;
        found += 1;
    }
    let clear = view.word(at).is_none_or(|word| !is_numberish(word));
    (found > 0 && clear).then_some(Rewrite { taken: at, written })
}

/// The nerve at a place, in Roman figures.
fn nerve(view: &View, at: usize) -> Option<&'static str> {
    small_at(view, at).and_then(roman)
}

/// How many tokens stand between one nerve and the next: a comma, "and" or "to", or a comma and
/// "and".
fn between(view: &View, at: usize, found: usize) -> usize {
    if found == 0 {
        return 0;
    }
    let comma = view
        .ahead
        .get(at)
        .is_some_and(|mark| mark.text == "," && !mark.is_word());
    let at = at + usize::from(comma);
    let word = view
        .word(at)
        .is_some_and(|word| matches!(word, "and" | "to" | "or" | "through"));
    usize::from(comma) + usize::from(word)
}
