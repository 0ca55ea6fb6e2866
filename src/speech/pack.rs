//! Packing: speech without its pauses in windows that Whisper hears at once, and the way back
//! from a time in a window to the time in the dictation.

use std::ops::Range;

use super::RATE;
use crate::words::Span;

/// A window is at most this long, in samples: Whisper hears 30 s at a time, and the last of them
/// must not end in the middle of a word.
pub const LONGEST: usize = 28 * RATE as usize;

/// What stands for a pause, in samples. Without any, sentences run into one another.
const GAP: usize = RATE as usize * 3 / 10;

/// A cut is made at the quietest spot of this last stretch of what fits.
const SEARCH: usize = 3 * RATE as usize;

/// One hearing's worth of speech.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    pieces: Vec<Piece>,
}

/// A stretch of the dictation within a window.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    /// Samples of the dictation.
    source: Range<usize>,
    /// Where in the window the first of them stands.
    at: usize,
}

impl Window {
    /// Samples in it.
    pub fn len(&self) -> usize {
        self.pieces
            .last()
            .map_or(0, |piece| piece.at + piece.source.len())
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// What is heard; silence stands between the stretches, as long as the pause was but no
    /// longer than a breath.
    pub fn samples(&self, dictation: &[f32]) -> Vec<f32> {
        let mut samples = vec![0.0; self.len()];
        for piece in &self.pieces {
            let into = &mut samples[piece.at..piece.at + piece.source.len()];
            into.copy_from_slice(&dictation[piece.source.clone()]);
        }
        samples
    }

    /// The time in the dictation of a time in the window, both in seconds. A time between two
    /// stretches belongs to the end of the earlier one.
    pub fn to_dictation(&self, seconds: f64) -> f64 {
        let at = seconds * f64::from(RATE);
        let piece = self.pieces.iter().rev().find(|piece| piece.at as f64 <= at);
        let Some(piece) = piece.or(self.pieces.first()) else {
            return seconds;
        };
        let into = (at - piece.at as f64).clamp(0.0, piece.source.len() as f64);
        (piece.source.start as f64 + into) / f64::from(RATE)
    }

    /// The same for a word. A pause parts words, so a word lies within one stretch, though its end
    /// may seem to come when the next begins: the one with the most of it.
    pub fn word_to_dictation(&self, word: Span) -> Span {
        let rate = f64::from(RATE);
        let within = |piece: &Piece| {
            let (start, length) = (piece.at as f64 / rate, piece.source.len() as f64 / rate);
            Span::new(word.start.max(start), word.end.min(start + length))
        };
        let by_length = |a: &&Piece, b: &&Piece| {
            let (a, b) = (within(a).length(), within(b).length());
            a.total_cmp(&b)
        };
        match self.pieces.iter().max_by(by_length) {
            Some(piece) if within(piece).length() > 0.0 => {
                let (word, start) = (within(piece), piece.source.start as f64 / rate);
                let at = piece.at as f64 / rate;
                Span::new(start + word.start - at, start + word.end - at)
            }
            _ => {
                let start = self.to_dictation(word.start);
                Span::new(start, self.to_dictation(word.end).max(start))
            }
        }
    }

    /// The ranges of the dictation that it holds, in samples.
    pub fn sources(&self) -> impl Iterator<Item = Range<usize>> {
        self.pieces.iter().map(|piece| piece.source.clone())
    }

    /// What is left of it after so many samples, as stretches of the dictation.
    pub fn rest(&self, after: usize) -> Vec<Range<usize>> {
        self.pieces
            .iter()
            .filter_map(|piece| {
                let cut = after.saturating_sub(piece.at).min(piece.source.len());
                let rest = piece.source.start + cut..piece.source.end;
                (!rest.is_empty()).then_some(rest)
            })
            .collect()
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.len())
    }

    /// Adds a stretch, after the pause before it.
    fn add(&mut self, source: Range<usize>) {
        let at = match self.pieces.last() {
            Some(last) => self.len() + source.start.saturating_sub(last.source.end).min(GAP),
            None => 0,
        };
        self.pieces.push(Piece { source, at });
    }
}

/// Fills a window from the front of the stretches, which lose what it takes. Stretches are in
/// order; `levels` are those of [`levels`](super::windows::levels) for the whole dictation.
pub fn next(stretches: &mut Vec<Range<usize>>, levels: &[f32]) -> Window {
    let mut window = Window::default();
    let mut taken = 0;
    for stretch in stretches.iter_mut() {
        let room = window.room().saturating_sub(GAP);
        if stretch.len() <= room {
            window.add(stretch.clone());
            taken += 1;
            continue;
        }
        // A sentence is better heard whole than cut, unless most of the window would stay empty.
        if window.is_empty() || room >= LONGEST / 2 {
            let cut = quietest(stretch.start + room - SEARCH..stretch.start + room, levels);
            window.add(stretch.start..cut);
            stretch.start = cut;
        }
        break;
    }
    stretches.drain(..taken);
    window
}

/// The quietest spot within a range of samples.
fn quietest(range: Range<usize>, levels: &[f32]) -> usize {
    const PER_LEVEL: usize = RATE as usize / super::windows::LEVELS_PER_SECOND;
    /// Levels that are weighed together, so that a stop within a word is no pause.
    const BREATH: usize = 12;
    let within = range.start / PER_LEVEL..(range.end / PER_LEVEL).min(levels.len());
    levels
        .get(within.clone())
        .unwrap_or_default()
        .windows(BREATH)
        .enumerate()
        .rev()
        .min_by(|(_, a), (_, b)| a.iter().sum::<f32>().total_cmp(&b.iter().sum()))
        .map_or(range.end, |(at, _)| {
            (within.start + at + BREATH / 2) * PER_LEVEL
        })
}
