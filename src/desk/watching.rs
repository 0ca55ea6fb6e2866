//! The watched folder: recordings that appear there come in by themselves, once each, when they
//! have stopped growing. The files stay where they are, as they are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::audio::decode;
use crate::problem::{Outcome, Problem};

/// Seconds between two looks at the folder: a file that is the same after them has come to rest.
pub const BETWEEN_LOOKS: f64 = 4.0;

/// Name under which the record keeps what has come in. It holds file names, so only there.
pub(super) const KNOWN: &str = "watched";

/// Files taken in after one look: each is held open until it is in the record.
const AT_ONCE: usize = 16;

/// Seconds until a file that could not be taken in is tried again: twice as long each time, ...
const TRY_AGAIN: f64 = 60.0;

/// ... up to this.
const TRY_AGAIN_AT_MOST: f64 = 3_600.0;

/// What tells a file from what it was: its size in bytes and when it was changed, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub bytes: u64,
    pub changed: u64,
}

/// A recording in the folder at one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub path: PathBuf,
    pub shape: Shape,
    /// Whether it can be opened: a recorder may hold on to what it is writing.
    pub opens: bool,
}

/// Files as they were when last seen, or when they were taken in.
pub type Known = BTreeMap<PathBuf, Shape>;

/// A file that could not be taken in. What hindered it may pass: a network drive that was gone, a
/// disk that was full.
struct Refusal {
    shape: Shape,
    tries: u32,
    /// When it is tried again, on the desk's clock in seconds.
    not_before: f64,
}

/// What the desk remembers of the folder between looks.
#[derive(Default)]
pub struct Watch {
    folder: PathBuf,
    looked_at: Option<f64>,
    is_looking: bool,
    /// In the record.
    known: Known,
    /// Being read through or put into the record.
    under_way: Known,
    refused: BTreeMap<PathBuf, Refusal>,
    last: Known,
    /// Told of, because they cannot be opened.
    shut: Known,
    is_unreadable: bool,
}

impl Watch {
    pub(super) fn remember(&mut self, known: Known) {
        self.known = known;
    }

    /// Whether it is time to look; if so, it counts as looked.
    pub(super) fn is_due(&mut self, folder: &Path, now: f64) -> bool {
        if self.folder != folder {
            *self = Self {
                folder: folder.to_owned(),
                known: std::mem::take(&mut self.known),
                ..Self::default()
            };
        }
        let rested = self
            .looked_at
            .is_none_or(|looked| now - looked >= BETWEEN_LOOKS);
        let is_due = !folder.as_os_str().is_empty() && !self.is_looking && rested;
        if is_due {
            self.is_looking = true;
            self.looked_at = Some(now);
        }
        is_due
    }

    /// What is in the folder has been told. The look may have waited behind other work: the next
    /// is as long after it as ever.
    pub(super) fn looked(&mut self, now: f64) {
        self.is_looking = false;
        self.looked_at = Some(now);
    }

    /// Notes whether the folder could be read; says whether it is the first time that it cannot.
    pub(super) fn could_read(&mut self, it_could: bool) -> bool {
        let was_unreadable = std::mem::replace(&mut self.is_unreadable, !it_could);
        !it_could && !was_unreadable
    }

    /// From what is in the folder now: the files to take in, and those that should be told of
    /// because they have come to rest and still cannot be opened.
    pub fn take(&mut self, seen: &[Sighting], now: f64) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let (mut ready, mut shut) = (Vec::new(), Vec::new());
        for sighting in seen {
            let Sighting { path, shape, opens } = sighting;
            let rests = self.last.get(path) == Some(shape);
            let is_as_in = |files: &Known| files.get(path) == Some(shape);
            let is_seen_to = is_as_in(&self.known) || is_as_in(&self.under_way);
            let waits = (self.refused.get(path))
                .is_some_and(|refusal| refusal.shape == *shape && now < refusal.not_before);
            if !rests || shape.bytes == 0 || is_seen_to || waits {
                continue;
            }
            if !opens {
                if self.shut.insert(path.clone(), *shape) != Some(*shape) {
                    shut.push(path.clone());
                }
            } else if ready.len() < AT_ONCE {
                self.under_way.insert(path.clone(), *shape);
                ready.push(path.clone());
            }
        }
        self.last = seen
            .iter()
            .map(|sighting| (sighting.path.clone(), sighting.shape))
            .collect();
        (ready, shut)
    }

    /// The record has it.
    pub(super) fn taken(&mut self, path: PathBuf) {
        self.refused.remove(&path);
        if let Some(shape) = self.under_way.remove(&path) {
            self.known.insert(path, shape);
        }
    }

    /// What is in the record; a file that is no longer in the folder need not be remembered for
    /// ever.
    pub(super) fn known(&mut self) -> &Known {
        let (known, refused, last) = (&mut self.known, &mut self.refused, &self.last);
        known.retain(|path, _| last.contains_key(path));
        refused.retain(|path, _| last.contains_key(path));
        known
    }

    /// It could not be taken in, and is tried again later. Whether that is to be told: once, until
    /// the file changes.
    pub(super) fn refuse(&mut self, path: PathBuf, now: f64) -> bool {
        let Some(shape) = self.under_way.remove(&path) else {
            return false;
        };
        let before = self.refused.get(&path);
        let tries = before
            .filter(|refusal| refusal.shape == shape)
            .map_or(0, |refusal| refusal.tries);
        let wait = TRY_AGAIN * f64::from(2_u32.saturating_pow(tries));
        let refusal = Refusal {
            shape,
            tries: tries + 1,
            not_before: now + wait.min(TRY_AGAIN_AT_MOST),
        };
        self.refused.insert(path, refusal);
        tries == 0
    }
}

/// The recordings now in the folder.
pub(super) fn look(folder: &Path) -> Outcome<Vec<Sighting>> {
    let entries = fs::read_dir(folder).map_err(|error| {
        Problem::new(
            "The folder that recordings come in from cannot be read",
            "Check that it is there, or choose another under View, Settings; it is looked at again by itself",
        )
        .because(error)
    })?;
    let mut seen: Vec<Sighting> = entries
        .filter_map(|entry| sighting(entry.ok()?.path()))
        .collect();
    seen.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(seen)
}

fn sighting(path: PathBuf) -> Option<Sighting> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let is_hidden = path.file_name()?.to_string_lossy().starts_with('.');
    // One that cannot be played is told of rather than passed over.
    let is_recording = decode::ENDINGS
        .iter()
        .chain(&decode::DSS)
        .any(|it| *it == ending);
    if is_hidden || !is_recording {
        return None;
    }
    let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Sighting {
        shape: Shape {
            bytes: metadata.len(),
            changed: changed.as_millis() as u64,
        },
        opens: File::open(&path).is_ok(),
        path,
    })
}
