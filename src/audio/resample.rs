//! Changes the sampling rate, band-limited, without shifting anything in time.

use rubato::audioadapter_buffers::direct::SequentialSlice;
use rubato::{Fft, FixedSync, Resampler as _, WindowFunction};

use super::Clip;
use crate::problem::{Outcome, Problem};

/// Input samples taken at a time. Long enough for a steep filter; the delay it brings is
/// trimmed away, and all input is in memory, so nobody waits for it.
const CHUNK: usize = 1024;

/// A stream of mono samples at one rate on its way to another.
pub(super) struct Resampler {
    /// `None` where both rates are the same.
    engine: Option<Fft<f32>>,
    ratio: f64,
    waiting: Vec<f32>,
    made: Vec<f32>,
    delay: usize,
    taken: usize,
    given: usize,
}

impl Resampler {
    /// # Errors
    /// When a rate is zero or no filter can be made for the pair.
    pub fn new(from: u32, to: u32) -> Outcome<Self> {
        let engine = if from == to {
            None
        } else {
            let (rate_in, rate_out) = (from as usize, to as usize);
            let window = WindowFunction::BlackmanHarris2;
            let engine = Fft::new_custom(rate_in, rate_out, CHUNK, 1, 1, window, FixedSync::Input);
            Some(engine.map_err(|error| {
                Problem::new(
                    format!("Sound at {from} samples a second cannot be converted to {to}"),
                    "Ask for the recording again as WAV or MP3",
                )
                .because(error)
            })?)
        };
        Ok(Self {
            made: vec![
                0.0;
                engine
                    .as_ref()
                    .map_or(0, |engine| engine.output_frames_max())
            ],
            delay: engine.as_ref().map_or(0, |engine| engine.output_delay()),
            engine,
            ratio: f64::from(to) / f64::from(from.max(1)),
            waiting: Vec::new(),
            taken: 0,
            given: 0,
        })
    }

    /// Output samples to one input sample.
    pub fn ratio(&self) -> f64 {
        self.ratio
    }

    /// Takes input, and appends to `output` what it has become so far.
    pub fn push(&mut self, input: &[f32], output: &mut Vec<f32>) {
        self.taken += input.len();
        if self.engine.is_none() {
            self.given += input.len();
            return output.extend_from_slice(input);
        }
        self.waiting.extend_from_slice(input);
        let mut used = 0;
        while self.waiting.len() - used >= CHUNK {
            self.convert(used, output);
            used += CHUNK;
        }
        self.waiting.drain(..used);
    }

    /// Lets out what is still inside, so that the output is as long as the input was.
    pub fn finish(&mut self, output: &mut Vec<f32>) {
        let due = (self.taken as f64 * self.ratio).round() as usize;
        while self.engine.is_some() && self.given < due {
            self.waiting.resize(CHUNK, 0.0);
            self.convert(0, output);
            self.waiting.clear();
        }
        output.truncate(output.len() - (self.given - due).min(output.len()));
        self.given = due;
    }

    fn convert(&mut self, from: usize, output: &mut Vec<f32>) {
        let Some(engine) = &mut self.engine else {
            return;
        };
        let room = self.made.len();
        let chunk = &self.waiting[from..from + CHUNK];
        let made = SequentialSlice::new(chunk, 1, CHUNK)
            .ok()
            .and_then(|input| {
                let mut space = SequentialSlice::new_mut(&mut self.made, 1, room).ok()?;
                let (_, made) = engine.process_into_buffer(&input, &mut space, None).ok()?;
                Some(made)
            });
        let made = made.unwrap_or_default();
        let trimmed = made.min(self.delay);
        self.delay -= trimmed;
        self.given += made - trimmed;
        output.extend_from_slice(&self.made[trimmed..made]);
    }
}

/// The whole of a complete clip at another rate, in the one buffer that is returned.
pub(super) fn whole(clip: &Clip, rate: u32) -> Outcome<Vec<f32>> {
    let mut resampler = Resampler::new(clip.rate(), rate)?;
    let len = (clip.len() as f64 * resampler.ratio()).round() as usize;
    let mut all = vec![0.0; len];
    let (mut at, mut done) = (0, 0);
    let mut piece = [0.0; CHUNK];
    let mut made = Vec::new();
    loop {
        let count = clip.read(at, &mut piece);
        at += count;
        if count == 0 {
            resampler.finish(&mut made);
        } else {
            resampler.push(&piece[..count], &mut made);
        }
        let fits = made.len().min(len - done);
        all[done..done + fits].copy_from_slice(&made[..fits]);
        done += fits;
        made.clear();
        if count == 0 {
            return Ok(all);
        }
    }
}
