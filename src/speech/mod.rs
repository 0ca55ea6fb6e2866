//! Speech: from samples to words, behind a trait so that tests can speak from a script.

mod ggml;
pub mod merge;
pub mod models;
pub mod prompt;
pub mod score;
mod scripted;
mod whisper;
pub mod windows;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::problem::{Outcome, Problem};
use crate::words::Word;

pub use scripted::Scripted;
pub use whisper::Whisper;

/// Samples a second that recognition works at.
pub const RATE: u32 = 16_000;

/// One dictation to be drafted.
#[derive(Clone, Debug)]
pub struct SpeechJob {
    /// Mono samples at [`RATE`], from -1 to 1.
    pub samples: Arc<[f32]>,
    /// Dictionary terms worth expecting here, most relevant last; empty turns the prompt off.
    pub terms: Vec<String>,
    pub threads: usize,
}

/// A switch that stops a job from another thread.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Turns speech into words.
pub trait Transcriber: Send {
    /// The words of the job, in order. `progress` hears the share done, 0 to 1.
    ///
    /// # Errors
    /// When the model fails or the job was cancelled; the audio is untouched.
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Vec<Word>>;

    /// One line on the model in use, for the person and for the draft's record.
    fn describe(&self) -> String;
}

/// What a cancelled job answers.
fn cancelled() -> Problem {
    Problem::new(
        "The draft was stopped before it was finished",
        "Start it again whenever you like; the dictation is untouched",
    )
}
