//! From the press of the play key to the first sound, through the player's real threads.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use dictation_desk::audio::output::{AudioSink, Voice};
use dictation_desk::audio::{Control, Deck, HeardMap, Player, Transport};
use dictation_desk::problem::Outcome;

use crate::sample;
use crate::table::Row;

/// The device: frames a second, and frames to a buffer of ten milliseconds.
const RATE: u32 = 48_000;
const BUFFER: usize = 480;

pub fn rows() -> Vec<Row> {
    let row = |speed: f64| {
        let what = format!("key press to first sample, at {speed:.1} times speed");
        Row::new(what, "ms", presses(speed, 50))
    };
    vec![row(1.0), row(1.5)]
}

/// A device that takes a buffer whenever it is told to, so that no clock of its own is measured:
/// a real one adds the wait for its next callback.
#[derive(Clone, Default)]
struct Tap(Arc<Mutex<Option<Voice>>>);

impl Tap {
    fn pull(&self, out: &mut [f32]) {
        match self.0.lock().expect("nobody panics with it").as_mut() {
            Some(voice) => voice.fill(out, 1),
            None => out.fill(0.0),
        }
    }
}

impl AudioSink for Tap {
    fn open(&mut self) -> Outcome<u32> {
        Ok(RATE)
    }

    fn start(&mut self, voice: Voice) -> Outcome<()> {
        *self.0.lock().expect("nobody panics with it") = Some(voice);
        Ok(())
    }

    fn rest(&mut self) {}

    fn wake(&mut self) {}
}

/// Milliseconds from each press to the first sample that is not silent.
fn presses(speed: f64, count: usize) -> Vec<f64> {
    const LENGTH: f64 = 600.0;
    let tap = Tap::default();
    let mut player = Player::start(Box::new(tap.clone())).expect("a thread");
    player.load(sample::tone_clip(16_000, LENGTH));
    let mut transport = Transport::new();
    transport.load(LENGTH, 0.0, HeardMap::default());
    transport.set_speed(speed);
    let clock = Instant::now();
    let now = || clock.elapsed().as_secs_f64();
    let mut buffer = [0.0; BUFFER];
    let mut press = |at: usize| {
        transport.seek(at as f64 * 10.0, now());
        let began = now();
        transport.press(Control::Play, began);
        transport.tick(&mut player, began);
        let place = loop {
            tap.pull(&mut buffer);
            if let Some(place) = buffer.iter().position(|sample| *sample != 0.0) {
                break place;
            }
            std::thread::yield_now();
        };
        let taken = now() - began + place as f64 / f64::from(RATE);
        transport.release(Control::Play, now());
        transport.tick(&mut player, now());
        tap.pull(&mut buffer);
        taken * 1_000.0
    };
    // The first press of all also opens the device.
    press(0);
    (1..=count).map(press).collect()
}
