//! Where in a dictation somebody speaks: by loudness against the room, with no model.

use std::ops::Range;

use super::loudness::{LEVELS_PER_SECOND, levels, stretches};
use crate::speech::RATE;

/// Speech stands out of the room by this factor (about 9 dB) ...
const ABOVE_ROOM: f32 = 2.8;

/// ... or it is within this factor of the loud parts (about -28 dB), whichever asks for more.
const BELOW_LOUD: f32 = 0.04;

/// Nothing as soft as this (about -66 dB of full scale) is speech, whatever the room.
const SOFTEST: f32 = 0.0005;

/// The loud parts of a stretch with speech are at least this many times the quiet ones. Hiss,
/// hum and wind hardly change from one hundredth of a second to the next.
const LIVELY: f32 = 5.0;

/// The room is measured afresh around each moment, this many levels to either side.
const AROUND: usize = 15 * LEVELS_PER_SECOND;

/// How often it is measured, in levels.
const STEP: usize = LEVELS_PER_SECOND;

/// A pause shorter than this lies within speech, in levels: stops and breaths within a phrase.
const PAUSE: usize = LEVELS_PER_SECOND * 3 / 10;

/// A click is shorter than this, in levels.
const CLICK: usize = LEVELS_PER_SECOND * 8 / 100;

/// Speech begins softly and dies away: this much is kept on either side, in levels.
const MARGIN: usize = LEVELS_PER_SECOND * 15 / 100;

/// The sample ranges in which somebody speaks, in order and apart; samples at [`RATE`].
pub fn by_loudness(samples: &[f32]) -> Vec<Range<usize>> {
    let levels = levels(samples);
    let thresholds = thresholds(&levels);
    let loud = levels
        .iter()
        .enumerate()
        .map(|(at, level)| *level >= thresholds[at / STEP]);
    let stretches = joined(stretches(loud), PAUSE)
        .into_iter()
        .filter(|stretch| stretch.len() >= CLICK)
        .map(|stretch| stretch.start.saturating_sub(MARGIN)..stretch.end + MARGIN)
        .collect();
    let per_level = RATE as usize / LEVELS_PER_SECOND;
    joined(stretches, 0)
        .into_iter()
        .map(|stretch| stretch.start * per_level..(stretch.end * per_level).min(samples.len()))
        .collect()
}

/// For each second, the level from which on there is speech; never where all is alike.
fn thresholds(levels: &[f32]) -> Vec<f32> {
    let threshold = |second: usize| {
        let around = second.saturating_sub(AROUND)..(second + STEP + AROUND).min(levels.len());
        let mut sorted = levels[around].to_vec();
        sorted.sort_by(f32::total_cmp);
        let at = |share: usize| sorted.get(sorted.len() * share / 100).copied();
        let (quiet, loud) = (at(10).unwrap_or_default(), at(95).unwrap_or_default());
        if loud < quiet * LIVELY {
            return f32::INFINITY;
        }
        (quiet * ABOVE_ROOM).max(loud * BELOW_LOUD).max(SOFTEST)
    };
    (0..levels.len().max(1))
        .step_by(STEP)
        .map(threshold)
        .collect()
}

/// The ranges with those joined that lie no further apart than `gap`.
pub fn joined(ranges: Vec<Range<usize>>, gap: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start <= last.end + gap => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}
