//! Whisper, through whisper.cpp: a model in memory that takes one dictation after another.
//!
//! A job runs on a thread of its own. The thread that asked watches its numbers, so it can leave
//! the moment a job is cancelled although whisper.cpp itself only looks up now and then.

use std::ffi::c_int;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use whisper_rs::{
    DtwAhead, DtwMode, DtwModelPreset, DtwParameters, WhisperContext, WhisperContextParameters,
    WhisperTokenId,
};

use super::needs::{ALIGNMENT_MEMORY, STACK, failed};
use super::run::{Progress, Run};
use super::transcript::transcript;
use super::vocabulary::Vocabulary;
use crate::clinical::lexicon::Lexicon;
use crate::problem::{Outcome, Problem};
use crate::speech::find::loudness;
use crate::speech::model::requantise::widened;
use crate::speech::model::{self, Model, ggml};
use crate::speech::tune::bias::Bias;
use crate::speech::tune::candidates::{Candidates, expected};
use crate::speech::{Cancel, RATE, SpeechJob, Transcriber, Transcript, cancelled};
use crate::words::capitalised;

/// How often the asking thread looks at the job's progress and its switch.
const LOOK: Duration = Duration::from_millis(20);

/// Longer audio overflows whisper.cpp's counters: a day, which no dictation reaches.
const LONGEST: usize = 24 * 3600 * RATE as usize;

/// A Whisper model in memory, ready for one job after another.
#[derive(Debug)]
pub struct Whisper {
    context: Arc<WhisperContext>,
    vocabulary: Arc<Vocabulary>,
    model: Model,
    /// The dictionary of the last job, made ready for this model.
    dictionary: Option<Dictionary>,
    /// The thread of a job that was cancelled and may not have noticed yet.
    left_behind: Option<thread::JoinHandle<()>>,
}

impl Whisper {
    /// Loads a model file, with the facts beside it.
    ///
    /// # Errors
    /// When the file is no usable model or memory does not suffice.
    pub fn load(path: &Path) -> Outcome<Self> {
        // Without this whisper.cpp writes to standard error.
        whisper_rs::install_logging_hooks();
        let header = model::checked(path)?;
        let model = model::read(path)?;
        let parameters = WhisperContextParameters {
            // Flash attention would switch the alignment of words with the audio off.
            flash_attn: false,
            dtw_parameters: DtwParameters {
                mode: alignment(&header, &model.facts.alignment_heads),
                dtw_mem_size: ALIGNMENT_MEMORY,
            },
            ..WhisperContextParameters::default()
        };
        // Only a model that gains by it is read into memory here as well.
        let five_bit = header.is_five_bit().then(|| fs::read(path).ok()).flatten();
        let widened = five_bit.and_then(|model| widened(&model));
        let context = match widened {
            Some(model) => WhisperContext::new_from_buffer_with_params(&model, parameters),
            None => WhisperContext::new_with_params(path, parameters),
        };
        let context = context.map_err(|error| {
            Problem::new(
                "The speech model could not be loaded",
                "Close other programs to free memory, or choose a smaller model",
            )
            .because(error)
        })?;
        Ok(Self {
            vocabulary: Arc::new(vocabulary(&context)),
            context: Arc::new(context),
            model,
            dictionary: None,
            left_behind: None,
        })
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The dictionary made ready, which takes a moment, so the last one is kept; what leans the
    /// decoder only where a job asks for it.
    fn dictionary(&mut self, lexicon: &Arc<Lexicon>, with_bias: bool) -> Dictionary {
        let ready = self.dictionary.take();
        let mut ready = ready
            .filter(|ready| ready.lexicon == *lexicon)
            .unwrap_or_else(|| Dictionary {
                lexicon: Arc::clone(lexicon),
                bias: None,
                candidates: Arc::new(Candidates::of(expected(lexicon))),
            });
        if with_bias && ready.bias.is_none() {
            ready.bias = Some(Arc::new(Bias::new(self.phrases(lexicon))));
        }
        self.dictionary = Some(ready.clone());
        ready
    }

    /// Each term as the model would write it within a sentence and at its start.
    fn phrases(&self, lexicon: &Lexicon) -> Vec<Vec<WhisperTokenId>> {
        expected(lexicon)
            .flat_map(|term| {
                let within = format!(" {}", term.text);
                let first = format!(" {}", capitalised(&term.text));
                let differs = first != within;
                let forms = [Some(within), differs.then_some(first)];
                let forms = forms.into_iter().flatten();
                forms.map(|form| self.vocabulary.tokens(&form))
            })
            .collect()
    }
}

/// A dictionary as a model uses it.
#[derive(Clone, Debug)]
struct Dictionary {
    lexicon: Arc<Lexicon>,
    bias: Option<Arc<Bias>>,
    candidates: Arc<Candidates>,
}

fn vocabulary(context: &WhisperContext) -> Vocabulary {
    let text = 0..context.token_eot();
    Vocabulary::new(text.filter_map(|token| Some((token, context.token_to_bytes(token).ok()?))))
}

/// Which attention heads follow the audio: those named, as far as the model has them; published
/// for the official sizes; the last layer's for others.
fn alignment(header: &ggml::Header, named: &[[u32; 2]]) -> DtwMode<'static> {
    let is_there =
        |[layer, head]: &&[u32; 2]| *layer < header.text_layers && *head < header.text_heads;
    let named = named.iter().filter(is_there);
    let named: Vec<DtwAhead> = named
        .map(|[layer, head]| DtwAhead {
            n_text_layer: *layer as c_int,
            n_head: *head as c_int,
        })
        .collect();
    if !named.is_empty() {
        // A few bytes for each model loaded are never given back: whisper.cpp keeps their address
        // and reads them for each state, as long as any thread has the model.
        return DtwMode::Custom {
            aheads: named.leak(),
        };
    }
    let english = header.is_english();
    let sizes = (header.audio_layers, header.text_layers, header.text_heads);
    let model_preset = match sizes {
        (4, 4, 6) if english => DtwModelPreset::TinyEn,
        (4, 4, 6) => DtwModelPreset::Tiny,
        (6, 6, 8) if english => DtwModelPreset::BaseEn,
        (6, 6, 8) => DtwModelPreset::Base,
        (12, 12, 12) if english => DtwModelPreset::SmallEn,
        (12, 12, 12) => DtwModelPreset::Small,
        (24, 24, 16) if english => DtwModelPreset::MediumEn,
        (24, 24, 16) => DtwModelPreset::Medium,
        (32, 32, 20) if header.mels == 128 => DtwModelPreset::LargeV3,
        (32, 32, 20) => DtwModelPreset::LargeV2,
        (32, 4, 20) => DtwModelPreset::LargeV3Turbo,
        _ => return DtwMode::TopMost { n_top: 1 },
    };
    DtwMode::ModelPreset { model_preset }
}

impl Transcriber for Whisper {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        if job.samples.len() > LONGEST || job.samples.iter().any(|sample| !sample.is_finite()) {
            return Err(Problem::new(
                "This recording cannot be drafted: it is longer than a day or is damaged",
                "Type it from the audio, or import the recording again",
            ));
        }
        if loudness::is_silent(&job.samples) {
            progress(1.0);
            return Ok(Transcript::default());
        }
        let dictionary = self.dictionary(&job.lexicon, job.tuning.bias);
        let bias = dictionary
            .bias
            .filter(|bias| job.tuning.bias && !bias.is_empty());
        let run = Run {
            context: Arc::clone(&self.context),
            vocabulary: Arc::clone(&self.vocabulary),
            model: self.model.clone(),
            bias,
            candidates: dictionary.candidates,
            job: job.clone(),
            cancel: cancel.clone(),
            progress: Arc::new(Progress::default()),
        };
        self.watch(run, progress)
    }

    fn describe(&self) -> String {
        format!("{}: {}", self.model.name, self.model.facts.about)
    }
}

impl Whisper {
    /// Starts the run on its own thread and stays with it until it is done or cancelled.
    fn watch(&mut self, run: Run, progress: &mut dyn FnMut(f32)) -> Outcome<Transcript> {
        let (cancel, behind) = (run.cancel.clone(), Arc::clone(&run.progress));
        let before = self.left_behind.take();
        let (done, result) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("whisper".to_owned())
            .stack_size(STACK)
            .spawn(move || {
                // Two jobs at once would need twice the memory.
                if let Some(before) = before {
                    let _ = before.join();
                }
                let _ = done.send(transcript(&run));
            })
            .map_err(|error| failed(&error))?;
        let mut told = -1.0;
        loop {
            match result.recv_timeout(LOOK) {
                // Stopped at the right moment, whisper.cpp calls what it has so far a success.
                Ok(_) if cancel.is_cancelled() => return Err(cancelled()),
                Ok(heard) => {
                    progress(1.0);
                    return heard;
                }
                Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                    self.left_behind = Some(thread);
                    return Err(cancelled());
                }
                Err(RecvTimeoutError::Timeout) => {
                    let share = behind.share();
                    if share > told {
                        told = share;
                        progress(share);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(failed(&"the speech thread ended without an answer"));
                }
            }
        }
    }
}
