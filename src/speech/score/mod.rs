//! How good a transcript is, against what was really said: word errors, how terms fared, what was
//! written twice; and how far a text is from the letter that came of it.

mod align;
mod bootstrap;
mod doubled;
mod errors;
mod normal;
mod terms;
mod typing;

pub use align::{Step, align};
pub use bootstrap::{Dice, Interval, Resamples, interval};
pub use errors::WordErrors;
pub use normal::normalise;
pub use terms::{Comparison, TermRecall, TermScore, Terms, compare};
pub use typing::{Typing, typing};

/// Compares a transcript with what was really said.
pub fn score(reference: &str, hypothesis: &str) -> WordErrors {
    compare(reference, hypothesis, &Terms::default()).words()
}
