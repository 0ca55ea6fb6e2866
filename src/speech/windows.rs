//! Loudness over time, and where long audio may be cut without cutting a word.

use std::ops::Range;

use super::RATE;

/// Levels a second that [`levels`] measures.
pub const LEVELS_PER_SECOND: usize = 100;

const SAMPLES_PER_LEVEL: usize = RATE as usize / LEVELS_PER_SECOND;

/// A prompted window is at most this long: Whisper hears 30 s at a time, and a window that
/// fits in one hearing gets the prompt afresh.
const LONGEST: usize = 28 * LEVELS_PER_SECOND;

/// A cut is looked for in this last stretch of the longest window.
const SEARCH: usize = 12 * LEVELS_PER_SECOND;

/// The quietest stretch of this length is where a cut is made, in its middle.
const PAUSE: usize = LEVELS_PER_SECOND * 2 / 5;

/// A tenth of a second no louder than this (about -66 dB of full scale) holds no speech.
const SILENCE: f32 = 0.0005;

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

/// Sample ranges that cover all of the samples in order, each at most 28 s, cut in the middle
/// of the quietest pause in reach.
pub fn cut(samples: &[f32]) -> Vec<Range<usize>> {
    let levels = levels(samples);
    let mut windows = Vec::new();
    let mut start = 0;
    while levels.len() - start > LONGEST {
        let end = start + LONGEST;
        let spot = quietest(&levels[end - SEARCH..end]) + end - SEARCH;
        windows.push(start * SAMPLES_PER_LEVEL..spot * SAMPLES_PER_LEVEL);
        start = spot;
    }
    if start < levels.len() {
        windows.push(start * SAMPLES_PER_LEVEL..samples.len());
    }
    windows
}

/// The middle of the quietest pause; the latest of equals, so that windows are long.
fn quietest(levels: &[f32]) -> usize {
    let loudness = |pause: &[f32]| pause.iter().sum::<f32>();
    levels
        .windows(PAUSE)
        .enumerate()
        .rev()
        .min_by(|(_, a), (_, b)| loudness(a).total_cmp(&loudness(b)))
        .map_or(levels.len(), |(index, _)| index + PAUSE / 2)
}

fn root_mean_square(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len().max(1) as f32).sqrt()
}
