//! What whisper.cpp calls back into: the only file of the program with `unsafe` code.
//!
//! Three functions that read and write numbers: no closure of a caller, and nothing that could
//! panic, is ever below C.

#![allow(
    unsafe_code,
    reason = "whisper.cpp is C++: its callbacks have no safe binding that is sound"
)]

use std::collections::HashMap;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use whisper_rs::{
    FullParams, WhisperSysContext, WhisperSysState, WhisperTokenData, WhisperTokenId,
};

use super::super::Cancel;
use super::super::bias::{Bias, Lift, likeliest};

/// whisper.cpp ends the process when it has to align text with fewer frames than this.
const SHORTEST_ALIGNED: i32 = 16;

/// After this many tokens of the 220 that fit into a hearing, a model is going round in circles.
const STUCK: usize = 200;

/// Progress is kept in thousandths.
pub(super) const SHARES: i32 = 1000;

/// A token this much less likely (natural logarithm) than the likeliest is out of the question:
/// all of a vocabulary's together come to less than one in a million.
const REMOTE: f32 = 25.0;

/// Text tokens that tell one place in a hearing from another.
const PLACE: usize = 12;

/// What a running job and the thread that asked for it both look at; C holds its address.
pub(super) struct Watch {
    pub cancel: Cancel,
    /// The whole job's progress, in [`SHARES`].
    pub share: AtomicI32,
    /// Whether the window at hand has been given to the encoder.
    is_begun: AtomicBool,
    /// The token that stands for the time zero.
    time_zero: WhisperTokenId,
    end_of_text: WhisperTokenId,
    vocabulary: usize,
    bias: Option<Arc<Bias>>,
    /// What was lifted where, so that the unaided probability can be told afterwards.
    lifted: Mutex<HashMap<Vec<WhisperTokenId>, Lifted>>,
}

/// What the bias did at one place.
struct Lifted {
    lifts: Vec<Lift>,
    /// By how much all probabilities shrank, as a natural logarithm.
    shrink: f32,
}

impl Watch {
    pub fn new(
        cancel: &Cancel,
        [time_zero, end_of_text]: [WhisperTokenId; 2],
        vocabulary: usize,
        bias: Option<Arc<Bias>>,
    ) -> Self {
        Self {
            cancel: cancel.clone(),
            share: AtomicI32::new(0),
            is_begun: AtomicBool::new(false),
            time_zero,
            end_of_text,
            vocabulary,
            bias,
            lifted: Mutex::default(),
        }
    }

    /// Gets ready for another window.
    pub fn begin(&self) {
        self.is_begun.store(false, Ordering::Relaxed);
        self.lifted().clear();
    }

    fn lifted(&self) -> MutexGuard<'_, HashMap<Vec<WhisperTokenId>, Lifted>> {
        self.lifted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The probability the model itself gave a token that came out with probability `biased`
    /// after these text tokens of the window.
    pub fn unaided(&self, before: &[WhisperTokenId], token: WhisperTokenId, biased: f32) -> f32 {
        let lifted = self.lifted();
        let Some(at) = lifted.get(place(before)) else {
            return biased;
        };
        let lift = at.lifts.iter().find(|(other, _)| *other == token);
        let lift = lift.map_or(0.0, |(_, gain)| *gain);
        (biased * (at.shrink - lift).exp()).clamp(0.0, 1.0)
    }

    /// Lifts what the dictionary expects after the tokens so far.
    fn lift(&self, tokens: &[WhisperTokenData], logits: &mut [f32]) {
        let Some(bias) = &self.bias else {
            return;
        };
        let text: Vec<WhisperTokenId> = tokens
            .iter()
            .map(|token| token.id)
            .filter(|id| *id < self.end_of_text)
            .collect();
        let lifts = bias.lifts(&text, logits);
        if lifts.is_empty() {
            return;
        }
        let likeliest = likeliest(logits);
        let all: f32 = logits.iter().map(|logit| (logit - likeliest).exp()).sum();
        let mut more = 0.0;
        for (token, gain) in &lifts {
            if let Some(logit) = logits.get_mut(*token as usize) {
                more += (*logit - likeliest).exp() * (gain.exp() - 1.0);
                *logit += gain;
            }
        }
        let shrink = (1.0 + more / all).ln();
        let place = place(&text).to_vec();
        self.lifted().insert(place, Lifted { lifts, shrink });
    }

    /// Keeps a hearing from ending within [`SHORTEST_ALIGNED`] frames of its start: after text no
    /// time so early may be written, and text that runs on after such a time, which is a model
    /// stuck in a loop, is made to write a later one.
    fn suppress_instants(&self, tokens: &[WhisperTokenData], logits: &mut [f32]) {
        if tokens.iter().all(|token| token.id >= self.time_zero) {
            return;
        }
        let instants = self.time_zero + 1..self.time_zero + SHORTEST_ALIGNED / 2;
        let mut times = tokens.iter().map(|token| token.id);
        let last_time = times.rfind(|id| *id >= self.time_zero);
        let is_stuck =
            tokens.len() >= STUCK && last_time.is_some_and(|time| instants.contains(&time));
        let text = if is_stuck { 0..self.time_zero } else { 0..0 };
        for token in instants.chain(text) {
            if let Some(logit) = logits.get_mut(token as usize) {
                *logit = f32::NEG_INFINITY;
            }
        }
    }
}

/// Rules out what is not even remotely likely. It makes no difference to what is written, but
/// whisper.cpp takes no time over what is ruled out.
fn rule_out(logits: &mut [f32]) {
    let least = likeliest(logits) - REMOTE;
    for logit in logits {
        if *logit < least {
            *logit = f32::NEG_INFINITY;
        }
    }
}

fn place(text: &[WhisperTokenId]) -> &[WhisperTokenId] {
    &text[text.len().saturating_sub(PLACE)..]
}

/// Has whisper.cpp call back into the watch, which must outlive the call of `full`.
pub(super) fn attach(parameters: &mut FullParams<'_, '_>, watch: &Arc<Watch>) {
    let watch = Arc::as_ptr(watch).cast_mut().cast::<c_void>();
    // SAFETY: whisper.cpp calls these only within `full`, during which the caller keeps the watch
    // alive; they reach it through atomics and a lock, cannot unwind, and take no pointer from C
    // but tokens and logits, whose numbers C states or the vocabulary gives.
    unsafe {
        parameters.set_abort_callback(Some(is_cancelled));
        parameters.set_abort_callback_user_data(watch);
        parameters.set_start_encoder_callback(Some(is_first));
        parameters.set_start_encoder_callback_user_data(watch);
        parameters.set_filter_logits_callback(Some(filter));
        parameters.set_filter_logits_callback_user_data(watch);
    }
}

/// # Safety
/// `watch` points to a live [`Watch`].
unsafe fn watch<'a>(watch: *mut c_void) -> &'a Watch {
    // SAFETY: the caller's promise; a Watch is only ever shared, never borrowed mutably.
    unsafe { &*watch.cast::<Watch>() }
}

unsafe extern "C" fn is_cancelled(data: *mut c_void) -> bool {
    // SAFETY: `data` is the watch that `attach` set.
    unsafe { watch(data) }.cancel.is_cancelled()
}

/// Whether to encode. A window is heard once: what is left of it becomes part of the next.
unsafe extern "C" fn is_first(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    data: *mut c_void,
) -> bool {
    // SAFETY: `data` is the watch that `attach` set.
    let watch = unsafe { watch(data) };
    !watch.cancel.is_cancelled() && !watch.is_begun.swap(true, Ordering::Relaxed)
}

unsafe extern "C" fn filter(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    tokens: *const WhisperTokenData,
    count: c_int,
    logits: *mut f32,
    data: *mut c_void,
) {
    if count < 1 {
        return;
    }
    // SAFETY: C states the tokens written so far and how many there are.
    let tokens = unsafe { std::slice::from_raw_parts(tokens, count as usize) };
    // SAFETY: `data` is the watch that `attach` set.
    let watch = unsafe { watch(data) };
    // SAFETY: there is a logit for each token of the vocabulary, and each call has its own.
    let logits = unsafe { std::slice::from_raw_parts_mut(logits, watch.vocabulary) };
    watch.lift(tokens, logits);
    watch.suppress_instants(tokens, logits);
    rule_out(logits);
}
