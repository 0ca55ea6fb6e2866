//! Whisper, through whisper.cpp: the only file of the program with `unsafe` code.
//!
//! A job runs on a thread of its own, and what C calls back into are three functions that read
//! and write numbers: no closure of a caller, and nothing that could panic, is ever below C.
//! The thread that asked watches the numbers, so it can leave the moment a job is cancelled
//! although whisper.cpp itself only looks up after each pass through its encoder.

#![allow(
    unsafe_code,
    reason = "whisper.cpp is C++: its callbacks and aligned word times have no safe binding"
)]

use std::ffi::{c_int, c_void};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, FullParams, SamplingStrategy, WhisperContext,
    WhisperContextParameters, WhisperError, WhisperState, WhisperSysContext, WhisperSysState,
    WhisperTokenData, WhisperTokenId,
};

use super::merge::{self, Token};
use super::models::{self, Model};
use super::{
    Cancel, Ledger, RATE, SpeechJob, Transcriber, Transcript, cancelled, ggml, prompt, windows,
};
use crate::problem::{Outcome, Problem};
use crate::words::Word;

/// How often the asking thread looks at the job's progress and its switch.
const LOOK: Duration = Duration::from_millis(20);

/// whisper.cpp's splitter recurses once a letter, which a small stack may not hold.
const STACK: usize = 8 << 20;

/// Scratch for aligning one window: the largest model's heads, tokens and frames fit twice.
/// whisper.cpp ends the process when it does not suffice.
const ALIGNMENT_MEMORY: usize = 256 << 20;

/// whisper.cpp counts in frames of a hundredth of a second.
const FRAMES_PER_SECOND: usize = 100;
const SAMPLES_PER_FRAME: usize = RATE as usize / FRAMES_PER_SECOND;

/// What is left of the audio, in frames, that whisper.cpp no longer listens to.
const IGNORED_TAIL: usize = 10;

/// whisper.cpp ends the process when it has to align text with fewer frames than this.
const SHORTEST_ALIGNED: usize = 16;

/// After this many tokens of the 220 that fit into a hearing, a model is going round in circles.
const STUCK: usize = 200;

/// The shortest audio whisper.cpp takes without reading past its end.
const SHORTEST: usize = RATE as usize;

/// Longer audio overflows whisper.cpp's counters: a day, which no dictation reaches.
const LONGEST: usize = 24 * 3600 * RATE as usize;

/// A Whisper model in memory, ready for one job after another.
#[derive(Debug)]
pub struct Whisper {
    context: Arc<WhisperContext>,
    model: Model,
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
        let header = models::checked(path)?;
        let model = models::read(path)?;
        let parameters = WhisperContextParameters {
            // Flash attention would switch the alignment of words with the audio off.
            flash_attn: false,
            dtw_parameters: DtwParameters {
                mode: alignment(&header),
                dtw_mem_size: ALIGNMENT_MEMORY,
            },
            ..WhisperContextParameters::default()
        };
        let context = WhisperContext::new_with_params(path, parameters).map_err(|error| {
            Problem::new(
                "The speech model could not be loaded",
                "Close other programs to free memory, or choose a smaller model",
            )
            .because(error)
        })?;
        Ok(Self {
            context: Arc::new(context),
            model,
            left_behind: None,
        })
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    fn prompt(&self, job: &SpeechJob) -> Vec<WhisperTokenId> {
        if !job.tuning.prompt {
            return Vec::new();
        }
        let terms = prompt::choose_terms(
            job.lexicon.terms(),
            &job.context.clues,
            &job.context.patient,
        );
        prompt::text(&terms, prompt::BUDGET, |text| self.tokens(text).len())
            .map(|text| self.tokens(&text))
            .unwrap_or_default()
    }

    fn tokens(&self, text: &str) -> Vec<WhisperTokenId> {
        // A token has at least one byte. With room for fewer tokens than there are, whisper-rs
        // would hand out memory that nobody wrote.
        self.context
            .tokenize(text, text.len() + 1)
            .unwrap_or_default()
    }
}

/// Which attention heads follow the audio: published for the official sizes; the last layer's
/// for others.
fn alignment(header: &ggml::Header) -> DtwMode<'static> {
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
        if windows::is_silent(&job.samples) {
            progress(1.0);
            return Ok(Transcript::default());
        }
        let prompt = self.prompt(job);
        let run = Run {
            context: Arc::clone(&self.context),
            model: self.model.clone(),
            windows: if prompt.is_empty() {
                std::iter::once(0..job.samples.len()).collect()
            } else {
                windows::cut(&job.samples)
            },
            prompt,
            job: job.clone(),
            watch: Arc::new(Watch::new(cancel, self.context.token_beg())),
        };
        let words = self.watch(run, progress)?;
        Ok(Transcript {
            words,
            ledger: Ledger::default(),
        })
    }

    fn describe(&self) -> String {
        format!("{}: {}", self.model.name, self.model.facts.about)
    }
}

impl Whisper {
    /// Starts the run on its own thread and stays with it until it is done or cancelled.
    fn watch(&mut self, run: Run, progress: &mut dyn FnMut(f32)) -> Outcome<Vec<Word>> {
        let watch = Arc::clone(&run.watch);
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
                let _ = done.send(run.words());
            })
            .map_err(|error| failed(&error))?;
        let mut told = -1;
        loop {
            match result.recv_timeout(LOOK) {
                // Stopped at the right moment, whisper.cpp calls what it has so far a success.
                Ok(_) if watch.cancel.is_cancelled() => return Err(cancelled()),
                Ok(words) => {
                    progress(1.0);
                    return words;
                }
                Err(RecvTimeoutError::Timeout) if watch.cancel.is_cancelled() => {
                    self.left_behind = Some(thread);
                    return Err(cancelled());
                }
                Err(RecvTimeoutError::Timeout) => {
                    let share = watch.share.load(Ordering::Relaxed);
                    if share > told {
                        told = share;
                        progress(share as f32 / SHARES as f32);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(failed(&"the speech thread ended without an answer"));
                }
            }
        }
    }
}

fn failed(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        "The speech model failed on this recording",
        "Try again, or try another model; the dictation is untouched",
    )
    .because(cause)
}

/// Progress is kept in thousandths.
const SHARES: i32 = 1000;

/// What a running job and the thread that asked for it both look at; C holds its address.
struct Watch {
    cancel: Cancel,
    /// The whole job's progress, in [`SHARES`].
    share: AtomicI32,
    /// Where in the job the window being heard begins and ends, in [`SHARES`].
    window: [AtomicI32; 2],
    /// Hundredths of the window heard, as whisper.cpp last said.
    percent: AtomicI32,
    /// From this percentage on there is only padding to hear.
    stop_at: AtomicI32,
    /// The token that stands for the time zero.
    time_zero: WhisperTokenId,
}

impl Watch {
    fn new(cancel: &Cancel, time_zero: WhisperTokenId) -> Self {
        Self {
            cancel: cancel.clone(),
            share: AtomicI32::new(0),
            window: [AtomicI32::new(0), AtomicI32::new(0)],
            percent: AtomicI32::new(0),
            stop_at: AtomicI32::new(0),
            time_zero,
        }
    }

    /// Gets ready for one window of the job; `range` and `length` in samples. Returns the
    /// frames whisper.cpp is to be told there are.
    ///
    /// Aligning ends the process when fewer than [`SHORTEST_ALIGNED`] frames are left, so the
    /// end is put off by padding, and hearing stops at the first whole percentage beyond the
    /// real end: one percent of padding and that many frames bring it before the false end.
    fn begin(&self, range: &Range<usize>, length: usize) -> usize {
        let share = |sample: usize| (sample * SHARES as usize / length.max(1)) as i32;
        self.window[0].store(share(range.start), Ordering::Relaxed);
        self.window[1].store(share(range.end), Ordering::Relaxed);
        let real = range.len().max(SHORTEST).div_ceil(SAMPLES_PER_FRAME);
        let padded = real + real / 50 + 2 * SHORTEST_ALIGNED;
        self.percent.store(0, Ordering::Relaxed);
        self.stop_at
            .store((100 * real / padded) as i32 + 1, Ordering::Relaxed);
        padded
    }

    fn heard(&self, percent: i32) {
        let [start, end] = [&self.window[0], &self.window[1]].map(|at| at.load(Ordering::Relaxed));
        self.percent.store(percent, Ordering::Relaxed);
        let real = percent.min(100);
        self.share
            .store(start + (end - start) * real / 100, Ordering::Relaxed);
    }
}

/// One job on its thread.
struct Run {
    context: Arc<WhisperContext>,
    model: Model,
    windows: Vec<Range<usize>>,
    prompt: Vec<WhisperTokenId>,
    job: SpeechJob,
    watch: Arc<Watch>,
}

impl Run {
    fn words(&self) -> Outcome<Vec<Word>> {
        // A fresh state for each job: what was heard before must not colour what comes.
        let mut state = self
            .context
            .create_state()
            .map_err(|error| failed(&error))?;
        let mut tokens = Vec::new();
        for range in &self.windows {
            if windows::is_silent(&self.job.samples[range.clone()]) {
                continue;
            }
            self.hear(&mut state, range).map_err(|error| {
                if self.watch.cancel.is_cancelled() {
                    cancelled()
                } else {
                    failed(&error)
                }
            })?;
            self.collect(&state, range, &mut tokens);
        }
        let mut words = merge::words(&tokens);
        merge::trim_quiet(&mut words, &windows::levels(&self.job.samples));
        let length = self.job.samples.len() as f64 / f64::from(RATE);
        merge::settle(&mut words, length);
        Ok(words)
    }

    fn hear(&self, state: &mut WhisperState, range: &Range<usize>) -> Result<(), WhisperError> {
        let frames = self.watch.begin(range, self.job.samples.len());
        let samples = &self.job.samples[range.clone()];
        if samples.len() >= SHORTEST {
            return state.full(self.parameters(frames), samples);
        }
        let mut padded = samples.to_vec();
        padded.resize(SHORTEST, 0.0);
        state.full(self.parameters(frames), &padded)
    }

    fn parameters(&self, frames: usize) -> FullParams<'_, '_> {
        let decode = self.model.facts.decode;
        let mut parameters = FullParams::new(SamplingStrategy::BeamSearch {
            // whisper.cpp has room for eight.
            beam_size: c_int::from(decode.beam_size.clamp(1, 8)),
            patience: -1.0,
        });
        parameters.set_n_threads(self.job.threads.clamp(1, 64) as c_int);
        // This alone forgets earlier calls only, not the half minute before in the same one.
        parameters.set_no_context(true);
        if decode.no_context && self.prompt.is_empty() {
            parameters.set_n_max_text_ctx(0);
        }
        parameters.set_duration_ms((frames * 1000 / FRAMES_PER_SECOND) as c_int);
        parameters.set_print_progress(false);
        if !self.prompt.is_empty() {
            parameters.set_tokens(&self.prompt);
        }
        let watch = Arc::as_ptr(&self.watch).cast_mut().cast::<c_void>();
        // SAFETY: whisper.cpp calls these only within `full`, during which `self` keeps the
        // watch alive; they reach it through atomics alone, cannot unwind, and take no pointer
        // from C but the logits, whose length `suppress_instants` states.
        unsafe {
            parameters.set_abort_callback(Some(is_cancelled));
            parameters.set_abort_callback_user_data(watch);
            parameters.set_progress_callback(Some(note_progress));
            parameters.set_progress_callback_user_data(watch);
            parameters.set_start_encoder_callback(Some(has_more));
            parameters.set_start_encoder_callback_user_data(watch);
            parameters.set_filter_logits_callback(Some(suppress_instants));
            parameters.set_filter_logits_callback_user_data(watch);
        }
        parameters
    }

    /// The text tokens of the window just heard, times counted from the start of the job.
    fn collect(&self, state: &WhisperState, range: &Range<usize>, tokens: &mut Vec<Token>) {
        let end_of_text = self.context.token_eot();
        let offset = range.start as f64 / f64::from(RATE);
        let seconds = |frames: i64| offset + frames as f64 / FRAMES_PER_SECOND as f64;
        let last = range.len().div_ceil(SAMPLES_PER_FRAME);
        let last = last.saturating_sub(IGNORED_TAIL) as i64;
        for segment in state.as_iter() {
            if segment.start_timestamp() >= last {
                // Heard in the padding.
                continue;
            }
            let mut segment_start = Some(seconds(segment.start_timestamp()));
            for token in (0..segment.n_tokens()).filter_map(|index| segment.get_token(index)) {
                let data = token.token_data();
                if data.id < end_of_text {
                    tokens.push(Token {
                        bytes: token.to_bytes().unwrap_or_default().to_vec(),
                        probability: data.p,
                        // whisper.cpp names the moment at which attention moves on.
                        end: (data.t_dtw >= 0).then(|| seconds(data.t_dtw)),
                        segment_start: segment_start.take(),
                    });
                }
            }
        }
    }
}

/// # Safety
/// `watch` points to a live [`Watch`].
unsafe fn watch<'a>(watch: *mut c_void) -> &'a Watch {
    // SAFETY: the caller's promise; a Watch is only ever shared, never borrowed mutably.
    unsafe { &*watch.cast::<Watch>() }
}

unsafe extern "C" fn is_cancelled(data: *mut c_void) -> bool {
    // SAFETY: `data` is the watch that `parameters` set.
    unsafe { watch(data) }.cancel.is_cancelled()
}

unsafe extern "C" fn note_progress(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    percent: c_int,
    data: *mut c_void,
) {
    // SAFETY: `data` is the watch that `parameters` set.
    unsafe { watch(data) }.heard(percent);
}

/// Whether to hear on; asked before each half minute, just after `note_progress`.
unsafe extern "C" fn has_more(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    data: *mut c_void,
) -> bool {
    // SAFETY: `data` is the watch that `parameters` set.
    let watch = unsafe { watch(data) };
    !watch.cancel.is_cancelled()
        && watch.percent.load(Ordering::Relaxed) < watch.stop_at.load(Ordering::Relaxed)
}

/// Keeps a hearing from ending within [`SHORTEST_ALIGNED`] frames of its start: after text no
/// time so early may be written, and text that runs on after such a time, which is a model
/// stuck in a loop, is made to write a later one.
unsafe extern "C" fn suppress_instants(
    _: *mut WhisperSysContext,
    _: *mut WhisperSysState,
    tokens: *const WhisperTokenData,
    count: c_int,
    logits: *mut f32,
    data: *mut c_void,
) {
    if count < 1 {
        return;
    }
    // SAFETY: C states the tokens written so far and how many there are.
    let tokens = unsafe { std::slice::from_raw_parts(tokens, count as usize) };
    // SAFETY: `data` is the watch that `parameters` set.
    let time_zero = unsafe { watch(data) }.time_zero;
    if tokens.iter().all(|token| token.id >= time_zero) {
        return;
    }
    let instants = time_zero + 1..time_zero + SHORTEST_ALIGNED as i32 / 2;
    let last_time = tokens
        .iter()
        .map(|token| token.id)
        .rfind(|id| *id >= time_zero);
    let is_stuck = tokens.len() >= STUCK && last_time.is_some_and(|time| instants.contains(&time));
    let text = if is_stuck { 0..time_zero } else { 0..0 };
    for token in instants.chain(text) {
        // SAFETY: there is a logit for each token, the file check made sure that the 1,501 time
        // tokens are among them, and each call has logits of its own.
        unsafe { logits.add(token as usize).write(f32::NEG_INFINITY) };
    }
}
