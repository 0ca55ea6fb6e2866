//! A sink that keeps time and makes no sound, for a computer without a sound device.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::sink::AudioSink;
use super::voice::Voice;
use crate::problem::{Outcome, Problem};

const RATE: u32 = 48_000;

/// How often it calls for sound.
const PERIOD: Duration = Duration::from_millis(10);

enum Nod {
    Rest,
    Wake,
}

/// Plays in silence, at the pace a device would.
#[derive(Default)]
pub struct SilentSink {
    ticking: Option<(Sender<Nod>, JoinHandle<()>)>,
}

impl SilentSink {
    fn nod(&self, nod: Nod) {
        if let Some((nods, _)) = &self.ticking {
            // Fails only if the thread is gone, and then there is nothing to pace.
            let _ = nods.send(nod);
        }
    }

    fn end(&mut self) {
        if let Some((nods, thread)) = self.ticking.take() {
            drop(nods);
            let _ = thread.join();
        }
    }
}

impl AudioSink for SilentSink {
    fn open(&mut self) -> Outcome<u32> {
        self.end();
        Ok(RATE)
    }

    fn start(&mut self, voice: Voice) -> Outcome<()> {
        self.end();
        let (nods, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("silent sink".to_owned())
            .spawn(move || tick(voice, &inbox))
            .map_err(|error| {
                Problem::new(
                    "Playing in silence could not be started",
                    "Close other programs and press play again",
                )
                .because(error)
            })?;
        self.ticking = Some((nods, thread));
        Ok(())
    }

    fn rest(&mut self) {
        self.nod(Nod::Rest);
    }

    fn wake(&mut self) {
        self.nod(Nod::Wake);
    }

    fn is_audible(&self) -> bool {
        false
    }
}

impl Drop for SilentSink {
    fn drop(&mut self) {
        self.end();
    }
}

fn tick(mut voice: Voice, nods: &Receiver<Nod>) {
    let mut frames = [0.0f32; 512];
    let mut since = Instant::now();
    let mut played = 0;
    let mut resting = false;
    loop {
        let nod = if resting {
            nods.recv().map_err(RecvTimeoutError::from)
        } else {
            nods.recv_timeout(PERIOD)
        };
        match nod {
            Ok(Nod::Rest) => resting = true,
            Ok(Nod::Wake) => (resting, since, played) = (false, Instant::now(), 0),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                let due = (since.elapsed().as_secs_f64() * f64::from(RATE)) as usize;
                while played < due {
                    let count = frames.len().min(due - played);
                    voice.fill(&mut frames[..count], 1);
                    played += count;
                }
            }
        }
    }
}
