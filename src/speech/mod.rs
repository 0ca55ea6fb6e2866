//! Speech: from samples to words, behind a trait so that tests can speak from a script.
//!
//! The rooms follow the way of the sound: [`find`] where somebody speaks, [`hear`] it with Whisper,
//! [`tune`] what was heard with the dictionary, and [`guard`] against what nobody said. [`model`]
//! knows the model files, [`worker`] keeps all this in a process of its own, and [`score`] says
//! how good it is.

pub mod find;
pub mod guard;
pub mod hear;
pub mod model;
pub mod score;
mod scripted;
pub mod tune;
pub mod worker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::clinical::lexicon::Lexicon;
use crate::problem::{Outcome, Problem};
use crate::words::{Span, Word};

pub use hear::Whisper;
pub use scripted::Scripted;
pub use tune::Tuning;
pub use worker::Worker;

/// Samples a second that recognition works at.
pub const RATE: u32 = 16_000;

/// One dictation to be drafted.
#[derive(Clone, Debug)]
pub struct SpeechJob {
    /// Mono samples at [`RATE`], from -1 to 1. A vector, because the engine fills one from its pipe
    /// and an hour of it should not be there twice.
    pub samples: Arc<Vec<f32>>,
    /// The dictionary in force, with the layers of the organisation, the author and the patient.
    pub lexicon: Arc<Lexicon>,
    pub context: Context,
    pub tuning: Tuning,
    pub threads: usize,
}

/// What is known of a dictation before anyone listens to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Free text on the work: its clinic, its author's department.
    pub clues: String,
    /// Terms of the author's own dictionary.
    pub author: Vec<String>,
    /// What is known of the patient, one fact an entry: "methotrexate 7.5 mg once a week",
    /// "Agnieszka".
    pub patient: Vec<String>,
}

/// What was heard in a dictation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// In the order they were spoken.
    pub words: Vec<Word>,
    pub ledger: Ledger,
}

/// Where the words and the sound do not agree, for a person to settle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// Speech for which there is no text.
    pub missing: Vec<Span>,
    /// Text for which there is no speech, or that the model repeated or echoed.
    pub unsupported: Vec<Span>,
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
    /// What is heard in the job. `progress` hears the share done, 0 to 1.
    ///
    /// # Errors
    /// When the model fails or the job was cancelled; the audio is untouched.
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript>;

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
