//! What whisper.cpp needs beside a model, and what is said where it fails.

use crate::problem::Problem;

/// whisper.cpp's splitter recurses once a letter, which a small stack may not hold.
pub(super) const STACK: usize = 8 << 20;

/// Scratch for aligning one window: the largest model's heads, tokens and frames fit twice.
/// whisper.cpp ends the process when it does not suffice.
pub(super) const ALIGNMENT_MEMORY: usize = 256 << 20;

pub(super) fn failed(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        "The speech model failed on this recording",
        "Try again, or try another model; the dictation is untouched",
    )
    .because(cause)
}
