//! A lane: windows heard one after another with a state of their own.

use std::ffi::c_int;
use std::ops::Range;
use std::sync::Arc;

use whisper_rs::{FullParams, SamplingStrategy, WhisperError, WhisperState, WhisperTokenId};

use super::calls;
use super::guide::Guide;
use super::hearing::Hearing;
use super::merge::{self, Token};
use super::part::HeardWindow;
use super::run::Run;
use super::tuned::Tuned;
use crate::speech::RATE;
use crate::speech::find::loudness::Loudness;
use crate::speech::find::pack::Window;
use crate::words::Word;

/// whisper.cpp counts in frames of a hundredth of a second.
const FRAMES_PER_SECOND: usize = 100;
const SAMPLES_PER_FRAME: usize = RATE as usize / FRAMES_PER_SECOND;

/// What is left of the audio, in frames, that whisper.cpp no longer listens to.
const IGNORED_TAIL: usize = 10;

/// The shortest audio whisper.cpp takes without reading past its end.
const SHORTEST: usize = RATE as usize;

/// Positions of two frames each that follow a window in silence, by which a model tells its end.
const SILENCE_AFTER: usize = 100;

/// Official models go round in circles where they are given far fewer positions than they know.
const FEWEST_POSITIONS: usize = 800;

/// The encoder has 1,500; this is the multiple of eight below.
const MOST_POSITIONS: usize = 1_496;

/// A model may stop short of a window's end; the rest is heard again where it is this long.
const WORTH_HEARING: usize = RATE as usize;

/// More texts than this cost time and gain nothing, whatever a model's facts say.
const MOST_READINGS: usize = 8;

pub(super) struct Lane<'a> {
    run: &'a Run,
    loudness: &'a Loudness,
    state: WhisperState,
    guide: Arc<Guide>,
    threads: usize,
}

impl<'a> Lane<'a> {
    /// A lane that may use so many threads.
    pub fn new(run: &'a Run, loudness: &'a Loudness, threads: usize) -> Result<Self, WhisperError> {
        let readings = usize::from(run.model.facts.decode.readings).min(MOST_READINGS);
        Ok(Self {
            run,
            loudness,
            state: run.context.create_state()?,
            guide: Arc::new(Guide::new(
                &run.cancel,
                run.marks(),
                run.bias.clone(),
                readings,
                threads as c_int,
            )),
            threads,
        })
    }

    /// Hears a window once, and what in it is in doubt once more.
    pub fn hear(&mut self, window: &Window) -> Result<HeardWindow, WhisperError> {
        let heard = self.listen(window)?;
        Ok(HeardWindow {
            rest: rest(window, &heard),
            words: self.words(&heard, window),
        })
    }

    fn listen(&mut self, window: &Window) -> Result<Hearing, WhisperError> {
        let mut samples = window.samples(&self.run.job.samples);
        samples.resize(samples.len().max(SHORTEST), 0.0);
        self.guide.begin(self.run.opening().len());
        let guide = Arc::clone(&self.guide);
        let parameters = self.parameters(samples.len(), &guide);
        self.state.full(parameters, &samples)?;
        Ok(self.collect(samples.len()))
    }

    /// How a window of so many samples is heard.
    fn parameters<'p>(&self, samples: usize, guide: &'p Guide) -> FullParams<'p, 'p> {
        // One decoder: its guide looks ahead where that is worth it.
        let mut parameters = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        parameters.set_n_threads(self.threads as c_int);
        // Neither earlier calls nor the half minute before in this one: text that is carried over is
        // what official models repeat.
        parameters.set_no_context(true);
        parameters.set_n_max_text_ctx(0);
        // No drawing of tokens by chance where the first try is poor: what comes of it is no
        // better, and up to five tries take longer than hearing the window in parts.
        parameters.set_temperature_inc(0.0);
        // Brackets and notes of music, in which models that learned from subtitles tell of noise.
        parameters.set_suppress_nst(true);
        parameters.set_audio_ctx(positions(samples) as c_int);
        parameters.set_print_progress(false);
        calls::attach(&mut parameters, guide);
        parameters
    }

    /// The tokens of the window of so many samples just heard.
    fn collect(&self, samples: usize) -> Hearing {
        let end_of_text = self.run.context.token_eot();
        let seconds = |frames: i64| frames as f64 / FRAMES_PER_SECOND as f64;
        let last = samples.div_ceil(SAMPLES_PER_FRAME);
        let heard_to = last.saturating_sub(IGNORED_TAIL) as i64;
        let mut heard = Hearing::default();
        let mut before: Vec<WhisperTokenId> = Vec::new();
        for segment in self.state.as_iter() {
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
                    probability: self.guide.unaided(&before, data.id, data.p),
                    // whisper.cpp names the moment at which attention moves on.
                    end: (data.t_dtw >= 0).then(|| seconds(data.t_dtw)),
                    segment_start: segment_start.take(),
                });
                before.push(data.id);
            }
        }
        // The time a model writes at the end of its text may be far too early; the sound its last
        // word went with is not heard again.
        let last = heard.text.iter().filter_map(|token| token.end).next_back();
        let last = last.map_or(0, |seconds| (seconds * f64::from(RATE)) as usize);
        heard.end = heard.end.max(last.min(samples));
        heard
    }

    /// The words of a window, with what the dictionary put right, at their times in the dictation.
    fn words(&mut self, heard: &Hearing, window: &Window) -> Vec<Word> {
        let spelled = merge::spelled(&heard.text);
        let mut words = Tuned::new(self.run, &mut self.state, heard, self.threads).words(spelled);
        for word in &mut words {
            word.span = window.word_to_dictation(word.span);
        }
        self.loudness.trim(&mut words);
        words
    }
}

/// How many positions of the encoder a window of so many samples needs. Fewer are quicker to
/// hear, and so are multiples of eight, which whisper.cpp has kernels for.
fn positions(samples: usize) -> usize {
    let needed = samples.div_ceil(2 * SAMPLES_PER_FRAME) + SILENCE_AFTER;
    needed
        .next_multiple_of(8)
        .clamp(FEWEST_POSITIONS, MOST_POSITIONS)
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
