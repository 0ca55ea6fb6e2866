//! The player: the deck that is heard. A feeder thread reads ahead and fills the ring from which
//! the device's callback takes its sound.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rtrb::{Producer, RingBuffer};

use super::reel::Reel;
use super::sink::AudioSink;
use super::voice::{Block, Gauge, RING, Take, Voice};
use super::{Clip, Deck};
use crate::problem::{Outcome, Problem};

/// How often the ring is topped up while playing; it holds far more than this.
const TOP_UP: Duration = Duration::from_millis(5);

/// How long the device is kept running after the last sound, so that the next press is instant.
const REST_AFTER: Duration = Duration::from_secs(30);

/// The loudest that anything is played, as a multiple of the recording.
const LOUDEST: f32 = 1.5;

enum Order {
    Load(Clip),
    Unload,
    Play { take: Take, from: f64, speed: f64 },
    Silence,
    Speed(f64),
}

/// Plays through a sink. All its methods return at once.
pub struct Player {
    /// `None` only while being dropped.
    orders: Option<Sender<Order>>,
    troubles: Receiver<Problem>,
    feeder: Option<JoinHandle<()>>,
    gauge: Arc<Gauge>,
    has_sound: bool,
    /// The take last played, where it began, and its speed.
    take: Take,
    from: f64,
    speed: f64,
}

impl Player {
    /// Starts the feeder over a sink, which is opened when the first clip is loaded.
    ///
    /// # Errors
    /// When the computer cannot start another thread.
    pub fn start(sink: Box<dyn AudioSink>) -> Outcome<Self> {
        let (orders, inbox) = channel();
        let (outbox, troubles) = channel();
        let gauge = Arc::new(Gauge::default());
        gauge.set_volume(1.0);
        let has_sound = sink.is_audible();
        let feeder = Feeder {
            orders: inbox,
            troubles: outbox,
            gauge: Arc::clone(&gauge),
            sink,
            line: None,
            clip: None,
            reel: None,
            awake: false,
        };
        let feeder = std::thread::Builder::new()
            .name("audio feeder".to_owned())
            .spawn(move || feeder.run())
            .map_err(|error| {
                Problem::new(
                    "The sound player could not be started",
                    "Close other programs and start Dictation Desk again",
                )
                .because(error)
            })?;
        Ok(Self {
            orders: Some(orders),
            troubles,
            feeder: Some(feeder),
            gauge,
            has_sound,
            take: 0,
            from: 0.0,
            speed: 1.0,
        })
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // Fails only if the feeder is gone, and then there is nobody to tell.
            let _ = orders.send(order);
        }
    }

    /// Makes the callback drop all that it was given so far.
    fn hush(&mut self) -> Take {
        let silence = (self.gauge.wanted() + 1).next_multiple_of(2);
        self.gauge.want(silence);
        silence
    }
}

impl Deck for Player {
    fn load(&mut self, clip: Clip) {
        self.take = self.hush();
        self.from = 0.0;
        self.order(Order::Load(clip));
    }

    fn unload(&mut self) {
        self.take = self.hush();
        self.from = 0.0;
        self.order(Order::Unload);
    }

    fn play(&mut self, from: f64, speed: f64, _now: f64) {
        let take = self.hush() + 1;
        (self.take, self.from, self.speed) = (take, from, speed);
        self.gauge.want(take);
        self.order(Order::Play { take, from, speed });
    }

    fn silence(&mut self, _now: f64) {
        self.hush();
        self.order(Order::Silence);
    }

    fn set_speed(&mut self, speed: f64, _now: f64) {
        self.speed = speed;
        self.order(Order::Speed(speed));
    }

    fn set_volume(&mut self, volume: f32) {
        self.gauge.set_volume(volume.clamp(0.0, LOUDEST));
    }

    fn position(&self, _now: f64) -> f64 {
        let Some(reached) = self.gauge.reached(self.take) else {
            return self.from;
        };
        // What has left the callback is still on its way to the ear.
        let ahead = if self.gauge.is_playing() && !self.gauge.has_ended(self.take) {
            f64::from(self.gauge.latency()) * self.speed
        } else {
            0.0
        };
        (reached - ahead).max(self.from.min(reached))
    }

    fn level(&self) -> f32 {
        self.gauge.level()
    }

    fn at_end(&self, _now: f64) -> bool {
        self.take > 0 && self.gauge.has_ended(self.take)
    }

    fn is_audible(&self) -> bool {
        self.has_sound && self.gauge.volume() > 0.0
    }

    fn trouble(&mut self) -> Option<Problem> {
        self.troubles.try_recv().ok()
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(feeder) = self.feeder.take() {
            let _ = feeder.join();
        }
    }
}

/// The feeder's end of an open sink.
struct Line {
    blocks: Producer<Block>,
    rate: u32,
}

struct Feeder {
    orders: Receiver<Order>,
    troubles: Sender<Problem>,
    gauge: Arc<Gauge>,
    sink: Box<dyn AudioSink>,
    line: Option<Line>,
    clip: Option<Clip>,
    reel: Option<Reel>,
    /// Whether the sink is calling for sound.
    awake: bool,
}

impl Feeder {
    fn run(mut self) {
        loop {
            let current = |reel: &Reel| reel.take() == self.gauge.wanted();
            let order = if self.reel.as_ref().is_some_and(current) {
                self.feed();
                self.orders.recv_timeout(TOP_UP)
            } else if self.awake {
                self.orders.recv_timeout(REST_AFTER)
            } else {
                self.orders.recv().map_err(RecvTimeoutError::from)
            };
            match order {
                Ok(order) => self.obey(order),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => self.look_after_sink(),
            }
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Load(clip) => {
                (self.clip, self.reel) = (Some(clip), None);
                self.wake();
            }
            Order::Unload => (self.clip, self.reel) = (None, None),
            Order::Play { take, from, speed } => {
                self.wake();
                self.thread(take, from, speed);
            }
            Order::Silence => {
                self.reel = None;
                // Headphones plugged in meanwhile are found here, between two presses.
                if self.sink.has_moved() {
                    self.connect();
                }
            }
            Order::Speed(speed) => {
                if let Some(reel) = &mut self.reel {
                    reel.set_speed(speed);
                }
            }
        }
    }

    /// Threads a new reel for a take.
    fn thread(&mut self, take: Take, from: f64, speed: f64) {
        self.reel = None;
        if let (Some(clip), Some(line)) = (&self.clip, &self.line) {
            match Reel::new(clip.clone(), take, line.rate, from, speed) {
                Ok(reel) => self.reel = Some(reel),
                Err(problem) => self.tell(problem),
            }
        }
    }

    fn feed(&mut self) {
        let (Some(reel), Some(line)) = (&mut self.reel, &mut self.line) else {
            return;
        };
        // A take that is over is dropped as fast as it is fed: never fill the ring for one.
        while reel.take() == self.gauge.wanted() && !line.blocks.is_full() {
            match reel.next_block() {
                Some(block) => drop(line.blocks.push(block)),
                None => break,
            }
        }
    }

    /// While playing, sees whether the device is still there and moves to the next if not;
    /// after a long silence, lets it rest.
    fn look_after_sink(&mut self) {
        let Some(reel) = self.reel.take_if(|reel| reel.take() == self.gauge.wanted()) else {
            self.sink.rest();
            self.awake = false;
            return;
        };
        if !self.sink.is_lost() {
            self.reel = Some(reel);
        } else if self.connect() {
            let at = self.gauge.reached(reel.take()).unwrap_or(reel.from());
            self.thread(reel.take(), at, reel.speed());
        }
    }

    fn wake(&mut self) {
        if (self.line.is_none() || self.sink.is_lost()) && !self.connect() {
            return;
        }
        if !self.awake {
            self.sink.wake();
            self.awake = true;
        }
    }

    /// Opens the sink on the device that is now the default, with a new ring at its rate.
    fn connect(&mut self) -> bool {
        self.line = None;
        let opened = self.sink.open().and_then(|rate| {
            let (blocks, ring) = RingBuffer::new(RING);
            let voice = Voice::new(ring, Arc::clone(&self.gauge), rate);
            self.sink.start(voice)?;
            Ok(Line { blocks, rate })
        });
        match opened {
            Ok(line) => self.line = Some(line),
            Err(problem) => self.tell(problem),
        }
        self.awake = self.line.is_some();
        self.awake
    }

    fn tell(&self, problem: Problem) {
        // Fails only if the player is gone, and then there is nobody to tell.
        let _ = self.troubles.send(problem);
    }
}
