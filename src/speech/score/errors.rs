//! Word errors: what it takes to turn the words that were said into those that were heard.

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

/// A share from 0 up; None where there is nothing to be a share of.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
