//! How fast what was heard becomes a letter's text.

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::tidy;

use crate::sample;
use crate::table::{Row, seconds};

pub fn rows() -> Vec<Row> {
    const COUNT: usize = 10_000;
    let (words, lexicon) = (sample::words(COUNT), Lexicon::built_in());
    let runs = seconds(7, || tidy(&words, &lexicon));
    let rates = runs.iter().map(|taken| COUNT as f64 / taken).collect();
    vec![Row::new("tidy 10,000 words", "words/s", rates)]
}
