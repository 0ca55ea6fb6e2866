//! Loudness over time: where it is quiet enough to cut, and which quiet belongs to no word.

use std::ops::Range;

use crate::speech::RATE;
use crate::words::{Span, Word};

/// Levels a second that [`levels`] measures.
pub const LEVELS_PER_SECOND: usize = 100;

/// Samples that share one level.
pub const SAMPLES_PER_LEVEL: usize = RATE as usize / LEVELS_PER_SECOND;

/// A tenth of a second no louder than this (about -66 dB of full scale) holds no speech.
const SILENCE: f32 = 0.0005;

/// Levels that are weighed together for a cut, so that a stop within a word is no pause.
const BREATH: usize = 12;

/// How far up from the quiet of the recording towards its loud parts speech begins.
const SPEECH_FROM: f32 = 0.05;

/// A word keeps at least this many levels when the quiet around it is trimmed.
const SHORTEST_TRIMMED: usize = 6;

/// Root mean square of each hundredth of a second; samples at [`RATE`].
pub fn levels(samples: &[f32]) -> Vec<f32> {
    samples
        .chunks(SAMPLES_PER_LEVEL)
        .map(root_mean_square)
        .collect()
}

/// Whether nothing in the samples is loud enough to be speech.
pub fn is_silent(samples: &[f32]) -> bool {
    samples
        .chunks(RATE as usize / 10)
        .all(|tenth| root_mean_square(tenth) < SILENCE)
}

fn root_mean_square(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len().max(1) as f32).sqrt()
}

/// Where a run of true begins and ends.
pub fn stretches(flags: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in flags.enumerate().filter(|(_, flag)| *flag) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// How loud a dictation is over time, and from which level on it is speech.
#[derive(Clone, Debug, Default)]
pub struct Loudness {
    levels: Vec<f32>,
    /// None where there is nothing to tell it by.
    speech_from: Option<f32>,
}

impl Loudness {
    /// From the [`levels`] of the whole dictation, and the samples of it in which somebody speaks.
    pub fn of(levels: Vec<f32>, speech: &[Range<usize>]) -> Self {
        Self {
            speech_from: speech_from(&levels, speech),
            levels,
        }
    }

    /// The quietest spot within a range of samples; its end where nothing is known of it.
    pub fn quietest(&self, range: Range<usize>) -> usize {
        let to = (range.end / SAMPLES_PER_LEVEL).min(self.levels.len());
        let within = range.start / SAMPLES_PER_LEVEL..to;
        self.levels
            .get(within.clone())
            .unwrap_or_default()
            .windows(BREATH)
            .enumerate()
            .rev()
            .min_by(|(_, a), (_, b)| a.iter().sum::<f32>().total_cmp(&b.iter().sum()))
            .map_or(range.end, |(at, _)| {
                (within.start + at + BREATH / 2) * SAMPLES_PER_LEVEL
            })
    }

    /// The middle of the longest pause within a range of samples; its quietest spot where there is
    /// no pause.
    pub fn pause(&self, range: Range<usize>) -> usize {
        let from = range.start / SAMPLES_PER_LEVEL;
        let to = (range.end / SAMPLES_PER_LEVEL).min(self.levels.len());
        let within = self.levels.get(from..to).unwrap_or_default();
        let is_quiet = |level: &f32| self.speech_from.is_some_and(|speech| *level < speech);
        stretches(within.iter().map(is_quiet))
            .into_iter()
            .filter(|pause| pause.len() >= BREATH)
            .max_by_key(ExactSizeIterator::len)
            .map_or_else(
                || self.quietest(range),
                |pause| (from + pause.start + pause.len() / 2) * SAMPLES_PER_LEVEL,
            )
    }

    /// Draws each word in over the quiet at its ends, so that a pause belongs to no word.
    pub fn trim(&self, words: &mut [Word]) {
        let Some(speech_from) = self.speech_from else {
            return;
        };
        let second = LEVELS_PER_SECOND as f64;
        let is_quiet = |at: usize| {
            self.levels
                .get(at)
                .is_some_and(|level| *level < speech_from)
        };
        for word in words {
            let mut start = (word.span.start * second).round() as usize;
            let mut end = ((word.span.end * second).round() as usize).min(self.levels.len());
            while end > start + SHORTEST_TRIMMED && is_quiet(end - 1) {
                end -= 1;
            }
            while end > start + SHORTEST_TRIMMED && is_quiet(start) {
                start += 1;
            }
            word.span = Span::new(start as f64 / second, end as f64 / second);
        }
    }
}

/// Where speech begins to be heard. How loud it gets is measured in the speech alone: in a
/// recording of little but pauses, nine tenths of all there is are as quiet as the room.
fn speech_from(levels: &[f32], speech: &[Range<usize>]) -> Option<f32> {
    let at = |mut levels: Vec<f32>, share: usize| {
        levels.sort_by(f32::total_cmp);
        levels.get(levels.len() * share / 10).copied()
    };
    let spoken = speech.iter().filter_map(|stretch| {
        let to = (stretch.end / SAMPLES_PER_LEVEL).min(levels.len());
        levels.get(stretch.start / SAMPLES_PER_LEVEL..to)
    });
    let loud = at(spoken.flatten().copied().collect(), 9)?;
    let quiet = at(levels.to_vec(), 1)?;
    Some(quiet + (loud - quiet).max(0.0) * SPEECH_FROM)
}
