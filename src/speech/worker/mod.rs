//! The speech engine in a process of its own: what goes wrong in whisper.cpp, in a model file or
//! for lack of memory ends a job there, and not the day's work here.
//!
//! The process is this same program, started with a verb that people never type. It is asked and
//! answers through its standard input and output alone: nothing of a dictation is ever in an
//! argument, the environment or a file. It ends when its input does, so it cannot outlive the
//! program that started it.

mod child;
mod engine;
mod parent;
pub mod wire;

pub use child::serve;
pub use parent::Worker;

/// The verb that makes this program a speech engine.
pub const VERB: &str = "speech-worker";
