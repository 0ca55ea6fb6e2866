//! Hearing: Whisper on one window after another, from sound to words with their times.
//!
//! All `unsafe` code of the program lives here, in `calls`.

pub mod ahead;
mod aloud;
mod calls;
mod ear;
mod guide;
mod hearing;
mod lane;
pub(super) mod logits;
pub mod merge;
mod needs;
mod part;
mod run;
mod transcript;
mod tuned;
pub mod vocabulary;
mod whisper;

pub use whisper::Whisper;
