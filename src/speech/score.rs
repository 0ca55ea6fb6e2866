//! How good a transcript is: word error rate and term recall against what was really said.

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
    pub fn rate(&self) -> f64 {
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

/// How many spoken dictionary terms the hypothesis has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermRecall {
    pub found: usize,
    /// Occurrences of the terms in the reference.
    pub spoken: usize,
}

impl TermRecall {
    /// From 0 to 1; 0 where no term was spoken.
    pub fn rate(&self) -> f64 {
        ratio(self.found, self.spoken)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
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
    let (reference, hypothesis) = (normalise(reference), normalise(hypothesis));
    // row[j] is the cheapest way from the reference so far to the first j words heard.
    let mut row: Vec<WordErrors> = (0..=hypothesis.len())
        .map(|insertions| WordErrors {
            insertions,
            ..WordErrors::default()
        })
        .collect();
    for (done, spoken) in reference.iter().enumerate() {
        let mut diagonal = row[0];
        row[0].deletions = done + 1;
        for (j, heard) in hypothesis.iter().enumerate() {
            let mut substituted = diagonal;
            substituted.substitutions += usize::from(spoken != heard);
            let mut deleted = row[j + 1];
            deleted.deletions += 1;
            let mut inserted = row[j];
            inserted.insertions += 1;
            diagonal = row[j + 1];
            row[j + 1] = cheapest([substituted, deleted, inserted]);
        }
    }
    WordErrors {
        reference: reference.len(),
        ..row[hypothesis.len()]
    }
}

/// The one with the fewest errors, the first of equals.
fn cheapest([mut best, second, third]: [WordErrors; 3]) -> WordErrors {
    for other in [second, third] {
        if other.errors() < best.errors() {
            best = other;
        }
    }
    best
}

/// How many of the times a term was spoken the transcript has it. A term may be several words.
pub fn term_recall<'a>(
    terms: impl IntoIterator<Item = &'a str>,
    reference: &str,
    hypothesis: &str,
) -> TermRecall {
    let (reference, hypothesis) = (normalise(reference), normalise(hypothesis));
    let count = |words: &[String], term: &[String]| {
        words
            .windows(term.len())
            .filter(|window| *window == term)
            .count()
    };
    let mut recall = TermRecall::default();
    for term in terms.into_iter().map(normalise) {
        if !term.is_empty() {
            let spoken = count(&reference, &term);
            recall.spoken += spoken;
            recall.found += count(&hypothesis, &term).min(spoken);
        }
    }
    recall
}
