//! A transcriber that speaks from a script: for tests, and for a desk with no model.

use crate::problem::{Outcome, Problem};
use crate::speech::{Cancel, Ledger, SpeechJob, Transcriber, Transcript, cancelled};
use crate::words::{Span, Word};

/// Answers every job with the same words, or the same problem.
#[derive(Clone, Debug)]
pub struct Scripted {
    answer: Outcome<Transcript>,
}

impl Scripted {
    pub fn new(words: Vec<Word>) -> Self {
        Self {
            answer: Ok(Transcript {
                words,
                ledger: Ledger::default(),
            }),
        }
    }

    /// The words of `text`, each certain, `seconds` long and straight after the one before.
    pub fn saying(text: &str, seconds: f64) -> Self {
        let word = |(index, text): (usize, &str)| {
            let start = index as f64 * seconds;
            Word::new(text, Span::new(start, start + seconds), 1.0)
        };
        Self::new(text.split_whitespace().enumerate().map(word).collect())
    }

    /// Fails every job with `problem`.
    pub fn failing(problem: Problem) -> Self {
        Self {
            answer: Err(problem),
        }
    }
}

impl Transcriber for Scripted {
    fn transcribe(
        &mut self,
        _: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        for share in [0.0, 0.5, 1.0] {
            if cancel.is_cancelled() {
                return Err(cancelled());
            }
            progress(share);
        }
        self.answer.clone()
    }

    fn describe(&self) -> String {
        "A script, not a speech model".to_owned()
    }
}
