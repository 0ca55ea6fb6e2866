//! Hearing: Whisper on one window after another, from sound to words with their times.
//!
//! All `unsafe` code of the program lives here, in `calls`.

pub mod ahead;
mod aloud;
mod calls;
mod ear;
mod guide;
mod lane;
pub(super) mod logits;
pub mod merge;
mod run;
mod tuned;
pub mod vocabulary;
mod whisper;

pub use whisper::Whisper;
