//! How good a transcript is, against what was really said: word errors, how terms fared, what was
//! written twice; and how far a text is from the letter that came of it.

mod align;
mod bootstrap;
mod doubled;
mod normal;
mod terms;
mod typing;

pub use align::{Step, align};
pub use bootstrap::{Dice, Interval, Resamples, interval};
pub use normal::normalise;
pub use terms::{Comparison, TermRecall, TermScore, Terms, compare};
pub use typing::{Typing, typing};

/// What it takes to turn the reference into the hypothesis, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordErrors {
    pub substitutions: usize,
    pub insertions: usize,
    pub deletions: usize,
    /// Words in the reference.
    pub reference: usize,
}

impl WordErrors {
    pub fn errors(&self) -> usize {
        self.substitutions + self.insertions + self.deletions
    }

    /// Errors for each word of the reference: 0 is perfect, and insertions can take it over 1.
    /// None where no word was said, for then there is nothing to be a share of.
    pub fn rate(&self) -> Option<f64> {
        ratio(self.errors(), self.reference)
    }
}

impl std::ops::Add for WordErrors {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            substitutions: self.substitutions + other.substitutions,
            insertions: self.insertions + other.insertions,
            deletions: self.deletions + other.deletions,
            reference: self.reference + other.reference,
        }
    }
}

impl std::iter::Sum for WordErrors {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| a + b)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Compares a transcript with what was really said.
pub fn score(reference: &str, hypothesis: &str) -> WordErrors {
    compare(reference, hypothesis, &Terms::default()).words()
}
