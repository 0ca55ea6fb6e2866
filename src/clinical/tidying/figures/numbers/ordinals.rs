//! Ordinal numbers in words: "third", "twenty first", "fiftieth".

use super::words::small;
use crate::clinical::tidying::rules::View;

/// The first to the twentieth.
pub const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Whether the word is an ordinal number up to the twentieth.
pub fn is_ordinal(word: &str) -> bool {
    ORDINALS.contains(&word)
}

/// The round ordinals, from the twentieth on.
pub const ROUND_ORDINALS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];

/// What an ordinal in words is worth, and the tokens it takes: "third", "twenty first", "fiftieth".
pub fn ordinal_below_hundred(view: &View, at: usize) -> Option<(u64, usize)> {
    let whole = |word: &str| {
        let place = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
        Some(place as u64 + 1)
    };
    let unit = |word: &str| whole(word).filter(|unit| *unit < 10);
    let tens = |word: &str| small(word).filter(|tens| *tens >= 20 && tens.is_multiple_of(10));
    let word = view.word(at)?;
    if let Some(value) = whole(word) {
        return Some((value, 1));
    }
    if let Some(place) = ROUND_ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return Some(((place as u64 + 2) * 10, 1));
    }
    if let Some((first, second)) = word.split_once('-') {
        return Some((tens(first)? + unit(second)?, 1));
    }
    Some((tens(word)? + unit(view.word(at + 1)?)?, 2))
}
