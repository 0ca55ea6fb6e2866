//! Speed without pitch change: a dictation slowed down or hurried along still sounds like itself.

use std::num::{NonZeroU16, NonZeroU32};

use wsola::TimeStretch;

use crate::problem::{Outcome, Problem};

/// The slowest and fastest speeds that keep speech intelligible.
pub const SLOWEST: f64 = 0.5;
pub const FASTEST: f64 = 2.0;

/// A stream of mono samples played at a speed.
///
/// At exactly 1.0 samples pass untouched. From the first other speed on, everything goes through
/// the stretcher until the stream starts afresh; at 1.0 it then joins pieces where they fit
/// exactly, so that no seam is heard.
pub struct Stretch {
    engine: TimeStretch,
    hop: usize,
    speed: f64,
    engaged: bool,
    /// The first hop out of the engine repeats the history it was given.
    repeats: bool,
    /// Input not yet given to the engine.
    waiting: Vec<f32>,
    /// The last hop that passed untouched.
    history: Vec<f32>,
    piece: Vec<f32>,
    /// Samples taken in and accounted for in the output.
    taken: f64,
    spent: f64,
}

impl Stretch {
    /// # Errors
    /// When the stretcher cannot be made for this rate.
    pub fn new(rate: u32, speed: f64) -> Outcome<Self> {
        let rate = NonZeroU32::new(rate).unwrap_or(NonZeroU32::MIN);
        let engine = TimeStretch::new(rate, NonZeroU16::MIN).map_err(|error| {
            Problem::new(
                "This recording cannot be played at another speed",
                "Ask for the recording again as WAV or MP3",
            )
            .because(error)
        })?;
        let hop = engine.min_output_buff_size();
        let mut stretch = Self {
            engine,
            hop,
            speed: 1.0,
            engaged: false,
            repeats: false,
            waiting: Vec::new(),
            history: vec![0.0; hop],
            piece: vec![0.0; hop],
            taken: 0.0,
            spent: 0.0,
        };
        stretch.set_speed(speed);
        Ok(stretch)
    }

    /// Changes the speed from here on.
    pub fn set_speed(&mut self, speed: f64) {
        self.speed = speed.clamp(SLOWEST, FASTEST);
        self.engine.set_tempo(self.speed as f32);
        if self.speed != 1.0 && !self.engaged {
            self.engaged = true;
            self.repeats = true;
            self.engine.push(&self.history);
            self.engine.push(&self.waiting);
            self.waiting.clear();
        }
    }

    pub fn speed(&self) -> f64 {
        self.speed
    }

    pub fn push(&mut self, input: &[f32]) {
        self.taken += input.len() as f64;
        if self.engaged {
            self.engine.push(input);
        } else {
            self.waiting.extend_from_slice(input);
        }
    }

    /// Pushes the silence that the stretcher needs to let its last samples go.
    pub fn finish(&mut self) {
        if self.engaged {
            self.engine.push(&vec![0.0; 6 * self.hop]);
        }
    }

    /// Appends the next short piece to `output` and says how many input samples it stands for;
    /// `None` when it needs more input first.
    pub fn pull(&mut self, output: &mut Vec<f32>) -> Option<f64> {
        if !self.engaged {
            return self.pass(output);
        }
        if self.repeats {
            self.engine.pull(&mut self.piece).ok()?;
            self.repeats = false;
        }
        let left = self.taken - self.spent;
        if left <= 0.0 {
            return None;
        }
        self.engine.pull(&mut self.piece).ok()?;
        let stands_for = (self.hop as f64 * self.speed).min(left);
        let frames = (stands_for / self.speed).round() as usize;
        output.extend_from_slice(&self.piece[..frames.min(self.hop)]);
        self.spent += stands_for;
        Some(stands_for)
    }

    fn pass(&mut self, output: &mut Vec<f32>) -> Option<f64> {
        let count = self.waiting.len().min(self.hop);
        if count == 0 {
            return None;
        }
        let piece = &self.waiting[..count];
        output.extend_from_slice(piece);
        self.history.drain(..count);
        self.history.extend_from_slice(piece);
        self.waiting.drain(..count);
        self.spent += count as f64;
        Some(count as f64)
    }
}
