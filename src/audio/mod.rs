//! Audio: a dictation's samples, and the parts that decode, play and keep track of them.

pub mod deck;
pub mod decode;
mod downmix;
mod frame;
pub mod heard;
mod level;
mod manual;
mod mpeg;
mod notes;
pub mod output;
mod packets;
mod piece;
pub mod player;
mod reel;
mod refusals;
mod resample;
mod silent;
mod sink;
mod stamp;
pub mod stretch;
pub mod transport;
mod voice;
mod wav;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::problem::{Outcome, Problem};
pub use deck::{Deck, VirtualDeck};
pub use heard::HeardMap;
pub use player::Player;
pub use stamp::{Stamp, stamp};
pub use stretch::{FASTEST, SLOWEST};
pub use transport::{Control, Motion, Transport};

/// Where a recording's bytes come from: a file, or memory once it has been decrypted.
pub trait Source: std::io::Read + std::io::Seek + Send + Sync {}
impl<T: std::io::Read + std::io::Seek + Send + Sync> Source for T {}

/// Samples a second that speech recognition works at.
const SPEECH_RATE: u32 = 16_000;

/// Peaks a second in the waveform.
const PEAKS: usize = 100;

/// Seconds to a shelf, and shelves to a clip: 36 hours in all, far beyond any dictation.
const SHELF: usize = 1024;
const SHELVES: usize = 128;

/// A recording's samples, mono, at the rate it was made.
///
/// Cloning shares them. From outside a clip only ever grows: while it is being decoded, what is
/// there can already be read, drawn and played. Nothing here waits for a lock: seconds are set
/// once and never change.
#[derive(Clone)]
pub struct Clip(Arc<Tape>);

struct Tape {
    rate: u32,
    expected: f64,
    shelves: Box<[OnceLock<Shelf>]>,
    len: AtomicUsize,
    ending: OnceLock<Ending>,
}

type Shelf = Box<[OnceLock<Second>]>;

/// One second of audio with its waveform; only a clip's last may be shorter.
struct Second {
    samples: Box<[i16]>,
    peaks: Box<[(i16, i16)]>,
}

/// How decoding ended; its presence means that the clip is complete.
struct Ending {
    note: Option<String>,
}

/// The lowest and highest sample within a stretch of audio, from -1 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Peak {
    pub low: f32,
    pub high: f32,
}

impl Clip {
    /// A complete clip of mono samples from -1 to 1, such as a tone.
    pub fn from_samples(rate: u32, samples: &[f32]) -> Self {
        let expected = samples.len() as f64 / f64::from(rate.max(1));
        let mut writer = ClipWriter::new(rate, expected);
        writer.push(samples);
        writer.finish(None)
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.0.rate
    }

    /// Samples that can be read so far.
    pub fn len(&self) -> usize {
        self.0.len.load(Ordering::Acquire)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all that the recording holds has been decoded.
    pub fn is_complete(&self) -> bool {
        self.0.ending.get().is_some()
    }

    /// Whether nothing so far is loud enough to be heard (-60 dB of full scale).
    pub fn is_silent(&self) -> bool {
        let peaks = self.peaks();
        peaks.iter().all(|peak| peak.high.max(-peak.low) < 0.001)
    }

    /// What a person should know about how the recording was read: that it ends early, or that
    /// a part was damaged. `None` until the clip is complete, and where all went well.
    pub fn note(&self) -> Option<String> {
        self.0.ending.get().and_then(|ending| ending.note.clone())
    }

    /// Length in seconds: what the recording's header promises until the clip is complete, then
    /// what it holds.
    pub fn duration(&self) -> f64 {
        let complete = self.is_complete();
        let held = self.len() as f64 / f64::from(self.rate());
        if complete {
            held
        } else {
            held.max(self.0.expected)
        }
    }

    /// Copies samples from index `start` into `out`, and says how many there were.
    pub fn read(&self, start: usize, out: &mut [f32]) -> usize {
        let rate = self.rate() as usize;
        let end = self.len().min(start.saturating_add(out.len()));
        let mut done = 0;
        while start + done < end {
            let at = start + done;
            let Some(samples) = self
                .second(at / rate)
                .and_then(|second| second.samples.get(at % rate..))
                .filter(|samples| !samples.is_empty())
            else {
                break;
            };
            let count = samples.len().min(end - at);
            for (to, from) in out[done..done + count].iter_mut().zip(samples) {
                *to = level(*from);
            }
            done += count;
        }
        done
    }

    /// The waveform between two moments (seconds), in so many equal buckets. What has not been
    /// decoded yet is flat. Finer than a hundredth of a second the same peak is repeated.
    pub fn peaks_in(&self, from: f64, to: f64, buckets: usize) -> Vec<Peak> {
        let held = self.peaks_held();
        let first = from * PEAKS as f64;
        let width = (to - from).max(0.0) * PEAKS as f64 / buckets.max(1) as f64;
        (0..buckets)
            .map(|bucket| {
                let start = (first + width * bucket as f64).floor() as usize;
                let end = (first + width * (bucket + 1) as f64).ceil() as usize;
                self.peak(start, end.max(start.saturating_add(1)).min(held))
            })
            .collect()
    }

    /// Every peak so far, a hundred a second.
    pub fn peaks(&self) -> Vec<Peak> {
        (0..self.peaks_held())
            .map(|at| self.peak(at, at + 1))
            .collect()
    }

    /// The whole recording as speech recognition wants it: mono, 16 kHz, from -1 to 1, without an
    /// offset, and made louder where it is too quiet to be heard well.
    ///
    /// # Errors
    /// While the clip is still being decoded.
    pub fn for_speech(&self) -> Outcome<Arc<Vec<f32>>> {
        if !self.is_complete() {
            return Err(Problem::new(
                "The recording is still being read",
                "Wait a moment and try again",
            ));
        }
        let mut samples = resample::whole(self, SPEECH_RATE)?;
        level::make_audible(&mut samples, SPEECH_RATE);
        Ok(Arc::new(samples))
    }

    fn peaks_held(&self) -> usize {
        (self.len() * PEAKS).div_ceil(self.rate() as usize)
    }

    fn peak(&self, start: usize, end: usize) -> Peak {
        let mut found: Option<(i16, i16)> = None;
        for at in start..end {
            let Some((low, high)) = self
                .second(at / PEAKS)
                .and_then(|second| second.peaks.get(at % PEAKS))
            else {
                break;
            };
            found = Some(found.map_or((*low, *high), |(l, h)| (l.min(*low), h.max(*high))));
        }
        let (low, high) = found.unwrap_or_default();
        Peak {
            low: level(low),
            high: level(high),
        }
    }

    fn second(&self, index: usize) -> Option<&Second> {
        self.0
            .shelves
            .get(index / SHELF)?
            .get()?
            .get(index % SHELF)?
            .get()
    }
}

impl fmt::Debug for Clip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clip({:.1} s at {} Hz)", self.duration(), self.rate())
    }
}

fn level(sample: i16) -> f32 {
    f32::from(sample) / 32_768.0
}

/// The one hand that adds to a clip. Dropped before [`finish`](Self::finish), it leaves the clip
/// complete with what there is and a note that says so.
struct ClipWriter {
    clip: Clip,
    pending: Vec<i16>,
    seconds: usize,
}

impl ClipWriter {
    /// Starts a clip of `rate` samples a second, `expected` seconds long by its header.
    fn new(rate: u32, expected: f64) -> Self {
        let rate = rate.max(1);
        Self {
            clip: Clip(Arc::new(Tape {
                rate,
                expected,
                shelves: (0..SHELVES).map(|_| OnceLock::new()).collect(),
                len: AtomicUsize::new(0),
                ending: OnceLock::new(),
            })),
            pending: Vec::with_capacity(rate as usize),
            seconds: 0,
        }
    }

    /// Adds mono samples; what lies outside -1 to 1 is clipped.
    fn push(&mut self, mut samples: &[f32]) {
        let rate = self.clip.rate() as usize;
        while !samples.is_empty() {
            let (now, later) = samples.split_at(samples.len().min(rate - self.pending.len()));
            // A float cast saturates, and takes not-a-number for silence.
            self.pending
                .extend(now.iter().map(|sample| (sample * 32_768.0).round() as i16));
            samples = later;
            if self.pending.len() == rate {
                self.publish();
            }
        }
    }

    /// Seconds written so far.
    fn written(&self) -> f64 {
        self.seconds as f64 + self.pending.len() as f64 / f64::from(self.clip.rate())
    }

    /// Whether the clip can hold no more.
    fn is_full(&self) -> bool {
        self.seconds >= SHELF * SHELVES
    }

    fn publish(&mut self) {
        let rate = self.clip.rate() as usize;
        let (shelf, place) = (self.seconds / SHELF, self.seconds % SHELF);
        let Some(shelf) = self.clip.0.shelves.get(shelf) else {
            return self.pending.clear();
        };
        let shelf = shelf.get_or_init(|| (0..SHELF).map(|_| OnceLock::new()).collect());
        let second = Second {
            samples: self.pending.as_slice().into(),
            peaks: peaks_of(&self.pending, rate),
        };
        if shelf[place].set(second).is_ok() {
            self.clip
                .0
                .len
                .fetch_add(self.pending.len(), Ordering::Release);
        }
        self.seconds += 1;
        self.pending.clear();
    }

    fn finish(mut self, note: Option<String>) -> Clip {
        self.end(note);
        self.clip.clone()
    }

    fn end(&mut self, note: Option<String>) {
        if !self.pending.is_empty() {
            self.publish();
        }
        self.clip.0.ending.get_or_init(|| Ending { note });
    }
}

impl Drop for ClipWriter {
    fn drop(&mut self) {
        self.end(Some(
            "The recording was not read to its end, so what follows here is missing.".to_owned(),
        ));
    }
}

fn peaks_of(samples: &[i16], rate: usize) -> Box<[(i16, i16)]> {
    let used = (samples.len() * PEAKS).div_ceil(rate);
    (0..used)
        .map(|peak| {
            // Rates such as 11 025 Hz do not divide by a hundred.
            let start = peak * rate / PEAKS;
            let end = ((peak + 1) * rate / PEAKS).min(samples.len());
            let stretch = samples.get(start..end).unwrap_or_default();
            let low = stretch.iter().copied().min().unwrap_or_default();
            (low, stretch.iter().copied().max().unwrap_or_default())
        })
        .collect()
}
