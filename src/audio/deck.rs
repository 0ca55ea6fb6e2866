//! The deck: whatever plays a clip, and one that only pretends to, by the clock.

use super::Clip;
use crate::problem::Problem;

/// Plays one clip. All times named `now` are seconds on one steady clock; positions are seconds
/// of the clip.
pub trait Deck {
    /// Puts a clip in, silent.
    fn load(&mut self, clip: Clip);
    /// Takes the clip out.
    fn unload(&mut self);
    /// Starts playing at `from`; what was playing before stops at once.
    fn play(&mut self, from: f64, speed: f64, now: f64);
    /// Stops at once; [`position`](Self::position) stays where it is.
    fn silence(&mut self, now: f64);
    fn set_speed(&mut self, speed: f64, now: f64);
    /// From 0, silent, past 1, as recorded, to 1.5.
    fn set_volume(&mut self, volume: f32);
    /// The position of the sound being heard now, or last heard.
    fn position(&self, now: f64) -> f64;
    /// How loud it is now, 0 to 1.
    fn level(&self) -> f32;
    /// Whether what was started has played to the clip's end.
    fn at_end(&self, now: f64) -> bool;
    /// Whether a person could hear it: not on a computer without sound, nor at volume nought.
    fn is_audible(&self) -> bool;
    /// What went wrong since last asked, such as headphones pulled out. The transport should be
    /// stopped then: nothing can be heard.
    fn trouble(&mut self) -> Option<Problem>;
}

/// A deck that makes no sound and keeps perfect time: for tests and for headless work. It counts
/// as audible, so that what it plays is marked as heard.
#[derive(Debug, Default)]
pub struct VirtualDeck {
    clip: Option<Clip>,
    playing: bool,
    from: f64,
    since: f64,
    speed: f64,
}

impl VirtualDeck {
    pub fn new() -> Self {
        Self::default()
    }

    fn end(&self) -> f64 {
        self.clip.as_ref().map_or(0.0, Clip::duration)
    }
}

impl Deck for VirtualDeck {
    fn load(&mut self, clip: Clip) {
        *self = Self {
            clip: Some(clip),
            ..Self::default()
        };
    }

    fn unload(&mut self) {
        *self = Self::default();
    }

    fn play(&mut self, from: f64, speed: f64, now: f64) {
        (self.playing, self.from, self.since, self.speed) = (true, from, now, speed);
    }

    fn silence(&mut self, now: f64) {
        self.from = self.position(now);
        self.playing = false;
    }

    fn set_speed(&mut self, speed: f64, now: f64) {
        self.from = self.position(now);
        (self.since, self.speed) = (now, speed);
    }

    fn set_volume(&mut self, _: f32) {}

    fn position(&self, now: f64) -> f64 {
        let gone = if self.playing {
            (now - self.since).max(0.0) * self.speed
        } else {
            0.0
        };
        (self.from + gone).min(self.end())
    }

    fn level(&self) -> f32 {
        0.0
    }

    fn at_end(&self, now: f64) -> bool {
        self.playing && self.position(now) >= self.end()
    }

    fn is_audible(&self) -> bool {
        true
    }

    fn trouble(&mut self) -> Option<Problem> {
        None
    }
}
