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
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(first_piece(rest));
            self.spell(piece, &mut tokens);
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
const ENDINGS: [&[u8]; 7] = [b"'s", b"'t", b"'re", b"'ve", b"'m", b"'ll", b"'d"];

/// How much of a text is never cut by a token's edge: a word, a number or marks, each with the
/// space before it. At least one byte.
fn first_piece(text: &[u8]) -> usize {
    if let Some(ending) = ENDINGS.iter().find(|ending| text.starts_with(ending)) {
        return ending.len();
    }
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b;
    let is_mark = |byte: &u8| !is_space(byte) && !byte.is_ascii_alphanumeric();
    let lead = usize::from(text[0] == b' ');
    let run = |holds: &dyn Fn(&u8) -> bool| {
        let body = text[lead..].iter().take_while(|byte| holds(byte)).count();
        (body > 0).then_some(lead + body)
    };
    run(&u8::is_ascii_alphabetic)
        .or_else(|| run(&u8::is_ascii_digit))
        .or_else(|| run(&is_mark))
        .unwrap_or_else(|| {
            let spaces = text.iter().take_while(|byte| is_space(byte)).count();
            // The last space belongs to the word after it.
            let is_followed = spaces < text.len() && spaces > 1;
            (spaces - usize::from(is_followed)).max(1)
        })
}
