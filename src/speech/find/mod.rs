//! Finding: where in a dictation somebody speaks, and windows of that speech cut at its pauses.

pub mod loudness;
pub mod pack;
pub mod silero;
pub mod voice;
pub mod witnesses;
