//! What the model wrote for one window, before it is put right.

use whisper_rs::WhisperTokenId;

use super::merge::Token;

/// What the model wrote for one window; times in seconds from the window's start.
#[derive(Default)]
pub(super) struct Hearing {
    /// All tokens, times included.
    pub all: Vec<WhisperTokenId>,
    /// The text among them.
    pub text: Vec<Token>,
    /// Where each of those stands among all.
    pub places: Vec<usize>,
    /// Where the model stopped, in samples of the window.
    pub end: usize,
}
