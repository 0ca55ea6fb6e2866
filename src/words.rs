//! Words as the recogniser hears them: text, where in the audio, and how sure.

use serde::{Deserialize, Serialize};

/// A word takes at most so many seconds, drawled and with a breath, ...
const DRAWL: f64 = 0.7;

/// ... and for each letter so many more, ...
const LETTER: f64 = 0.12;

/// ... and for each figure, which is spoken as a word of its own or more.
const FIGURE: f64 = 0.5;

/// A stretch of audio, in seconds from the start of the dictation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub start: f64,
    pub end: f64,
}

impl Span {
    /// A span from `start` to `end`, in seconds.
    pub fn new(start: f64, end: f64) -> Self {
        Self { start, end }
    }

    /// Length in seconds, never negative.
    pub fn length(&self) -> f64 {
        (self.end - self.start).max(0.0)
    }

    /// Whether the moment `at` (seconds) lies within.
    pub fn holds(&self, at: f64) -> bool {
        self.start <= at && at < self.end
    }

    /// The same stretch so many seconds later.
    #[must_use]
    pub fn later_by(self, seconds: f64) -> Self {
        Self::new(self.start + seconds, self.end + seconds)
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// As people read it: from when to when, or when, if within one second.
    pub fn clocks(self) -> String {
        let (start, end) = (clock(self.start), clock(self.end));
        if start == end {
            start
        } else {
            format!("{start} to {end}")
        }
    }

    /// Whether all of the other lies within.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a moment lies within both, or they begin together.
    pub fn meets(self, other: Self) -> bool {
        self.start == other.start || self.holds(other.start) || other.holds(self.start)
    }

    /// Seconds that lie within both.
    pub fn shared(self, other: Self) -> f64 {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (end - start).max(0.0)
    }
}

/// One recognised word, in the order it was spoken.
///
/// `text` carries whatever punctuation the model wrote on the word ("50", "mg.", "Smith,") and
/// no surrounding spaces. `confidence` runs from 0 (a guess) to 1 (certain), and is the model's own;
/// of a word that the dictionary put in place of another it is never high.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    pub text: String,
    pub span: Span,
    pub confidence: f32,
    /// What the model heard unaided, where the dictionary put another text in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<String>,
}

impl Word {
    pub fn new(text: impl Into<String>, span: Span, confidence: f32) -> Self {
        Self {
            text: text.into(),
            span,
            confidence,
            heard: None,
        }
    }

    /// What the model heard here, whatever was written.
    pub fn heard(&self) -> &str {
        self.heard.as_deref().unwrap_or(&self.text)
    }
}

/// The words of a transcript as plain text, one space between.
pub fn plain_text(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// Seconds that a text of one or more words takes to say at most.
pub fn longest(text: &str) -> f64 {
    let takes = |letter: char| match letter {
        letter if letter.is_ascii_digit() => FIGURE,
        _ => LETTER,
    };
    let words = text.split_whitespace();
    words
        .map(|word| word.chars().map(takes).sum::<f64>() + DRAWL)
        .sum()
}

/// A moment in the audio as people read it: minutes and seconds.
pub fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// The text with its first letter a capital. A letter that has none of its own, as "ß", stays: two
/// in its place could make another word.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        let mut capital = first.to_uppercase();
        match (capital.next(), capital.next()) {
            (Some(capital), None) => std::iter::once(capital).chain(chars).collect(),
            _ => text.to_owned(),
        }
    })
}
