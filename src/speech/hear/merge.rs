//! From a model's tokens to words: joined text, one confidence, a span in the audio.

use std::ops::Range;

use crate::speech::guard::omitted::surplus;
use crate::words::{Span, Word};

/// One text token as the model wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Part of a UTF-8 text; a character may be split between tokens.
    pub bytes: Vec<u8>,
    /// From 0 to 1.
    pub probability: f32,
    /// Where the audio of this token ends, in seconds; None where the model does not know.
    pub end: Option<f64>,
    /// For the first token of a segment, where the segment begins, in seconds.
    pub segment_start: Option<f64>,
}

/// Every word lasts at least this many seconds, where the audio is long enough for it.
const SHORTEST: f64 = 0.02;

/// How far, in seconds, words may meet from where their letters would have them meet.
const LEEWAY: f64 = 0.08;

/// A figure takes as long to say as so many letters.
const FIGURE: f64 = 5.0;

/// Joins tokens to words: a leading space or a new segment begins one. Tokens of nothing but
/// white space vanish; bytes that are no UTF-8 become the replacement character.
///
/// A word is as sure as the least sure of its tokens, since one wrong piece makes a drug name
/// wrong; punctuation is left out, or an uncertain comma would put a certain word in doubt.
pub fn words(tokens: &[Token]) -> Vec<Word> {
    spelled(tokens).into_iter().map(|(word, _)| word).collect()
}

/// As [`words`], each with the tokens that spell it.
pub fn spelled(tokens: &[Token]) -> Vec<(Word, Range<usize>)> {
    let mut words = Vec::new();
    let mut open: Option<Open> = None;
    let mut now = 0.0;
    for (at, token) in tokens.iter().enumerate() {
        let starts_word = token.bytes.starts_with(b" ") || token.segment_start.is_some();
        if starts_word && let Some(done) = open.take() {
            words.extend(done.close(at));
        }
        let end = token.end.unwrap_or(now).max(now);
        // A segment's own start skips the pause before it, unless it contradicts the token.
        let start = token
            .segment_start
            .filter(|start| *start < end)
            .map_or(now, |start| start.max(now));
        open.get_or_insert_with(|| Open::at(start, at))
            .add(token, end);
        now = end;
    }
    words.extend(open.and_then(|open| open.close(tokens.len())));
    words
}

/// A word whose tokens are still coming.
struct Open {
    first: usize,
    bytes: Vec<u8>,
    span: Span,
    least_sure: f32,
    least_sure_mark: f32,
}

impl Open {
    fn at(start: f64, first: usize) -> Self {
        Self {
            first,
            bytes: Vec::new(),
            span: Span::new(start, start),
            least_sure: f32::INFINITY,
            least_sure_mark: f32::INFINITY,
        }
    }

    fn add(&mut self, token: &Token, end: f64) {
        let is_mark = token
            .bytes
            .iter()
            .all(|byte| byte.is_ascii_punctuation() || byte.is_ascii_whitespace());
        let least_sure = if is_mark {
            &mut self.least_sure_mark
        } else {
            &mut self.least_sure
        };
        *least_sure = least_sure.min(token.probability);
        self.bytes.extend(&token.bytes);
        self.span.end = end;
    }

    fn close(self, end: usize) -> Option<(Word, Range<usize>)> {
        let text = String::from_utf8_lossy(&self.bytes).trim().to_owned();
        let confidence = if self.least_sure.is_finite() {
            self.least_sure
        } else {
            self.least_sure_mark
        };
        (!text.is_empty()).then(|| {
            let word = Word::new(text, self.span, confidence.clamp(0.0, 1.0));
            (word, self.first..end)
        })
    }
}

/// Moves the moment at which one word ends and the next begins to near where their letters would
/// have it. Attention is off by more now and then, mostly at short words and figures; over many
/// words it is right. Words with a pause between them keep their times, and so does one that lasts
/// so long that its length tells of something else.
pub fn even_out(words: &mut [Word]) {
    for at in 1..words.len() {
        let (before, after) = words.split_at_mut(at);
        let (Some(word), Some(next)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let is_apart = (next.span.start - word.span.end).abs() > SHORTEST;
        if is_apart || [&*word, &*next].into_iter().any(|it| surplus(it) > 0.0) {
            continue;
        }
        let (own, other) = (weight(&word.text), weight(&next.text));
        let both = word.span.join(next.span);
        let expected = both.start + both.length() * own / (own + other);
        let moment = word.span.end.clamp(expected - LEEWAY, expected + LEEWAY);
        let moment = moment.clamp(both.start, both.end);
        word.span.end = moment;
        next.span.start = moment;
    }
}

/// How long a word takes to say, in letters.
fn weight(text: &str) -> f64 {
    let letters = text.chars().map(|letter| match letter {
        '0'..='9' => FIGURE,
        letter if letter.is_alphabetic() => 1.0,
        _ => 0.0,
    });
    1.0 + letters.sum::<f64>()
}

/// Makes the spans follow one another within the first `length` seconds, each longer than
/// nothing, moving them as little as that takes.
pub fn settle(words: &mut [Word], length: f64) {
    let shortest = SHORTEST.min(length / words.len().max(1) as f64);
    let mut earliest = 0.0_f64;
    for word in &mut *words {
        word.span.start = word.span.start.max(earliest);
        word.span.end = word.span.end.max(word.span.start + shortest);
        earliest = word.span.end;
    }
    let mut latest = length;
    for word in words.iter_mut().rev() {
        word.span.end = word.span.end.min(latest);
        word.span.start = word.span.start.min(word.span.end - shortest).max(0.0);
        latest = word.span.start;
    }
}
