//! The voice: what runs in the sound device's callback. It copies blocks from a ring and touches
//! only atomics: no lock, no allocation, no waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use cpal::{FromSample, Sample};
use rtrb::Consumer;

/// Frames in a block, about 5 ms: the grain at which positions are known.
pub(super) const BLOCK: usize = 256;

/// Blocks in the ring: a third of a second at 48 kHz, more than any device asks for at once.
pub(super) const RING: usize = 64;

/// Seconds over which sound is faded in and out, so that neither clicks.
const FADE: f32 = 0.003;

/// Frames worked on at a time.
const PIECE: usize = 512;

/// A number that grows with each thing the player is told to do. Even takes are silence; odd
/// ones play. A block belongs to one take, and is stale in any later one.
pub(super) type Take = u64;

fn is_silence(take: Take) -> bool {
    take.is_multiple_of(2)
}

/// A short stretch of sound, ready for the device.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub take: Take,
    /// Seconds of the clip at the first frame, and to each frame.
    pub from: f64,
    pub step: f64,
    pub frames: usize,
    /// Nothing follows in this take.
    pub last: bool,
    pub samples: [f32; BLOCK],
}

impl Block {
    pub fn empty() -> Self {
        Self {
            take: 0,
            from: 0.0,
            step: 0.0,
            frames: 0,
            last: false,
            samples: [0.0; BLOCK],
        }
    }
}

/// What player and voice tell each other without waiting.
#[derive(Default)]
pub(super) struct Gauge {
    wanted: AtomicU64,
    /// The take that `position` belongs to; written after it, read before it.
    heard: AtomicU64,
    position: AtomicU64,
    ended: AtomicU64,
    volume: AtomicU32,
    level: AtomicU32,
    /// Seconds from the callback to the ear.
    latency: AtomicU32,
}

impl Gauge {
    pub fn want(&self, take: Take) {
        self.wanted.store(take, Ordering::Release);
    }

    pub fn wanted(&self) -> Take {
        self.wanted.load(Ordering::Acquire)
    }

    pub fn is_playing(&self) -> bool {
        !is_silence(self.wanted())
    }

    /// How far a take has come, in seconds of the clip; `None` before its first sound.
    pub fn reached(&self, take: Take) -> Option<f64> {
        (self.heard.load(Ordering::Acquire) == take)
            .then(|| f64::from_bits(self.position.load(Ordering::Relaxed)))
    }

    pub fn has_ended(&self, take: Take) -> bool {
        self.ended.load(Ordering::Acquire) == take
    }

    pub fn set_volume(&self, volume: f32) {
        self.volume.store(volume.to_bits(), Ordering::Relaxed);
    }

    pub fn volume(&self) -> f32 {
        f32::from_bits(self.volume.load(Ordering::Relaxed))
    }

    pub fn level(&self) -> f32 {
        f32::from_bits(self.level.load(Ordering::Relaxed))
    }

    pub fn latency(&self) -> f32 {
        f32::from_bits(self.latency.load(Ordering::Relaxed))
    }
}

/// The device's end of the ring.
pub struct Voice {
    blocks: Consumer<Block>,
    gauge: Arc<Gauge>,
    take: Take,
    current: Block,
    /// Frames of the current block already used.
    used: usize,
    gain: f32,
    /// The most the gain may change from frame to frame, and the frames a full fade takes.
    slope: f32,
    fade: usize,
}

impl Voice {
    pub(super) fn new(blocks: Consumer<Block>, gauge: Arc<Gauge>, rate: u32) -> Self {
        let fade = (FADE * rate as f32).max(1.0);
        Self {
            blocks,
            gauge,
            take: 0,
            current: Block::empty(),
            used: 0,
            gain: 0.0,
            slope: 1.0 / fade,
            fade: fade as usize,
        }
    }

    /// Fills a device's buffer of interleaved frames, the same in every channel. This is the
    /// one callback that all sinks share.
    pub fn fill<T: Sample + FromSample<f32>>(&mut self, out: &mut [T], channels: usize) {
        let mut mono = [0.0; PIECE];
        let mut loudest: f32 = 0.0;
        for piece in out.chunks_mut(PIECE * channels.max(1)) {
            let frames = &mut mono[..piece.len() / channels.max(1)];
            self.fill_mono(frames);
            for (frame, sample) in piece.chunks_mut(channels.max(1)).zip(frames.iter()) {
                frame.fill(T::from_sample(*sample));
                loudest = loudest.max(sample.abs());
            }
        }
        self.gauge.level.store(loudest.to_bits(), Ordering::Relaxed);
    }

    /// How long after this moment what is filled in now will be heard, in seconds.
    pub fn set_latency(&self, seconds: f32) {
        self.gauge
            .latency
            .store(seconds.to_bits(), Ordering::Relaxed);
    }

    /// Whether so many frames could be filled now without a gap, as far as there is any sound
    /// to come. Lets a sink that no clock drives wait for the feeder.
    pub(super) fn is_ready(&mut self, frames: usize) -> bool {
        let wanted = self.gauge.wanted();
        if is_silence(wanted) || self.gauge.has_ended(wanted) {
            return true;
        }
        self.drop_stale(wanted);
        let Ok(chunk) = self.blocks.read_chunk(self.blocks.slots()) else {
            return false;
        };
        let (first, second) = chunk.as_slices();
        let rest = self.current.frames - self.used;
        let current = if self.current.take == wanted { rest } else { 0 };
        let mut waiting = first.iter().chain(second);
        let ends = waiting.clone().any(|block| block.last)
            || self.current.take == wanted && self.current.last;
        ends || current + waiting.by_ref().map(|block| block.frames).sum::<usize>() >= frames
    }

    fn fill_mono(&mut self, out: &mut [f32]) {
        let wanted = self.gauge.wanted();
        let mut rest = out;
        if wanted != self.take {
            let fade = if self.gain > 0.0 { self.fade } else { 0 };
            let (tail, after) = rest.split_at_mut(fade.min(rest.len()));
            self.fade_out(tail);
            self.take = wanted;
            rest = after;
        }
        self.drop_stale(self.take);
        let filled = self.copy(rest);
        let volume = self.gauge.volume();
        for sample in &mut rest[..filled] {
            self.gain += (volume - self.gain).clamp(-self.slope, self.slope);
            *sample = (*sample * self.gain).clamp(-1.0, 1.0);
        }
        if filled < rest.len() {
            rest[filled..].fill(0.0);
            self.gain = 0.0;
        }
    }

    /// The last few frames of a take that is over, falling to silence.
    fn fade_out(&mut self, out: &mut [f32]) {
        let filled = self.copy(out);
        let frames = out.len() as f32;
        for (at, sample) in out[..filled].iter_mut().enumerate() {
            let falling = self.gain * (1.0 - (at + 1) as f32 / frames);
            *sample = (*sample * falling).clamp(-1.0, 1.0);
        }
        out[filled..].fill(0.0);
        self.gain = 0.0;
    }

    /// Copies what the take has, notes how far it came, and says how many frames there were.
    fn copy(&mut self, out: &mut [f32]) -> usize {
        let mut done = 0;
        while done < out.len() && self.has_block() {
            let block = &self.current.samples[self.used..self.current.frames];
            let count = block.len().min(out.len() - done);
            out[done..done + count].copy_from_slice(&block[..count]);
            self.used += count;
            done += count;
        }
        if self.current.take == self.take {
            let at = self.current.from + self.current.step * self.used as f64;
            self.gauge.position.store(at.to_bits(), Ordering::Relaxed);
            self.gauge.heard.store(self.take, Ordering::Release);
            if self.current.last && self.used == self.current.frames {
                self.gauge.ended.store(self.take, Ordering::Release);
            }
        }
        done
    }

    /// Sees to it that the current block is of this take and has frames left.
    fn has_block(&mut self) -> bool {
        while self.current.take != self.take || self.used == self.current.frames {
            if !matches!(self.blocks.peek(), Ok(block) if block.take == self.take) {
                return false;
            }
            let Ok(block) = self.blocks.pop() else {
                return false;
            };
            (self.current, self.used) = (block, 0);
        }
        true
    }

    fn drop_stale(&mut self, take: Take) {
        while matches!(self.blocks.peek(), Ok(block) if block.take < take) {
            let _ = self.blocks.pop();
        }
    }
}
