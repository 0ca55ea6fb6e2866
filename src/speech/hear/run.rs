//! One run of the recogniser as all its lanes share it, and how much of it is behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use whisper_rs::{WhisperContext, WhisperTokenId};

use super::ahead::Marks;
use super::vocabulary::Vocabulary;
use crate::speech::model::Model;
use crate::speech::tune::bias::Bias;
use crate::speech::tune::candidates::Candidates;
use crate::speech::{Cancel, SpeechJob};

/// By which whisper.cpp tells the later distilled models from the first.
const LARGE_V3_VOCABULARY: i32 = 51_866;

pub(super) struct Run {
    pub context: Arc<WhisperContext>,
    pub vocabulary: Arc<Vocabulary>,
    pub model: Model,
    pub bias: Option<Arc<Bias>>,
    pub candidates: Arc<Candidates>,
    pub job: SpeechJob,
    pub cancel: Cancel,
    pub progress: Arc<Progress>,
}

/// How much of a job's speech is behind, in samples. Pauses take no time.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub speech: AtomicUsize,
    pub behind: AtomicUsize,
}

impl Progress {
    /// From 0 to 1; 0 until it is known how much there is to hear.
    pub fn share(&self) -> f32 {
        let speech = self.speech.load(Ordering::Relaxed).max(1);
        let behind = self.behind.load(Ordering::Relaxed);
        (behind as f32 / speech as f32).min(1.0)
    }
}

impl Run {
    /// What the model is told before the text begins.
    pub fn opening(&self) -> Vec<WhisperTokenId> {
        let context = &self.context;
        let mut opening = vec![context.token_sot()];
        if context.is_multilingual() {
            opening.extend([context.token_lang(0), context.token_transcribe()]);
        }
        // The first distilled models must be told to write no times.
        if context.model_n_text_layer() == 2 && context.n_vocab() != LARGE_V3_VOCABULARY {
            opening.push(context.token_not());
        }
        opening
    }

    pub fn marks(&self) -> Marks {
        Marks {
            end_of_text: self.context.token_eot(),
            time_zero: self.context.token_beg(),
            vocabulary: usize::try_from(self.context.n_vocab()).unwrap_or_default(),
            room: usize::try_from(self.context.n_text_ctx()).unwrap_or_default(),
        }
    }
}
