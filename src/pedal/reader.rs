//! The reader thread: finds a pedal, follows it, lets go when it is unplugged, and finds it again.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::{Debounce, Make, Pedal, Ports, Pressed, Refusal, Stroke, Unplugged, UsbPorts, decode};
use crate::problem::{Outcome, Problem};

/// How often to look for a pedal while none is attached: nothing else tells of one plugged in.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How long a read waits before the thread sees whether it is still wanted.
const READ_WAIT: Duration = Duration::from_millis(100);

/// No pedal known sends more than 9 bytes; HID reports over full-speed USB fit 64.
const LONGEST_REPORT: usize = 64;

/// All the pedal may say.
#[derive(Clone, Debug, PartialEq)]
pub enum PedalEvent {
    /// A pedal of this name is in use.
    Attached(String),
    /// It was unplugged; its held buttons have been released before this.
    Detached,
    Stroke(Stroke),
    /// A pedal is there and Linux does not let this person read it; see [`super::udev_rules`].
    NeedsPermission,
    /// A pedal is there and could not be opened.
    Refused(Problem),
    /// While learning: this device, of which nothing more is known yet, sent this report.
    Report {
        device: Make,
        bytes: Vec<u8>,
    },
}

/// What the owner asks of the thread.
enum Order {
    Follow(Vec<Make>),
    Learn,
    Stop,
}

/// Whoever reads the pedals: told whose strokes to send, or to send all that any device says.
pub trait Reading {
    /// Follows pedals of these makes from now on, earlier ones first; ends learning.
    fn follow(&self, known: Vec<Make>);

    /// Lets go of the pedal and sends every device's reports, until [`Self::follow`].
    fn learn(&self);
}

/// The running reader; dropping it ends the thread and closes the pedal.
pub struct PedalReader {
    orders: Sender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl PedalReader {
    /// Starts reading USB pedals of the `known` makes. `send` is called on the reader's thread.
    ///
    /// # Errors
    /// When the system has no room for another thread.
    pub fn start(known: Vec<Make>, send: impl Fn(PedalEvent) + Send + 'static) -> Outcome<Self> {
        Self::start_on(UsbPorts::default(), LOOK_EVERY, known, send)
    }

    /// The same on any `ports`, looking for a pedal as often as `look_every`.
    ///
    /// # Errors
    /// When the system has no room for another thread.
    pub fn start_on(
        ports: impl Ports + 'static,
        look_every: Duration,
        known: Vec<Make>,
        send: impl Fn(PedalEvent) + Send + 'static,
    ) -> Outcome<Self> {
        let (orders, inbox) = channel();
        let thread = Builder::new()
            .name("pedal".to_owned())
            .spawn(move || {
                let reader = Reader {
                    ports,
                    inbox,
                    look_every,
                    send,
                    refused: None,
                };
                reader.run(known);
            })
            .map_err(|cause| {
                Problem::new(
                    "The foot pedal cannot be read",
                    "Close other programs and start again; the keyboard works as before",
                )
                .because(cause)
            })?;
        Ok(Self {
            orders,
            thread: Some(thread),
        })
    }

    fn order(&self, order: Order) {
        // A thread that has gone needs no orders.
        let _ = self.orders.send(order);
    }
}

impl Reading for PedalReader {
    fn follow(&self, known: Vec<Make>) {
        self.order(Order::Follow(known));
    }

    fn learn(&self) {
        self.order(Order::Learn);
    }
}

impl Drop for PedalReader {
    fn drop(&mut self) {
        self.order(Order::Stop);
        if let Some(thread) = self.thread.take() {
            // A panic there has been told already; closing goes on.
            let _ = thread.join();
        }
    }
}

struct Reader<P, S> {
    ports: P,
    inbox: Receiver<Order>,
    look_every: Duration,
    send: S,
    /// The refusal last told, so that looking every two seconds does not repeat it.
    refused: Option<Refusal>,
}

impl<P: Ports, S: Fn(PedalEvent)> Reader<P, S> {
    fn run(mut self, mut known: Vec<Make>) {
        let mut learning = false;
        loop {
            let order = if learning {
                self.listen()
            } else {
                self.look(&known)
            };
            match order {
                Some(Order::Stop) => return,
                Some(Order::Learn) => learning = true,
                Some(Order::Follow(makes)) => (learning, known) = (false, makes),
                None => {}
            }
        }
    }

    /// Follows a pedal if one can be opened, else waits a while; the order that cut it short.
    fn look(&mut self, known: &[Make]) -> Option<Order> {
        match self.ports.open(known) {
            Ok(Some(mut pedal)) => {
                self.refused = None;
                (self.send)(PedalEvent::Attached(pedal.make.name.clone()));
                let order = self.track(&mut pedal);
                (self.send)(PedalEvent::Detached);
                if order.is_some() {
                    return order;
                }
            }
            Ok(None) => self.refused = None,
            Err(refusal) => self.tell_refusal(refusal),
        }
        self.rest()
    }

    /// Sends the strokes of an attached pedal until it is gone or an order comes.
    fn track(&self, pedal: &mut Pedal) -> Option<Order> {
        let started = Instant::now();
        let mut switches = Debounce::default();
        let mut report = [0; LONGEST_REPORT];
        let order = loop {
            if let Some(order) = self.waiting_order() {
                break Some(order);
            }
            let due = switches
                .due()
                .map(|due| due.saturating_sub(started.elapsed()));
            let wait = due.unwrap_or(READ_WAIT).min(READ_WAIT);
            match pedal.port.read(&mut report, wait) {
                Ok(0) => self.send_all(switches.catch_up(started.elapsed())),
                Ok(length) => {
                    let pressed = pressed_in(&report, length, &pedal.make);
                    self.send_all(switches.read(pressed, started.elapsed()));
                }
                Err(Unplugged) => break None,
            }
        };
        self.send_all(switches.release_all());
        order
    }

    /// Sends every report of every device that might be a pedal, until an order comes.
    fn listen(&mut self) -> Option<Order> {
        let mut open = self.ports.open_all();
        let turn = READ_WAIT / u32::try_from(open.len().max(1)).unwrap_or(u32::MAX);
        let mut report = [0; LONGEST_REPORT];
        while !open.is_empty() {
            if let Some(order) = self.waiting_order() {
                return Some(order);
            }
            open.retain_mut(|pedal| match pedal.port.read(&mut report, turn) {
                Ok(0) => true,
                Ok(length) => {
                    (self.send)(PedalEvent::Report {
                        device: pedal.make.clone(),
                        bytes: report.iter().take(length).copied().collect(),
                    });
                    true
                }
                Err(Unplugged) => false,
            });
        }
        self.rest()
    }

    /// Waits until it is time to look again, or for an order.
    fn rest(&self) -> Option<Order> {
        match self.inbox.recv_timeout(self.look_every) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Order::Stop),
        }
    }

    fn waiting_order(&self) -> Option<Order> {
        match self.inbox.try_recv() {
            Ok(order) => Some(order),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Order::Stop),
        }
    }

    fn tell_refusal(&mut self, refusal: Refusal) {
        if self.refused.as_ref() == Some(&refusal) {
            return;
        }
        (self.send)(match &refusal {
            Refusal::Permission => PedalEvent::NeedsPermission,
            Refusal::Other(problem) => PedalEvent::Refused(problem.clone()),
        });
        self.refused = Some(refusal);
    }

    fn send_all(&self, strokes: Vec<Stroke>) {
        for stroke in strokes {
            (self.send)(PedalEvent::Stroke(stroke));
        }
    }
}

fn pressed_in(report: &[u8], length: usize, make: &Make) -> Pressed {
    decode(report.get(..length).unwrap_or(report), make)
}
