//! Hearing: the one way from a recording's sound to a draft, for the screen, for scripts and for
//! measuring alike.

use std::sync::Arc;
use std::time::Instant;

use crate::clinical::Tidied;
use crate::clinical::draft::{Draft, Heard, Writing};
use crate::clinical::learning::Rules;
use crate::clinical::lexicon::Lexicon;
use crate::problem::Outcome;
use crate::record::Part;
use crate::speech::{Cancel, Context, RATE, SpeechJob, Transcriber, Tuning};

/// What a recording is heard with.
pub struct Hearing {
    /// Mono samples at [`RATE`], from -1 to 1.
    pub samples: Arc<Vec<f32>>,
    pub lexicon: Arc<Lexicon>,
    pub context: Context,
    /// The corrections its author's letters have taught.
    pub rules: Arc<Rules>,
    /// Which of the recording's letters is wanted, where they have been parted.
    pub part: Option<Part>,
    pub tuning: Tuning,
    pub threads: usize,
}

/// A draft with the text it gives, and what each took in seconds.
#[derive(Debug, Default)]
pub struct Made {
    pub draft: Draft,
    pub tidied: Tidied,
    pub speech: f64,
    pub tidy: f64,
}

impl Made {
    /// Whether nothing was heard and nothing missed: nobody speaks.
    pub fn is_silent(&self) -> bool {
        self.draft.words.is_empty() && self.draft.missing.is_empty()
    }
}

impl Hearing {
    /// Length of the recording in seconds.
    pub fn length(&self) -> f64 {
        self.samples.len() as f64 / f64::from(RATE)
    }

    /// Listens and writes. `progress` hears the share done, 0 to 1.
    ///
    /// # Errors
    /// When the model fails or the job was cancelled.
    pub fn draft(
        &self,
        transcriber: &mut dyn Transcriber,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Made> {
        let job = SpeechJob {
            samples: Arc::clone(&self.samples),
            lexicon: Arc::clone(&self.lexicon),
            context: self.context.clone(),
            tuning: self.tuning,
            threads: self.threads,
        };
        let begun = Instant::now();
        let transcript = transcriber.transcribe(&job, cancel, progress)?;
        let heard_at = Instant::now();
        let writing = Writing {
            rules: &self.rules,
            lexicon: &self.lexicon,
            part: self.part,
        };
        let (draft, tidied) = writing.draft(Heard {
            model: transcriber.describe(),
            words: transcript.words,
            missing: transcript.ledger.missing,
            unsupported: transcript.ledger.unsupported,
        });
        Ok(Made {
            draft,
            tidied,
            speech: (heard_at - begun).as_secs_f64(),
            tidy: heard_at.elapsed().as_secs_f64(),
        })
    }
}
