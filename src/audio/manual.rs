//! A sink driven by hand: a test asks for frames and gets what a person would have heard.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cpal::{FromSample, Sample};

use super::sink::AudioSink;
use super::voice::Voice;
use crate::problem::{Outcome, Problem};

/// How long to wait for the feeder before giving what there is: ample on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// A device whose clock is the caller. Clones are the same device: give one to the player and
/// keep one to listen.
#[derive(Clone)]
pub struct ManualSink(Arc<Rig>);

struct Rig {
    rate: AtomicU32,
    unplugged: AtomicBool,
    lost: AtomicBool,
    voice: Mutex<Option<Voice>>,
}

impl ManualSink {
    /// A mono device of `rate` frames a second.
    pub fn new(rate: u32) -> Self {
        Self(Arc::new(Rig {
            rate: AtomicU32::new(rate),
            unplugged: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            voice: Mutex::new(None),
        }))
    }

    /// The next frames, once the feeder has had time to prepare them.
    pub fn hear(&self, frames: usize) -> Vec<f32> {
        let mut out = vec![0.0; frames];
        for buffer in out.chunks_mut(512) {
            self.hear_into(buffer, 1);
        }
        out
    }

    /// One call of the device for interleaved frames, such as its callback would make.
    pub fn hear_into<T: Sample + FromSample<f32>>(&self, out: &mut [T], channels: usize) {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let mut voice = self.0.voice.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(voice) = voice.as_mut().filter(|_| !self.is_lost())
                && voice.is_ready(out.len() / channels.max(1))
            {
                return voice.fill(out, channels);
            }
            drop(voice);
            std::thread::park_timeout(Duration::from_millis(1));
        }
        out.fill(T::EQUILIBRIUM);
    }

    /// The device changes under the player, to one of another rate; `None` pulls it out.
    pub fn change(&self, rate: Option<u32>) {
        self.0.unplugged.store(rate.is_none(), Ordering::Relaxed);
        if let Some(rate) = rate {
            self.0.rate.store(rate, Ordering::Relaxed);
        }
        self.0.lost.store(true, Ordering::Release);
    }

    fn seat(&self, voice: Option<Voice>) {
        *self.0.voice.lock().unwrap_or_else(PoisonError::into_inner) = voice;
    }
}

impl AudioSink for ManualSink {
    fn open(&mut self) -> Outcome<u32> {
        self.seat(None);
        if self.0.unplugged.load(Ordering::Relaxed) {
            return Err(Problem::new(
                "The sound device was unplugged",
                "Plug it in and press play again",
            ));
        }
        Ok(self.0.rate.load(Ordering::Relaxed))
    }

    fn start(&mut self, voice: Voice) -> Outcome<()> {
        self.seat(Some(voice));
        self.0.lost.store(false, Ordering::Release);
        Ok(())
    }

    fn rest(&mut self) {}

    fn wake(&mut self) {}

    fn is_lost(&self) -> bool {
        self.0.lost.load(Ordering::Acquire)
    }
}
