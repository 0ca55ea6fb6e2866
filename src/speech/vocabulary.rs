//! A model's vocabulary: text into the tokens that whisper.cpp would make of it. whisper.cpp's own
//! way takes over a second for a dictionary, which has tens of thousands of terms to be made ready.

use std::collections::HashMap;

/// The text tokens of a model.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<Vec<u8>, i32>,
    longest: usize,
}

impl Vocabulary {
    /// Of all tokens by number, as bytes; those without text are left out.
    pub fn new<'a>(tokens: impl Iterator<Item = (i32, &'a [u8])>) -> Self {
        let mut all = Self::default();
        for (number, bytes) in tokens.filter(|(_, bytes)| !bytes.is_empty()) {
            all.longest = all.longest.max(bytes.len());
            all.numbers.insert(bytes.to_vec(), number);
        }
        all
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

    /// The longest token that fits, again and again.
    fn spell(&self, mut piece: &[u8], tokens: &mut Vec<i32>) {
        while !piece.is_empty() {
            let longest = (1..=piece.len().min(self.longest)).rev();
            let found = longest
                .filter_map(|length| Some((length, *self.numbers.get(&piece[..length])?)))
                .next();
            tokens.extend(found.map(|(_, number)| number));
            piece = &piece[found.map_or(1, |(length, _)| length)..];
        }
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
