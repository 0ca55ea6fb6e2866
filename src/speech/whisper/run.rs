//! One job on its thread: speech found, packed, heard window by window, and put together.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::super::ahead::Marks;
use super::super::bias::Bias;
use super::super::candidates::Candidates;
use super::super::merge;
use super::super::models::Model;
use super::super::pack::{self, Window};
use super::super::vocabulary::Vocabulary;
use super::super::{Cancel, RATE, SpeechJob, Transcript, cancelled, guard, windows, witnesses};
use super::lane::{Lane, Part};
use super::{STACK, failed};
use crate::problem::{Outcome, Problem};
use crate::words::Word;

/// What the scratch of all lanes together may take, in bytes.
const SCRATCH: usize = 1 << 30;

pub(super) struct Run {
    pub context: Arc<WhisperContext>,
    pub vocabulary: Arc<Vocabulary>,
    pub model: Model,
    pub bias: Option<Arc<Bias>>,
    pub candidates: Arc<Candidates>,
    /// What the prompt says, and the tokens of that; both empty where there is none.
    pub glossary: String,
    pub prompt: Vec<WhisperTokenId>,
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
        let levels = windows::levels(samples);
        let speech = witnesses::speech(samples, &self.model.path, &self.cancel);
        let length_of = |of: &[Range<usize>]| of.iter().map(ExactSizeIterator::len).sum::<usize>();
        self.progress
            .speech
            .store(length_of(&speech.heard), Ordering::Relaxed);
        let mut words = Vec::new();
        let mut left = speech.heard.clone();
        // What the model leaves out of a window is packed anew, once the others have been heard.
        while !left.is_empty() {
            let windows = packed(std::mem::take(&mut left), &levels);
            for part in self.hear_all(&windows)? {
                words.extend(part.words);
                left.extend(part.rest);
            }
        }
        words.sort_by(|a: &Word, b| a.span.start.total_cmp(&b.span.start));
        let length = samples.len() as f64 / f64::from(RATE);
        merge::trim_quiet(&mut words, &levels, &speech.heard);
        merge::settle(&mut words, length);
        let ledger = guard::ledger(&words, &speech);
        Ok(Transcript { words, ledger })
    }

    /// Hears all windows, several at a time where there are the threads for it: whisper.cpp gains
    /// little from more threads for one window. What is heard does not depend on how many. The
    /// parts come in the windows' order.
    fn hear_all(&self, windows: &[Window]) -> Outcome<Vec<Part>> {
        let threads = self.job.threads.clamp(1, 64);
        let lanes = threads.min(windows.len()).min(self.room()).max(1);
        let next = AtomicUsize::new(0);
        let lane = || {
            // A fresh state for each job: what was heard before must not colour what comes.
            let mut lane = Lane::new(self, threads / lanes)?;
            let mut parts = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(window) = windows.get(at) else {
                    return Ok(parts);
                };
                match lane.hear(window) {
                    Ok(part) => {
                        let left = part.rest.iter().map(ExactSizeIterator::len).sum::<usize>();
                        let all = window.sources().map(|source| source.len()).sum::<usize>();
                        let behind = &self.progress.behind;
                        behind.fetch_add(all.saturating_sub(left), Ordering::Relaxed);
                        parts.push((at, part));
                    }
                    Err(error) => {
                        next.store(windows.len(), Ordering::Relaxed);
                        return Err(error);
                    }
                }
            }
        };
        let mut parts = thread::scope(|scope| {
            let others: Vec<_> = (1..lanes)
                .filter_map(|_| {
                    let thread = thread::Builder::new().name("whisper".to_owned());
                    // Without it the other lanes have more to hear.
                    thread.stack_size(STACK).spawn_scoped(scope, lane).ok()
                })
                .collect();
            let mut parts = lane();
            for other in others {
                let ended = || Err(WhisperError::GenericError(-1));
                let more = other.join().unwrap_or_else(|_| ended());
                parts = parts.and_then(|mut parts: Vec<(usize, Part)>| {
                    parts.extend(more?);
                    Ok(parts)
                });
            }
            parts
        })
        .map_err(|error| self.stopped(&error))?;
        parts.sort_by_key(|(at, _)| *at);
        Ok(parts.into_iter().map(|(_, part)| part).collect())
    }

    /// How many lanes there is memory for.
    fn room(&self) -> usize {
        let sizes = |size: i32| usize::try_from(size).unwrap_or_default();
        let context = &self.context;
        let heard = sizes(context.model_n_audio_ctx());
        let attention = heard * heard * sizes(context.model_n_audio_head());
        let in_mind = sizes(context.model_n_text_layer()) * sizes(context.model_n_text_state());
        let remembered = in_mind * (heard + sizes(context.model_n_text_ctx()));
        let expected = sizes(context.model_n_text_ctx()) * sizes(context.n_vocab());
        SCRATCH / (4 * (attention + remembered + expected)).max(1)
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

/// All of the speech in windows, in order.
fn packed(mut speech: Vec<Range<usize>>, levels: &[f32]) -> Vec<Window> {
    std::iter::from_fn(|| Some(pack::next(&mut speech, levels)).filter(|it| !it.is_empty()))
        .collect()
}
