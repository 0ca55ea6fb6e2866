//! Packing: speech without its pauses in windows that Whisper hears at once, and the way back
//! from a time in a window to the time in the dictation.

use std::iter::once;
use std::ops::Range;

use super::loudness::Loudness;
use crate::speech::RATE;
use crate::words::Span;

/// A window is at most this long, in samples: Whisper hears 30 s at a time, and the last of them
/// must not end in the middle of a word.
pub const LONGEST: usize = 28 * RATE as usize;

/// What stands for a pause, in samples. Without any, sentences run into one another.
const GAP: usize = RATE as usize * 3 / 10;

/// A pause this near, in samples, to where windows would be of one length is where they are cut.
const SLACK: usize = 4 * RATE as usize;

/// Speech up to so long, in samples, is heard in one window: two halves would take as long.
const WORTH_HALVING: usize = 14 * RATE as usize;

/// How much longer than is typical windows may be, in samples, where two more would be needed
/// otherwise.
const STRETCHED: usize = 2 * RATE as usize;

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
    /// A window of these stretches, in order.
    fn of(stretches: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut window = Self::default();
        for stretch in stretches {
            window.add(stretch);
        }
        window
    }

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

    /// What it holds of a range of the dictation, in samples.
    pub fn within(&self, range: &Range<usize>) -> Self {
        let within =
            |source: Range<usize>| source.start.max(range.start)..source.end.min(range.end);
        Self::of(self.sources().map(within).filter(|it| !it.is_empty()))
    }

    /// It and what follows in windows of their own, parted at these samples of the dictation, which
    /// are in order.
    pub fn parted(&self, cuts: &[usize]) -> Vec<Self> {
        let ends = cuts.iter().copied().chain([usize::MAX]);
        let starts = once(0).chain(cuts.iter().copied());
        let parts = starts
            .zip(ends)
            .map(|(start, end)| self.within(&(start..end)));
        parts.filter(|window| !window.is_empty()).collect()
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

/// Packs all of the speech into windows, in order, which are about as long as each other and on
/// the whole no longer than `typical` samples. Stretches are in order and none is empty.
pub fn windows(speech: &[Range<usize>], typical: usize, loudness: &Loudness) -> Vec<Window> {
    let typical = typical.clamp(SLACK, LONGEST - SLACK);
    let wanted = how_many(Window::of(speech.iter().cloned()).len(), typical);
    let mut left = speech.to_vec();
    let windows = (1..=wanted).rev();
    let windows = windows.map(|still| next(&mut left, still, loudness));
    windows.filter(|window| !window.is_empty()).collect()
}

/// In how many windows so many samples are heard: an even number, so that two lanes end at the same
/// time, and rather one less than one more, for short windows cost more.
fn how_many(samples: usize, typical: usize) -> usize {
    let wanted = samples.div_ceil(typical);
    match wanted {
        1 if samples <= WORTH_HALVING => 1,
        odd if odd % 2 == 1 && samples <= (odd - 1) * (typical + STRETCHED) => odd - 1,
        wanted => wanted + wanted % 2,
    }
}

/// Fills the first of so many windows from the front of the stretches, which lose what it takes.
fn next(stretches: &mut Vec<Range<usize>>, windows: usize, loudness: &Loudness) -> Window {
    let ends: Vec<usize> = stretches
        .iter()
        .scan(Window::default(), |window, stretch| {
            window.add(stretch.clone());
            Some(window.len())
        })
        .collect();
    let all = ends.last().copied().unwrap_or_default();
    if windows == 1 {
        return Window::of(stretches.drain(..));
    }
    let aim = all / windows;
    let least = all.saturating_sub((windows - 1) * LONGEST);
    let reach = aim.saturating_sub(SLACK).max(least)..=(aim + SLACK).min(LONGEST);
    // A sentence is better heard whole than cut.
    let pauses = ends.iter().enumerate();
    let pause = pauses.filter(|(_, end)| reach.contains(end));
    if let Some((last, _)) = pause.min_by_key(|(_, end)| end.abs_diff(aim)) {
        return Window::of(stretches.drain(..=last));
    }
    let Some(last) = ends.iter().position(|end| *end >= aim) else {
        return Window::default();
    };
    let stretch = stretches[last].clone();
    let at = |place: usize| {
        (stretch.end + place)
            .saturating_sub(ends[last])
            .max(stretch.start)
    };
    let cut = loudness.pause(at(*reach.start())..at(*reach.end()).min(stretch.end));
    let cut = cut.clamp(stretch.start, stretch.end);
    let window = Window::of(stretches.drain(..last).chain(once(stretch.start..cut)));
    stretches[0].start = cut;
    window
}
