//! One job on its thread: speech found, packed, heard window by window, and put together.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::ahead::Marks;
use super::lane::{Lane, Part};
use super::merge;
use super::vocabulary::Vocabulary;
use super::whisper::ALIGNMENT_MEMORY;
use super::whisper::STACK;
use super::whisper::failed;
use crate::problem::{Outcome, Problem};
use crate::speech::find::loudness;
use crate::speech::find::loudness::Loudness;
use crate::speech::find::pack::{self, Window};
use crate::speech::find::witnesses;
use crate::speech::guard;
use crate::speech::model::Model;
use crate::speech::tune::bias::Bias;
use crate::speech::tune::candidates::Candidates;
use crate::speech::{Cancel, RATE, SpeechJob, Transcript, cancelled};

/// What the scratch of all lanes together may take, in bytes: half of what a modest computer can
/// spare beside the model.
const SCRATCH: usize = 2 << 30;

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
    speech: AtomicUsize,
    behind: AtomicUsize,
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
    pub fn transcript(&self) -> Outcome<Transcript> {
        let samples = &self.job.samples;
        let speech = witnesses::speech(samples, &self.model.path, self.job.threads, &self.cancel);
        let loudness = Loudness::of(loudness::levels(samples), &speech.heard);
        let typical = usize::from(self.model.facts.decode.window_seconds) * RATE as usize;
        let all = samples_in(speech.heard.iter().cloned());
        self.progress.speech.store(all, Ordering::Relaxed);
        let mut words = Vec::new();
        let mut left = speech.heard.clone();
        // What the model leaves out of a window is packed anew, once the others have been heard.
        while !left.is_empty() {
            let windows = pack::windows(&std::mem::take(&mut left), typical, &loudness);
            for part in self.hear_all(&windows, &loudness)? {
                words.extend(part.words);
                left.extend(part.rest);
            }
        }
        words.sort_by(|a, b| a.span.start.total_cmp(&b.span.start));
        let length = samples.len() as f64 / f64::from(RATE);
        merge::even_out(&mut words);
        merge::settle(&mut words, length);
        Ok(guard::transcript(&words, &speech))
    }

    /// Hears all windows, each lane one at a time. What is heard does not depend on how many lanes
    /// there are. The parts come in the windows' order.
    fn hear_all(&self, windows: &[Window], loudness: &Loudness) -> Outcome<Vec<Part>> {
        let mut lanes = self.lanes(windows.len(), loudness)?;
        let next = AtomicUsize::new(0);
        let work = |lane: &mut Lane<'_>| self.hear_some(lane, windows, &next);
        let mut parts = thread::scope(|scope| {
            let (own, others) = lanes.split_first_mut().unzip();
            let others: Vec<_> = others
                .unwrap_or_default()
                .iter_mut()
                .filter_map(|lane| {
                    let thread = thread::Builder::new().name("whisper".to_owned());
                    // Without it the other lanes have more to hear.
                    let thread = thread.stack_size(STACK);
                    thread.spawn_scoped(scope, move || work(lane)).ok()
                })
                .collect();
            let own = own.map_or_else(|| Ok(Vec::new()), work);
            let others = others.into_iter().map(|other| {
                let ended = || Err(WhisperError::GenericError(-1));
                other.join().unwrap_or_else(|_| ended())
            });
            let parts = std::iter::once(own).chain(others.collect::<Vec<_>>());
            parts.collect::<Result<Vec<_>, _>>()
        })
        .map_err(|error| self.stopped(&error))?
        .concat();
        parts.sort_by_key(|(at, _)| *at);
        Ok(parts.into_iter().map(|(_, part)| part).collect())
    }

    /// As many lanes as there are threads, windows and memory for, one at least.
    fn lanes<'a>(&'a self, windows: usize, loudness: &'a Loudness) -> Outcome<Vec<Lane<'a>>> {
        let threads = self.job.threads.clamp(1, 64);
        let wanted = threads.min(windows).min(self.room()).max(1);
        // A fresh state for each: what was heard before must not colour what comes.
        let lane = || Lane::new(self, loudness, threads / wanted);
        let first = lane().map_err(|error| self.stopped(&error))?;
        let others = (1..wanted).map_while(|_| lane().ok());
        Ok(std::iter::once(first).chain(others).collect())
    }

    /// Hears windows that no other lane has begun, each with its place, until there is none.
    fn hear_some(
        &self,
        lane: &mut Lane<'_>,
        windows: &[Window],
        next: &AtomicUsize,
    ) -> Result<Vec<(usize, Part)>, WhisperError> {
        let mut parts = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let window = windows.get(at).filter(|_| !self.cancel.is_cancelled());
            let Some(window) = window else {
                return Ok(parts);
            };
            let part = lane.hear(window).inspect_err(|_| {
                // What the others would hear is lost in any case.
                next.store(windows.len(), Ordering::Relaxed);
            })?;
            let left = samples_in(part.rest.iter().cloned());
            let behind = samples_in(window.sources()).saturating_sub(left);
            self.progress.behind.fetch_add(behind, Ordering::Relaxed);
            parts.push((at, part));
        }
    }

    /// How many lanes there is room for in [`SCRATCH`], as whisper.cpp lays out a state.
    fn room(&self) -> usize {
        let sizes = |size: i32| usize::try_from(size).unwrap_or_default();
        let context = &self.context;
        let heard = sizes(context.model_n_audio_ctx());
        let attention = heard * heard * sizes(context.model_n_audio_head());
        let in_mind = sizes(context.model_n_text_layer()) * sizes(context.model_n_text_state());
        let remembered = in_mind * (heard + sizes(context.model_n_text_ctx()));
        let expected = 2 * sizes(context.model_n_text_ctx()) * sizes(context.n_vocab());
        let numbers = attention + remembered + expected;
        SCRATCH / (size_of::<f32>() * numbers + ALIGNMENT_MEMORY)
    }

    fn stopped(&self, error: &WhisperError) -> Problem {
        if self.cancel.is_cancelled() {
            cancelled()
        } else {
            failed(error)
        }
    }

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

fn samples_in(stretches: impl Iterator<Item = Range<usize>>) -> usize {
    stretches.map(|stretch| stretch.len()).sum()
}
