//! The transport: what pedal and keys mean for the position. Pure over time; it owns no clock,
//! no thread and no device, and moves whichever [`Deck`] it is given.

use super::deck::Deck;
use super::heard::HeardMap;
use super::stretch::{FASTEST, SLOWEST};
use crate::words::Span;

/// Seconds gone back on resume unless the typist likes it otherwise.
const BACK_STEP: f64 = 1.5;
/// The furthest any pause makes a resume go back, in seconds.
const BACK_STEP_MOST: f64 = 10.0;
/// Pauses, in seconds, after which a resume goes back twice, then three times as far.
const PAUSE_LONG: f64 = 30.0;
const PAUSE_LONGER: f64 = 300.0;

/// Winding: times normal speed, first and after so many seconds.
const WIND_FIRST: f64 = 4.0;
const WIND_THEN: f64 = 12.0;
const WIND_FIRST_FOR: f64 = 2.0;

/// This close to the end, in seconds, there is nothing left to play.
const END: f64 = 0.05;

/// The three things a pedal can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Control {
    Play,
    Rewind,
    Forward,
}

/// What the transport is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    #[default]
    Stopped,
    Playing,
    Rewinding,
    Forwarding,
}

#[derive(Clone, Copy, Debug, Default)]
struct Held {
    play: bool,
    rewind: bool,
    forward: bool,
}

/// A wind under way: where and when it began.
#[derive(Clone, Copy, Debug)]
struct Wind {
    from: f64,
    since: f64,
    forward: bool,
}

impl Wind {
    fn position(&self, now: f64) -> f64 {
        let held = (now - self.since).max(0.0);
        let fast = (held - WIND_FIRST_FOR).max(0.0);
        let way = (held - fast) * WIND_FIRST + fast * WIND_THEN;
        self.from + if self.forward { way } else { -way }
    }
}

/// Play, wind and position of the recording in hand.
#[derive(Clone, Debug)]
pub struct Transport {
    length: f64,
    position: f64,
    speed: f64,
    back_step: f64,
    heard: HeardMap,
    held: Held,
    /// Whether playing is what the person wants, at once or after a wind.
    wanted: bool,
    playing: bool,
    wind: Option<Wind>,
    /// When play last stopped by itself or by release; `None` after loading.
    paused_at: Option<f64>,
    /// The position is where play shall start: the person chose it, or the back-step has been
    /// taken and no sound has come of it yet.
    chosen: bool,
    /// The deck must be told to start at the position.
    cue: bool,
    /// Where heard marks continue while the deck sounds, and the speed it was given.
    sounding: Option<(f64, f64)>,
}

impl Default for Transport {
    fn default() -> Self {
        Self {
            length: 0.0,
            position: 0.0,
            speed: 1.0,
            back_step: BACK_STEP,
            heard: HeardMap::default(),
            held: Held::default(),
            wanted: false,
            playing: false,
            wind: None,
            paused_at: None,
            chosen: false,
            cue: false,
            sounding: None,
        }
    }
}

impl Transport {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a recording of `length` seconds where it was left. Speed and back-step stay. A
    /// pedal held down meanwhile plays nothing until it is pressed again.
    pub fn load(&mut self, length: f64, position: f64, heard: HeardMap) {
        *self = Self {
            length: length.max(0.0),
            position: position.clamp(0.0, length.max(0.0)),
            speed: self.speed,
            back_step: self.back_step,
            heard,
            held: self.held,
            sounding: self.sounding,
            ..Self::default()
        };
        // The deck may still be playing the recording before, which must not count for this one.
        if let Some((marked, _)) = &mut self.sounding {
            *marked = f64::INFINITY;
        }
    }

    /// Corrects the length, in seconds, once the recording has been read through.
    pub fn set_length(&mut self, length: f64) {
        self.length = length.max(0.0);
    }

    pub fn motion(&self) -> Motion {
        match self.wind {
            Some(wind) if wind.forward => Motion::Forwarding,
            Some(_) => Motion::Rewinding,
            None if self.playing => Motion::Playing,
            None => Motion::Stopped,
        }
    }

    /// Seconds from the start of the recording, as of the last call that was given a time.
    pub fn position(&self) -> f64 {
        self.position
    }

    pub fn length(&self) -> f64 {
        self.length
    }

    pub fn heard(&self) -> &HeardMap {
        &self.heard
    }

    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// From half to twice as fast as spoken; beyond that is brought back within.
    pub fn set_speed(&mut self, speed: f64) {
        if speed.is_finite() {
            self.speed = speed.clamp(SLOWEST, FASTEST);
        }
    }

    pub fn back_step(&self) -> f64 {
        self.back_step
    }

    /// Seconds that resuming goes back. After a pause of half a minute it goes back twice as
    /// far, after five minutes or when a recording is opened again three times, but never more
    /// than ten seconds. Where the person has just chosen the position it does not go back.
    pub fn set_back_step(&mut self, seconds: f64) {
        if seconds.is_finite() {
            self.back_step = seconds.clamp(0.0, BACK_STEP_MOST);
        }
    }

    /// A pedal or held key goes down. Repeats while it is held change nothing.
    pub fn press(&mut self, control: Control, now: f64) {
        let held = self.held(control);
        if std::mem::replace(held, true) {
            return;
        }
        match control {
            Control::Play => {
                self.wanted = true;
                if self.motion() == Motion::Stopped {
                    self.begin(now);
                }
            }
            Control::Rewind | Control::Forward => self.wind(control == Control::Forward, now),
        }
    }

    /// A pedal or held key comes up. Ending a wind with play still held plays on from there.
    pub fn release(&mut self, control: Control, now: f64) {
        let held = self.held(control);
        if !std::mem::replace(held, false) {
            return;
        }
        match (control, self.wind) {
            (Control::Play, _) => {
                self.wanted = false;
                self.halt(now);
            }
            (_, Some(wind)) if wind.forward == (control == Control::Forward) => {
                self.end_wind(now);
            }
            _ => {}
        }
    }

    /// The press-to-toggle key: play, or stop.
    pub fn toggle_play(&mut self, now: f64) {
        match self.motion() {
            Motion::Playing => self.stop(now),
            Motion::Stopped => {
                self.wanted = true;
                self.begin(now);
            }
            Motion::Rewinding | Motion::Forwarding => self.wanted = !self.wanted,
        }
    }

    /// Stops playing or winding, whatever is held down.
    pub fn stop(&mut self, now: f64) {
        self.wanted = false;
        self.settle_wind(now);
        self.wind = None;
        self.halt(now);
    }

    /// Goes to a moment of the recording, in seconds; playing or winding goes on from there.
    pub fn seek(&mut self, at: f64, now: f64) {
        if !at.is_finite() {
            return;
        }
        self.position = self.within(at);
        self.chosen = true;
        self.cue = self.playing;
        if let Some(wind) = &mut self.wind {
            (wind.from, wind.since) = (self.position, now);
        }
    }

    /// Goes so many seconds on, or back where negative.
    pub fn jump(&mut self, by: f64, now: f64) {
        self.settle_wind(now);
        self.seek(self.position + by, now);
    }

    /// Brings the deck and the transport together: call it often while anything moves, and
    /// after each of the calls above. Starts and silences the deck, takes the position from it,
    /// and marks what was heard.
    pub fn tick(&mut self, deck: &mut dyn Deck, now: f64) {
        self.listen(deck, now);
        match self.motion() {
            Motion::Playing if self.cue || self.sounding.is_none() => {
                deck.play(self.position, self.speed, now);
                self.sounding = Some((self.position, self.speed));
                (self.cue, self.chosen) = (false, false);
            }
            Motion::Playing => {
                self.match_speed(deck, now);
                if deck.at_end(now) {
                    self.stop(now);
                    self.quieten(deck, now);
                }
            }
            Motion::Stopped => self.quieten(deck, now),
            Motion::Rewinding | Motion::Forwarding => {
                self.quieten(deck, now);
                self.settle_wind(now);
            }
        }
    }

    fn held(&mut self, control: Control) -> &mut bool {
        match control {
            Control::Play => &mut self.held.play,
            Control::Rewind => &mut self.held.rewind,
            Control::Forward => &mut self.held.forward,
        }
    }

    fn within(&self, at: f64) -> f64 {
        at.clamp(0.0, self.length)
    }

    fn begin(&mut self, now: f64) {
        let step = self.back_step;
        let from = if self.position > self.length - END {
            let last = self.length - step.max(1.0);
            if last > END { last } else { 0.0 }
        } else if self.chosen {
            self.position
        } else {
            let pause = self.paused_at.map_or(f64::INFINITY, |at| now - at);
            let times = match pause {
                _ if pause < PAUSE_LONG => 1.0,
                _ if pause < PAUSE_LONGER => 2.0,
                _ => 3.0,
            };
            self.position - (step * times).min(BACK_STEP_MOST)
        };
        self.position = self.within(from);
        (self.playing, self.cue, self.chosen) = (true, true, true);
    }

    fn halt(&mut self, now: f64) {
        if std::mem::take(&mut self.playing) {
            self.paused_at = Some(now);
        }
        self.cue = false;
    }

    fn wind(&mut self, forward: bool, now: f64) {
        self.settle_wind(now);
        self.halt(now);
        self.wind = Some(Wind {
            from: self.position,
            since: now,
            forward,
        });
    }

    fn end_wind(&mut self, now: f64) {
        self.settle_wind(now);
        self.wind = None;
        match (self.held.rewind, self.held.forward) {
            (false, false) if self.wanted => self.begin(now),
            (false, false) => {}
            (_, forward) => self.wind(forward, now),
        }
    }

    /// Takes the position from a wind under way.
    fn settle_wind(&mut self, now: f64) {
        if let Some(wind) = self.wind {
            self.position = self.within(wind.position(now));
            self.chosen = true;
        }
    }

    /// Follows the sounding deck: its position, and what was heard of it.
    fn listen(&mut self, deck: &dyn Deck, now: f64) {
        let Some((marked, _)) = &mut self.sounding else {
            return;
        };
        let at = deck.position(now);
        if at > *marked {
            if deck.is_audible() {
                self.heard.mark(Span::new(*marked, at));
            }
            *marked = at;
        }
        if self.wind.is_none() && !self.chosen && marked.is_finite() {
            self.position = self.within(at);
        }
    }

    fn match_speed(&mut self, deck: &mut dyn Deck, now: f64) {
        if let Some((_, speed)) = &mut self.sounding
            && *speed != self.speed
        {
            *speed = self.speed;
            deck.set_speed(self.speed, now);
        }
    }

    fn quieten(&mut self, deck: &mut dyn Deck, now: f64) {
        if self.sounding.take().is_some() {
            deck.silence(now);
        }
    }
}
