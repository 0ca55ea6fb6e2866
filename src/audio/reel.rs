//! A reel: one take's sound on its way from the clip to the device, read, stretched, resampled
//! and cut into blocks that know their place in the clip.

use std::collections::VecDeque;

use super::Clip;
use super::resample::Resampler;
use super::stretch::Stretch;
use super::voice::{BLOCK, Block, Take};
use crate::problem::Outcome;

/// Samples read from the clip at a time.
const READ: usize = 1024;

/// A device frame whose place in the clip is known.
struct Mark {
    frame: f64,
    at: f64,
    speed: f64,
}

pub(super) struct Reel {
    clip: Clip,
    take: Take,
    rate: u32,
    from: f64,
    stretch: Stretch,
    resampler: Resampler,
    /// The next sample to read from the clip.
    next: usize,
    /// Seconds of the clip, and device frames, that have left the stretcher.
    at: f64,
    frame: f64,
    marks: VecDeque<Mark>,
    ready: Vec<f32>,
    /// Device frames given out.
    given: f64,
    flushing: bool,
    drained: bool,
    done: bool,
}

impl Reel {
    /// A reel that plays `clip` from `from` seconds at `speed`, for a device of `rate` frames a
    /// second.
    ///
    /// # Errors
    /// When the clip's rate cannot be converted to the device's.
    pub fn new(clip: Clip, take: Take, rate: u32, from: f64, speed: f64) -> Outcome<Self> {
        let next = (from.max(0.0) * f64::from(clip.rate())).round() as usize;
        Ok(Self {
            stretch: Stretch::new(clip.rate(), speed)?,
            resampler: Resampler::new(clip.rate(), rate)?,
            take,
            rate,
            from,
            next,
            at: next as f64 / f64::from(clip.rate()),
            clip,
            frame: 0.0,
            marks: VecDeque::new(),
            ready: Vec::new(),
            given: 0.0,
            flushing: false,
            drained: false,
            done: false,
        })
    }

    pub fn set_speed(&mut self, speed: f64) {
        self.stretch.set_speed(speed);
    }

    pub fn speed(&self) -> f64 {
        self.stretch.speed()
    }

    pub fn take(&self) -> Take {
        self.take
    }

    /// Seconds of the clip at which it began.
    pub fn from(&self) -> f64 {
        self.from
    }

    /// The next block; `None` once done, or while the clip is still being decoded up to here.
    pub fn next_block(&mut self) -> Option<Block> {
        while self.ready.len() < BLOCK && self.advance() {}
        if self.done || (self.ready.len() < BLOCK && !self.drained) {
            return None;
        }
        let frames = self.ready.len().min(BLOCK);
        let mut block = Block {
            take: self.take,
            frames,
            last: self.drained && self.ready.len() == frames,
            ..Block::empty()
        };
        (block.from, block.step) = self.place();
        block.samples[..frames].copy_from_slice(&self.ready[..frames]);
        self.ready.drain(..frames);
        self.given += frames as f64;
        self.done = block.last;
        Some(block)
    }

    /// Moves a little sound forward; false when there is none to move.
    fn advance(&mut self) -> bool {
        if self.drained {
            return false;
        }
        let mut piece = Vec::new();
        if let Some(samples) = self.stretch.pull(&mut piece) {
            self.marks.push_back(Mark {
                frame: self.frame,
                at: self.at,
                speed: self.stretch.speed(),
            });
            self.at += samples / f64::from(self.clip.rate());
            self.frame += piece.len() as f64 * self.resampler.ratio();
            self.resampler.push(&piece, &mut self.ready);
            return true;
        }
        let complete = self.clip.is_complete();
        let mut samples = [0.0; READ];
        let count = self.clip.read(self.next, &mut samples);
        self.next += count;
        self.stretch.push(&samples[..count]);
        if count == 0 && complete {
            if self.flushing {
                self.resampler.finish(&mut self.ready);
                self.drained = true;
            } else {
                self.stretch.finish();
                self.flushing = true;
            }
        }
        count > 0 || complete
    }

    /// Where the next frame to be given stands in the clip, and how far each takes it.
    fn place(&mut self) -> (f64, f64) {
        while self
            .marks
            .get(1)
            .is_some_and(|next| next.frame <= self.given)
        {
            self.marks.pop_front();
        }
        let rate = f64::from(self.rate);
        match self.marks.front() {
            Some(mark) => {
                let step = mark.speed / rate;
                (mark.at + (self.given - mark.frame) * step, step)
            }
            None => (self.at, 0.0),
        }
    }
}
