//! One job on its thread: speech found, packed, heard window by window, and looked at again.

use std::ffi::c_int;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use whisper_rs::{
    FullParams, SamplingStrategy, WhisperContext, WhisperError, WhisperState, WhisperTokenId,
};

use super::super::candidates::Candidates;
use super::super::merge::{self, Token};
use super::super::models::Model;
use super::super::pack::{self, Window};
use super::super::second_look::{self, Heard};
use super::super::vocabulary::Vocabulary;
use super::super::{
    Ledger, RATE, SpeechJob, Transcript, cancelled, correct, guard, voice, windows,
};
use super::aloud::Aloud;
use super::calls::{self, SHARES, Watch};
use super::failed;
use crate::problem::Outcome;
use crate::words::Word;

/// whisper.cpp counts in frames of a hundredth of a second.
const FRAMES_PER_SECOND: usize = 100;
const SAMPLES_PER_FRAME: usize = RATE as usize / FRAMES_PER_SECOND;

/// What is left of the audio, in frames, that whisper.cpp no longer listens to.
const IGNORED_TAIL: usize = 10;

/// The shortest audio whisper.cpp takes without reading past its end.
const SHORTEST: usize = RATE as usize;

/// Positions of two frames each that follow a window in silence, by which a model tells its end.
const SILENCE_AFTER: usize = 25;

/// The encoder has 1,500; this is the multiple of eight below.
const MOST_POSITIONS: usize = 1_496;

/// A model may stop short of a window's end; the rest is heard again where it is this long.
const WORTH_HEARING: usize = RATE as usize;

pub(super) struct Run {
    pub context: Arc<WhisperContext>,
    pub vocabulary: Arc<Vocabulary>,
    pub model: Model,
    pub candidates: Arc<Candidates>,
    pub prompt: Vec<WhisperTokenId>,
    pub job: SpeechJob,
    pub watch: Arc<Watch>,
}

/// What the model wrote for one window; times in seconds from the window's start.
#[derive(Default)]
struct Hearing {
    /// All tokens, times included.
    all: Vec<WhisperTokenId>,
    /// The text among them.
    text: Vec<Token>,
    /// Where each of those stands among all.
    places: Vec<usize>,
    /// Where the model stopped, in samples of the window.
    end: usize,
}

impl Run {
    pub fn transcript(&self) -> Outcome<Transcript> {
        let samples = &self.job.samples;
        let levels = windows::levels(samples);
        let speech = voice::by_loudness(samples);
        // A fresh state for each job: what was heard before must not colour what comes.
        let state = self.context.create_state();
        let mut state = state.map_err(|error| failed(&error))?;
        let mut words = Vec::new();
        let mut left = speech.clone();
        loop {
            let window = pack::next(&mut left, &levels);
            if window.is_empty() {
                break;
            }
            let heard = self.hear(&mut state, &window);
            let heard = heard.map_err(|error| self.stopped(&error))?;
            left.splice(0..0, rest(&window, &heard));
            words.extend(self.words(&mut state, &heard, &window));
            self.tell_progress(&left, &speech);
        }
        let length = samples.len() as f64 / f64::from(RATE);
        merge::trim_quiet(&mut words, &levels, &speech);
        merge::settle(&mut words, length);
        let ledger = self.ledger(&words, &speech);
        Ok(Transcript { words, ledger })
    }

    fn ledger(&self, words: &[Word], speech: &[Range<usize>]) -> Ledger {
        guard::ledger(words, speech)
    }

    fn stopped(&self, error: &WhisperError) -> crate::problem::Problem {
        if self.watch.cancel.is_cancelled() {
            cancelled()
        } else {
            failed(error)
        }
    }

    /// Progress goes by how much of the speech is behind: pauses take no time.
    fn tell_progress(&self, left: &[Range<usize>], speech: &[Range<usize>]) {
        let samples = |of: &[Range<usize>]| of.iter().map(ExactSizeIterator::len).sum::<usize>();
        let (left, all) = (samples(left), samples(speech));
        let share = all.saturating_sub(left) * SHARES as usize / all.max(1);
        self.watch.share.store(share as i32, Ordering::Relaxed);
    }

    fn hear(&self, state: &mut WhisperState, window: &Window) -> Result<Hearing, WhisperError> {
        let mut samples = window.samples(&self.job.samples);
        samples.resize(samples.len().max(SHORTEST), 0.0);
        self.watch.begin();
        state.full(self.parameters(samples.len()), &samples)?;
        Ok(self.collect(state, samples.len()))
    }

    /// How a window of so many samples is heard.
    fn parameters(&self, samples: usize) -> FullParams<'_, '_> {
        let decode = self.model.facts.decode;
        let strategy = match decode.beam_size {
            // whisper.cpp draws a beam's texts by chance, so a single one must not be a beam.
            0 | 1 => SamplingStrategy::Greedy { best_of: 1 },
            beams => SamplingStrategy::BeamSearch {
                // whisper.cpp has room for eight.
                beam_size: c_int::from(beams.min(8)),
                patience: -1.0,
            },
        };
        let mut parameters = FullParams::new(strategy);
        parameters.set_n_threads(self.threads() as c_int);
        // This alone forgets earlier calls only, not the half minute before in the same one.
        parameters.set_no_context(true);
        if decode.no_context && self.prompt.is_empty() {
            parameters.set_n_max_text_ctx(0);
        }
        parameters.set_audio_ctx(positions(samples) as c_int);
        parameters.set_print_progress(false);
        if !self.prompt.is_empty() {
            parameters.set_tokens(&self.prompt);
        }
        calls::attach(&mut parameters, &self.watch);
        parameters
    }

    fn threads(&self) -> usize {
        self.job.threads.clamp(1, 64)
    }

    /// The tokens of the window of so many samples just heard.
    fn collect(&self, state: &WhisperState, samples: usize) -> Hearing {
        let end_of_text = self.context.token_eot();
        let seconds = |frames: i64| frames as f64 / FRAMES_PER_SECOND as f64;
        let last = samples.div_ceil(SAMPLES_PER_FRAME);
        let heard_to = last.saturating_sub(IGNORED_TAIL) as i64;
        let mut heard = Hearing::default();
        let mut before: Vec<WhisperTokenId> = Vec::new();
        for segment in state.as_iter() {
            let in_padding = segment.start_timestamp() >= heard_to;
            let mut segment_start = Some(seconds(segment.start_timestamp()));
            let end = usize::try_from(segment.end_timestamp()).unwrap_or_default();
            heard.end = (end * SAMPLES_PER_FRAME).min(samples);
            for token in (0..segment.n_tokens()).filter_map(|index| segment.get_token(index)) {
                let data = token.token_data();
                heard.all.push(data.id);
                if data.id >= end_of_text || in_padding {
                    continue;
                }
                heard.places.push(heard.all.len() - 1);
                heard.text.push(Token {
                    bytes: token.to_bytes().unwrap_or_default().to_vec(),
                    probability: self.watch.unaided(&before, data.id, data.p),
                    // whisper.cpp names the moment at which attention moves on.
                    end: (data.t_dtw >= 0).then(|| seconds(data.t_dtw)),
                    segment_start: segment_start.take(),
                });
                before.push(data.id);
            }
        }
        heard
    }

    /// The words of a window, with what a second look put right, at their times in the dictation.
    fn words(&self, state: &mut WhisperState, heard: &Hearing, window: &Window) -> Vec<Word> {
        let spelled = merge::spelled(&heard.text);
        let mut words = if self.job.tuning.second_look {
            let mut ear = Ear {
                aloud: Aloud::new(state, self.threads()),
                run: self,
                heard,
            };
            second_look::look_again(&spelled, &self.candidates, &self.job, &mut ear)
        } else {
            spelled.into_iter().map(|(word, _)| word).collect()
        };
        if self.job.tuning.correction {
            words = correct::correct(words, &self.candidates, &self.job.lexicon);
        }
        for word in &mut words {
            word.span = window.word_to_dictation(word.span);
        }
        words
    }
}

/// How many positions of the encoder a window of so many samples needs. Fewer are quicker to
/// hear, and so are multiples of eight, which whisper.cpp has kernels for.
fn positions(samples: usize) -> usize {
    let needed = samples.div_ceil(2 * SAMPLES_PER_FRAME) + SILENCE_AFTER;
    needed.next_multiple_of(8).min(MOST_POSITIONS)
}

/// The rest of a window that the model left out, as stretches of the dictation. It must have got
/// somewhere, or it would be given the same again for ever.
fn rest(window: &Window, heard: &Hearing) -> Vec<Range<usize>> {
    let is_worth_it = window.len().saturating_sub(heard.end) >= WORTH_HEARING;
    if heard.end >= WORTH_HEARING && is_worth_it {
        window.rest(heard.end)
    } else {
        Vec::new()
    }
}

/// A window still in the model's ear.
struct Ear<'a> {
    aloud: Aloud<'a>,
    run: &'a Run,
    heard: &'a Hearing,
}

/// What is compared after a span, in tokens: a wrong text is found out by what follows.
const AFTER: usize = 3;

impl Ear<'_> {
    /// What the model is told before the text begins.
    fn opening(&self) -> Vec<WhisperTokenId> {
        let context = &self.run.context;
        let mut opening = vec![context.token_sot()];
        if context.is_multilingual() {
            opening.extend([context.token_lang(0), context.token_transcribe()]);
        }
        opening
    }
}

impl Heard for Ear<'_> {
    fn compare(&mut self, span: Range<usize>, texts: &[(String, f32)]) -> Vec<Option<f32>> {
        let nothing = vec![None; texts.len()];
        let (Some(first), Some(last)) = (
            self.heard.places.get(span.start).copied(),
            span.end
                .checked_sub(1)
                .and_then(|last| self.heard.places.get(last))
                .copied(),
        ) else {
            return nothing;
        };
        let mut before = self.opening();
        before.extend(&self.heard.all[..first]);
        let after = &self.heard.all[last + 1..];
        let after = &after[..after.len().min(AFTER)];
        let mut compare = || {
            let spot = self.aloud.to(&before)?;
            let own = [&self.heard.all[first..=last], after].concat();
            let own = self.aloud.likelihood(&spot, &own, f32::NEG_INFINITY)?;
            let own = own.unwrap_or(f32::NEG_INFINITY);
            texts
                .iter()
                .map(|(text, least)| {
                    let mut tokens = self.run.vocabulary.tokens(&format!(" {text}"));
                    tokens.extend(after);
                    let found = self.aloud.likelihood(&spot, &tokens, own + least)?;
                    Ok(found.map(|likelihood| likelihood - own))
                })
                .collect::<Result<Vec<_>, WhisperError>>()
        };
        compare().unwrap_or(nothing)
    }
}
