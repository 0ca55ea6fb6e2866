//! Omissions: speech that a model passed over without a sign.
//!
//! A model's words follow one another with no gap, so where it skips a sentence the word before or
//! after it seems to last through all of it. Such a word gives the omission away.

use crate::words::{Word, longest};

/// Time that a word cannot have taken is worth another hearing from so many seconds on.
const NOTICED: f64 = 0.6;

/// By how many seconds a word lasts longer than anyone would take to say it.
pub fn surplus(word: &Word) -> f64 {
    (word.span.length() - longest(&word.text)).max(0.0)
}

/// The words that last so much longer that another hearing is worth it.
pub fn noticed(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().filter(|word| surplus(word) >= NOTICED)
}
