//! A typist two processes can agree on: each keystroke follows from a seed and the text so far.

use std::ops::Range;

use dictation_desk::record::DictationId;

/// What the typist's keys write. None of it reads as a blank to fill in, so that any of it can
/// be signed.
const KEYS: [&str; 12] = [
    "a", "e", "é", "n", "o", "r", "s", "t", " ", ",", "\n", "the ",
];

/// One letter being typed, from nothing.
pub struct Typist {
    seed: u64,
    presses: u64,
    text: String,
}

impl Typist {
    pub fn new(seed: u64, letter: DictationId) -> Self {
        Self {
            seed: mix(seed ^ letter.0.unsigned_abs()),
            presses: 0,
            text: String::new(),
        }
    }

    /// Keys pressed so far.
    pub fn presses(&self) -> u64 {
        self.presses
    }

    /// What stands in the letter after them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The next key: the bytes it takes away and what it puts there. Most write at the end, some
    /// in the middle, some take back.
    pub fn next_key(&self) -> (Range<usize>, &'static str) {
        let chance = mix(self.seed.wrapping_add(self.presses));
        let end = self.text.len();
        let inside = |at: usize| self.text.floor_char_boundary(at);
        let anywhere = inside((chance >> 8) as usize % (end + 1));
        let key = KEYS[(chance >> 40) as usize % KEYS.len()];
        match chance % 8 {
            0 if end > 0 => (inside(end - 1)..end, ""),
            1 => (anywhere..anywhere, key),
            _ => (end..end, key),
        }
    }

    /// Presses it.
    pub fn press(&mut self) {
        let (range, key) = self.next_key();
        self.text.replace_range(range, key);
        self.presses += 1;
    }
}

/// Spreads a number over all numbers, the same way every time.
pub fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
