//! A model's vocabulary: text into the tokens that the model itself would write it in.
//!
//! whisper.cpp's own way takes the longest token that fits, which spells a rare word otherwise than
//! the model was taught to, so that it finds the word unlikely though it hears it. A token's number
//! is its rank: two neighbours are joined where the token that they make has the lowest.

use std::collections::HashMap;

/// The text tokens of a model.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<Vec<u8>, i32>,
}

impl Vocabulary {
    /// Of all tokens by number, as bytes; those without text are left out.
    pub fn new<'a>(tokens: impl Iterator<Item = (i32, &'a [u8])>) -> Self {
        let with_text = tokens.filter(|(_, bytes)| !bytes.is_empty());
        let numbers = with_text.map(|(number, bytes)| (bytes.to_vec(), number));
        Self {
            numbers: numbers.collect(),
        }
    }

    /// The tokens of a text; what none stands for is skipped.
    pub fn tokens(&self, text: &str) -> Vec<i32> {
        let mut tokens = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(first_piece(rest));
            self.spell(piece.as_bytes(), &mut tokens);
            rest = after;
        }
        tokens
    }

    /// Joins neighbours, the lowest token first, until no two make a token.
    fn spell(&self, piece: &[u8], tokens: &mut Vec<i32>) {
        if let Some(whole) = self.numbers.get(piece) {
            tokens.push(*whole);
            return;
        }
        let mut ends: Vec<usize> = (1..=piece.len()).collect();
        let start = |ends: &[usize], at: usize| at.checked_sub(1).map_or(0, |before| ends[before]);
        loop {
            let joined = (0..ends.len().saturating_sub(1)).filter_map(|at| {
                let both = &piece[start(&ends, at)..ends[at + 1]];
                Some((*self.numbers.get(both)?, at))
            });
            let Some((_, lowest)) = joined.min() else {
                break;
            };
            ends.remove(lowest);
        }
        let pieces = (0..ends.len()).map(|at| &piece[start(&ends, at)..ends[at]]);
        tokens.extend(pieces.filter_map(|piece| self.numbers.get(piece)));
    }
}

/// English endings that stand for themselves.
const ENDINGS: [&str; 7] = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

/// How many bytes of a text are never cut by a token's edge: a word, a number or marks, each with
/// the space before it. At least one character.
fn first_piece(text: &str) -> usize {
    if let Some(ending) = ENDINGS.iter().find(|ending| text.starts_with(**ending)) {
        return ending.len();
    }
    let is_mark = |letter: char| !letter.is_whitespace() && !letter.is_alphanumeric();
    let body = text.strip_prefix(' ').unwrap_or(text);
    let lead = text.len() - body.len();
    let run = |holds: &dyn Fn(char) -> bool| {
        let length = body.len() - body.trim_start_matches(holds).len();
        (length > 0).then_some(lead + length)
    };
    run(&char::is_alphabetic)
        .or_else(|| run(&char::is_numeric))
        .or_else(|| run(&is_mark))
        .unwrap_or_else(|| spaces(text))
}

/// How many bytes the spaces at the start of a text take, but for the last of several before a word,
/// which belongs to the word.
fn spaces(text: &str) -> usize {
    let after = text.trim_start();
    let spaces = &text[..text.len() - after.len()];
    let last = spaces.chars().next_back().map_or(0, char::len_utf8);
    match after.is_empty() || spaces.len() == last {
        true => spaces.len(),
        false => spaces.len() - last,
    }
}
