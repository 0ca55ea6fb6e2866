//! What the figures are taken on: the sample clinic that ships with the program, and tones.

use std::f64::consts::TAU;
use std::path::{Path, PathBuf};

use dictation_desk::audio::Clip;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::tidy;
use dictation_desk::letter::Body;
use dictation_desk::words::{Span, Word};

/// The sample dictations, by the names of their files.
pub const DICTATIONS: [&str; 3] = ["arthritis-review", "neck-injury-report", "palpitations"];

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The recording of a sample dictation.
pub fn recording(name: &str) -> PathBuf {
    file(&format!("assets/sample/dictations/{name}.flac"))
}

/// The sample dictations as spoken, over and over, until there are so many words; one in twenty
/// the recogniser was unsure of.
pub fn words(count: usize) -> Vec<Word> {
    const SECONDS: f64 = 0.4;
    let texts = DICTATIONS.map(|name| {
        let path = file(&format!("assets/sample/dictations/{name}.txt"));
        std::fs::read_to_string(path).expect("the sample is part of the repository")
    });
    let spoken: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    let word = |(at, text): (usize, &&str)| {
        let start = at as f64 * SECONDS;
        let sure = if at % 20 == 19 { 0.4 } else { 0.95 };
        Word::new(*text, Span::new(start, start + SECONDS), sure)
    };
    spoken
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(word)
        .collect()
}

/// What to speak for a letter of at least so many words: commands such as "full stop" leave none.
pub fn words_for(letter: usize) -> Vec<Word> {
    words(letter * 8 / 5)
}

/// The body of a letter of at least so many words.
pub fn body(letter: usize) -> Body {
    let body = tidy(&words_for(letter), &Lexicon::built_in()).body;
    assert!(body.text().split_whitespace().count() >= letter);
    body
}

/// A steady tone: never silent for longer than a sample, so that its start can be heard.
pub fn tone(rate: u32, seconds: f64) -> Vec<f32> {
    let count = (f64::from(rate) * seconds) as usize;
    let turn = TAU * 220.0 / f64::from(rate);
    (0..count)
        .map(|at| (0.5 * (turn * at as f64).cos()) as f32)
        .collect()
}

/// A clip of a steady tone.
pub fn tone_clip(rate: u32, seconds: f64) -> Clip {
    Clip::from_samples(rate, &tone(rate, seconds))
}
