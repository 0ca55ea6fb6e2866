//! The guide: what leads the decoder through a window, token by token.
//!
//! It lifts what the dictionary expects, rules out what whisper.cpp cannot bear, looks ahead where
//! the model is unsure, and remembers what it changed, so that the probability the model itself
//! gave can be told afterwards.

use std::collections::HashMap;
use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use whisper_rs::{WhisperTokenData, WhisperTokenId};

use super::ahead::{self, Marks, Reader};
use super::logits::{log_sum, rule_out};
use crate::speech::Cancel;
use crate::speech::tune::bias::{Bias, Lift};

/// whisper.cpp ends the process when it has to align text with fewer frames than this.
const SHORTEST_ALIGNED: i32 = 16;

/// After this many tokens of the 220 that fit into a hearing, a model is going round in circles.
const STUCK: usize = 200;

/// A phrase that a model goes round in has at least so many tokens: a shorter one, such as figures
/// said one by one, may be meant.
const SHORTEST_CIRCLE: usize = 4;

/// Text tokens that tell one place in a hearing from another.
const PLACE: usize = 12;

/// One lane's guide; C holds its address while a window is heard.
pub(super) struct Guide {
    pub cancel: Cancel,
    pub marks: Marks,
    bias: Option<Arc<Bias>>,
    pub threads: c_int,
    /// Texts that are compared where the model is unsure; one is no comparison.
    readings: usize,
    /// Tokens the model has read before it writes the first of a window.
    opening: AtomicUsize,
    /// Whether the window at hand has been given to the encoder.
    is_begun: AtomicBool,
    /// What was changed where.
    altered: Mutex<HashMap<Vec<WhisperTokenId>, Altered>>,
}

/// What was done to the probabilities at one place.
#[derive(Default)]
struct Altered {
    lifts: Vec<Lift>,
    /// By how much all shrank, as a natural logarithm.
    shrink: f32,
}

impl Guide {
    pub fn new(
        cancel: &Cancel,
        marks: Marks,
        bias: Option<Arc<Bias>>,
        readings: usize,
        threads: c_int,
    ) -> Self {
        Self {
            cancel: cancel.clone(),
            marks,
            bias,
            threads,
            readings,
            opening: AtomicUsize::new(0),
            is_begun: AtomicBool::new(false),
            altered: Mutex::default(),
        }
    }

    /// Gets ready for another window, before which the model reads so many tokens.
    pub fn begin(&self, opening: usize) {
        self.opening.store(opening, Ordering::Relaxed);
        self.is_begun.store(false, Ordering::Relaxed);
        self.altered().clear();
    }

    /// Whether to encode. A window is heard once: what is left of it becomes part of another.
    pub fn may_encode(&self) -> bool {
        !self.cancel.is_cancelled() && !self.is_begun.swap(true, Ordering::Relaxed)
    }

    fn altered(&self) -> MutexGuard<'_, HashMap<Vec<WhisperTokenId>, Altered>> {
        self.altered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The probability the model itself gave a token that came out with probability `altered`
    /// after these text tokens of the window.
    pub fn unaided(&self, before: &[WhisperTokenId], token: WhisperTokenId, altered: f32) -> f32 {
        let all = self.altered();
        let Some(at) = all.get(place(before)) else {
            return altered;
        };
        let lift = at.lifts.iter().find(|(other, _)| *other == token);
        let lift = lift.map_or(0.0, |(_, gain)| *gain);
        (altered * (at.shrink - lift).exp()).clamp(0.0, 1.0)
    }

    /// Leads on after the tokens so far.
    pub fn lead(&self, tokens: &[WhisperTokenData], logits: &mut [f32], reader: &mut impl Reader) {
        if tokens.is_empty() {
            self.altered().clear();
            return;
        }
        let text = self.text(tokens);
        if goes_in_circles(&text) {
            self.end(logits);
            return;
        }
        let place = place(&text);
        // What was done before a time was written here has no bearing on the text after it.
        self.altered().remove(place);
        self.lift(&text, logits);
        self.suppress_instants(tokens, logits);
        rule_out(&mut logits[..self.marks.end_of_text as usize]);
        self.look_ahead(place, tokens, logits, reader);
    }

    /// Has the text end here.
    fn end(&self, logits: &mut [f32]) {
        for (logit, token) in logits.iter_mut().zip(0..) {
            if token != self.marks.end_of_text {
                *logit = f32::NEG_INFINITY;
            }
        }
    }

    fn text(&self, tokens: &[WhisperTokenData]) -> Vec<WhisperTokenId> {
        let ids = tokens.iter().map(|token| token.id);
        ids.filter(|id| *id < self.marks.end_of_text).collect()
    }

    /// Lifts what the dictionary expects after the text so far.
    fn lift(&self, text: &[WhisperTokenId], logits: &mut [f32]) {
        let Some(bias) = &self.bias else {
            return;
        };
        let lifts = bias.lifts(text, logits);
        if lifts.is_empty() {
            return;
        }
        let before = log_sum(logits);
        for (token, gain) in &lifts {
            if let Some(logit) = logits.get_mut(*token as usize) {
                *logit += gain;
            }
        }
        let shrink = log_sum(logits) - before;
        self.altered()
            .insert(place(text).to_vec(), Altered { lifts, shrink });
    }

    /// Keeps a hearing from ending within [`SHORTEST_ALIGNED`] frames of its start: after text no
    /// time so early may be written, and text that runs on after such a time, which is a model
    /// stuck in a loop, is made to write a later one.
    fn suppress_instants(&self, tokens: &[WhisperTokenData], logits: &mut [f32]) {
        let time_zero = self.marks.time_zero;
        if tokens.iter().all(|token| token.id >= time_zero) {
            return;
        }
        let instants = time_zero + 1..time_zero + SHORTEST_ALIGNED / 2;
        let mut times = tokens.iter().map(|token| token.id);
        let last_time = times.rfind(|id| *id >= time_zero);
        let is_stuck =
            tokens.len() >= STUCK && last_time.is_some_and(|time| instants.contains(&time));
        let text = if is_stuck { 0..time_zero } else { 0..0 };
        for token in instants.chain(text) {
            if let Some(logit) = logits.get_mut(token as usize) {
                *logit = f32::NEG_INFINITY;
            }
        }
    }

    /// Has the token written that leads to the likeliest text.
    fn look_ahead(
        &self,
        place: &[WhisperTokenId],
        tokens: &[WhisperTokenData],
        logits: &mut [f32],
        reader: &mut impl Reader,
    ) {
        let is_time = |token: &WhisperTokenData| token.id >= self.marks.time_zero;
        let (last, before) = match tokens {
            [.., before, last] => (last, is_time(before)),
            [last] => (last, true),
            [] => return,
        };
        // After the time that ends a segment, whisper.cpp allows no text but another time first.
        if is_time(last) && !before {
            return;
        }
        let near = ahead::near(&self.marks, self.readings, logits);
        if near.is_empty() {
            return;
        }
        let here = self.opening.load(Ordering::Relaxed) + tokens.len();
        let best = ahead::best(reader, &self.marks, here, &near);
        // It goes on from here, and has nothing in mind that was only tried.
        reader.read(last.id, here - 1);
        let Some((best, least)) = near.into_iter().find(|(token, _)| Some(*token) == best) else {
            return;
        };
        let before = log_sum(logits);
        let (text, others) = logits.split_at_mut(self.marks.end_of_text as usize);
        for (logit, token) in text.iter_mut().zip(0..) {
            if *logit >= least && token != best {
                *logit = f32::NEG_INFINITY;
            }
        }
        // The times together may well be likelier than this one token, but not than all text.
        others.fill(f32::NEG_INFINITY);
        self.altered().entry(place.to_vec()).or_default().shrink += log_sum(logits) - before;
    }
}

/// Whether a text ends in the same phrase three times in a row, which nobody dictates: what comes
/// after it would be that phrase again until there is no more room.
fn goes_in_circles(text: &[WhisperTokenId]) -> bool {
    (SHORTEST_CIRCLE..=text.len() / 3).any(|length| {
        let (before, last) = text.split_at(text.len() - length);
        let (earlier, second) = before.split_at(before.len() - length);
        second == last && earlier.ends_with(last)
    })
}

fn place(text: &[WhisperTokenId]) -> &[WhisperTokenId] {
    &text[text.len().saturating_sub(PLACE)..]
}
