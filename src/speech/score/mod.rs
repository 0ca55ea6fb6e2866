//! How good a transcript is, against what was really said: word errors, and how terms fared.

mod align;
mod bootstrap;
mod terms;

pub use align::{Step, align};
pub use bootstrap::{Dice, Interval, Resamples, interval};
pub use terms::{Comparison, TermRecall, TermScore, Terms, compare};

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

/// The words of a text as they are compared: case and punctuation are ignored, hyphenated
/// words and slashed numbers are split, numbers stay as written ("2.5", "1,000" as "1000").
pub fn normalise(text: &str) -> Vec<String> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut plain = String::with_capacity(text.len());
    for (at, &character) in text.iter().enumerate() {
        let in_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match character {
            '\'' | '\u{2019}' => {}
            ',' if in_number => {}
            '.' if in_number => plain.push('.'),
            other if other.is_alphanumeric() => plain.push(other),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Compares a transcript with what was really said.
pub fn score(reference: &str, hypothesis: &str) -> WordErrors {
    compare(reference, hypothesis, &Terms::default()).words()
}
