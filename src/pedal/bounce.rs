//! Takes the chatter out of a worn switch without delaying a stroke or losing a release.

use std::time::Duration;

use super::{Button, Pressed, Stroke};

/// How long a switch may chatter after a stroke. No foot taps twice this fast.
pub const BOUNCE: Duration = Duration::from_millis(15);

/// Turns what the switches say into strokes.
///
/// A change is told the moment it is seen; further changes of the same button within [`BOUNCE`]
/// wait until that has passed, and only a button that then still differs gives another stroke.
/// Times are measured from any one fixed moment.
#[derive(Clone, Debug, Default)]
pub struct Debounce {
    raw: Pressed,
    told: Pressed,
    told_at: [Option<Duration>; Button::ALL.len()],
}

impl Debounce {
    /// The strokes told by the switches standing at `raw` at the time `now`.
    pub fn read(&mut self, raw: Pressed, now: Duration) -> Vec<Stroke> {
        self.raw = raw;
        self.catch_up(now)
    }

    /// The strokes that had to wait, once [`Self::due`] has come.
    pub fn catch_up(&mut self, now: Duration) -> Vec<Stroke> {
        let ready: Vec<Button> = self
            .unsettled()
            .filter(|(_, due)| *due <= now)
            .map(|(button, _)| button)
            .collect();
        ready
            .into_iter()
            .map(|button| self.tell(button, now))
            .collect()
    }

    /// When a waiting change must be looked at again, if one waits.
    pub fn due(&self) -> Option<Duration> {
        self.unsettled().map(|(_, due)| due).min()
    }

    /// Lets go of everything at once: the pedal is gone, and nothing may stay held down.
    pub fn release_all(&mut self) -> Vec<Stroke> {
        let held = Button::ALL.into_iter().filter(|b| self.told.holds(*b));
        let strokes = held
            .map(|button| Stroke {
                button,
                down: false,
            })
            .collect();
        *self = Self::default();
        strokes
    }

    /// Buttons that stand otherwise than was told, each with when that may be told.
    fn unsettled(&self) -> impl Iterator<Item = (Button, Duration)> {
        Button::ALL
            .into_iter()
            .zip(self.told_at)
            .filter(|(button, _)| self.raw.holds(*button) != self.told.holds(*button))
            .map(|(button, at)| (button, at.map_or(Duration::ZERO, |at| at + BOUNCE)))
    }

    fn tell(&mut self, button: Button, now: Duration) -> Stroke {
        let down = self.raw.holds(button);
        self.told = self.told.with(button, down);
        self.told_at[button as usize] = Some(now);
        Stroke { button, down }
    }
}
