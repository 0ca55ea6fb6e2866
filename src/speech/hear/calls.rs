//! What whisper.cpp calls back into, and what is called of it then: the only file of the program
//! with `unsafe` code.
//!
//! Three functions that read and write numbers, with no closure of a caller below C. Should one
//! panic all the same, the process ends there, which is a process of its own.

#![allow(
    unsafe_code,
    reason = "whisper.cpp is C++: its callbacks have no safe binding that is sound"
)]

use std::ffi::{c_int, c_void};

use whisper_rs::whisper_rs_sys::{whisper_decode_with_state, whisper_get_logits_from_state};
use whisper_rs::{
    FullParams, WhisperSysContext, WhisperSysState, WhisperTokenData, WhisperTokenId,
};

use super::ahead::Reader;
use super::guide::Guide;

/// Has whisper.cpp call back into the guide, which outlives the parameters.
pub(super) fn attach<'g>(parameters: &mut FullParams<'g, 'g>, guide: &'g Guide) {
    let guide = std::ptr::from_ref(guide).cast_mut().cast::<c_void>();
    // SAFETY: whisper.cpp calls these only within `full`, which has the parameters, and with them the
    // guide; they reach it through atomics and a lock, cannot unwind, and take no pointer from C
    // but its own context and state, and tokens and logits, whose numbers C states or the
    // vocabulary gives.
    unsafe {
        parameters.set_abort_callback(Some(is_cancelled));
        parameters.set_abort_callback_user_data(guide);
        parameters.set_start_encoder_callback(Some(may_encode));
        parameters.set_start_encoder_callback_user_data(guide);
        parameters.set_filter_logits_callback(Some(filter));
        parameters.set_filter_logits_callback_user_data(guide);
    }
}

/// # Safety
/// `guide` points to a live [`Guide`].
unsafe fn guide<'a>(guide: *mut c_void) -> &'a Guide {
    // SAFETY: the caller's promise; a Guide is only ever shared, never borrowed mutably.
    unsafe { &*guide.cast::<Guide>() }
}

unsafe extern "C" fn is_cancelled(data: *mut c_void) -> bool {
    // SAFETY: `data` is the guide that `attach` set.
    unsafe { guide(data) }.cancel.is_cancelled()
}

unsafe extern "C" fn may_encode(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    data: *mut c_void,
) -> bool {
    // SAFETY: `data` is the guide that `attach` set.
    unsafe { guide(data) }.may_encode()
}

unsafe extern "C" fn filter(
    context: *mut WhisperSysContext,
    state: *mut WhisperSysState,
    tokens: *const WhisperTokenData,
    count: c_int,
    logits: *mut f32,
    data: *mut c_void,
) {
    // SAFETY: `data` is the guide that `attach` set.
    let guide = unsafe { guide(data) };
    let tokens = match usize::try_from(count) {
        // SAFETY: C states the tokens written so far and how many there are.
        Ok(count @ 1..) => unsafe { std::slice::from_raw_parts(tokens, count) },
        _ => &[],
    };
    // SAFETY: there is a logit for each token of the vocabulary, in a copy of the decoder's own.
    let logits = unsafe { std::slice::from_raw_parts_mut(logits, guide.marks.vocabulary) };
    let mut mind = Mind {
        context,
        state,
        guide,
    };
    guide.lead(tokens, logits, &mut mind);
}

/// The model in the middle of a window, as C hands it to [`filter`]. With a single decoder, which
/// is all that is ever asked for, whisper.cpp looks at nothing that reading changes before it has
/// the next token read, but for the tokens in mind, which the guide puts back.
struct Mind<'a> {
    context: *mut WhisperSysContext,
    state: *mut WhisperSysState,
    guide: &'a Guide,
}

impl Reader for Mind<'_> {
    fn read(&mut self, token: WhisperTokenId, place: usize) -> Option<&[f32]> {
        if self.guide.cancel.is_cancelled() {
            return None;
        }
        let place = c_int::try_from(place).ok()?;
        let threads = self.guide.threads;
        // SAFETY: both are live, as C has just handed them over, and C only reads the one token.
        let logits = unsafe {
            let told = whisper_decode_with_state(
                self.context,
                self.state,
                &raw const token,
                1,
                place,
                threads,
            );
            if told != 0 {
                return None;
            }
            whisper_get_logits_from_state(self.state)
        };
        if logits.is_null() {
            return None;
        }
        // SAFETY: after one token was read there is one row, a logit for each of the vocabulary,
        // which stays until the next is read, for which this borrow must have ended.
        Some(unsafe { std::slice::from_raw_parts(logits, self.guide.marks.vocabulary) })
    }
}
