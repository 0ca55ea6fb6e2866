//! The watched folder: recordings that appear there come in by themselves, once each, when they
//! have stopped growing. The files stay where they are, as they are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::event::{Event, Imported};
use super::importing::{Arrival, add, checked};
use super::{Desk, Door, worklist};
use crate::audio::decode;
use crate::problem::{Outcome, Problem, answered};

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
    fn is_due(&mut self, folder: &Path, now: f64) -> bool {
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
    fn taken(&mut self, path: PathBuf) {
        self.refused.remove(&path);
        if let Some(shape) = self.under_way.remove(&path) {
            self.known.insert(path, shape);
        }
    }

    /// It could not be taken in, and is tried again later. Whether that is to be told: once, until
    /// the file changes.
    fn refuse(&mut self, path: PathBuf, now: f64) -> bool {
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

impl Desk {
    /// Whether time must pass for this desk although nobody does anything.
    pub fn watches_a_folder(&self) -> bool {
        self.workspace.door == Door::Open && !self.settings.watch_folder.as_os_str().is_empty()
    }

    /// Has the folder looked at, when it is time.
    pub(super) fn watch_folder(&mut self, now: f64) {
        let folder = &self.settings.watch_folder;
        if self.workspace.door != Door::Open || !self.watch.is_due(folder, now) {
            return;
        }
        let folder = folder.clone();
        self.crew
            .check(move |outbox| outbox.post(Event::FolderSeen(look(&folder))));
    }

    /// Takes in what has come to rest, and tells once of what cannot be read.
    pub(super) fn folder_seen(&mut self, seen: Outcome<Vec<Sighting>>, now: f64) {
        self.watch.is_looking = false;
        // The look may have waited behind other work: the next is as long after it as ever.
        self.watch.looked_at = Some(now);
        let seen = match seen {
            Ok(seen) => seen,
            Err(problem) => {
                if !std::mem::replace(&mut self.watch.is_unreadable, true) {
                    self.notices.tell(&problem);
                }
                return;
            }
        };
        self.watch.is_unreadable = false;
        let (ready, shut) = self.watch.take(&seen, now);
        for path in &shut {
            self.notices.tell(&still_shut(path));
        }
        if ready.is_empty() {
            return;
        }
        let arrived = (self.clock)();
        self.crew.check(move |outbox| {
            let arrivals = ready.into_iter().map(|file| {
                let checked = checked(&file, arrived);
                (file, checked)
            });
            outbox.post(Event::WatchChecked(arrivals.collect()));
        });
    }

    /// Puts what was read through into the record; the rest is tried again later.
    pub(super) fn take_in_watched(&mut self, arrivals: Vec<(PathBuf, Outcome<Arrival>)>, now: f64) {
        let mut sound = Vec::new();
        for (path, arrival) in arrivals {
            match arrival {
                Ok(arrival) => sound.push((path, arrival)),
                Err(problem) => self.refuse_watched(path, &problem, now),
            }
        }
        if sound.is_empty() {
            return;
        }
        let received = (self.clock)();
        self.crew.record(move |store, outbox| {
            let mut imported = Imported::default();
            let mut ended = Vec::new();
            for (path, arrival) in sound {
                let added = answered(|| add(store, arrival, received));
                ended.push((path, added.as_ref().err().cloned()));
                imported.added += usize::from(added.is_ok_and(|added| !added.already_here));
            }
            outbox.post(Event::Imported(imported));
            outbox.post(Event::WatchTaken(ended));
            worklist::refresh(store, outbox)
        });
    }

    /// Writes down what has come in; a crash before that is harmless, since the record knows a
    /// recording by its content as well.
    pub(super) fn taken_in_watched(&mut self, ended: Vec<(PathBuf, Option<Problem>)>, now: f64) {
        for (path, problem) in ended {
            match problem {
                None => self.watch.taken(path),
                Some(problem) => self.refuse_watched(path, &problem, now),
            }
        }
        // What is no longer in the folder need not be remembered for ever.
        let Watch {
            known,
            refused,
            last,
            ..
        } = &mut self.watch;
        known.retain(|path, _| last.contains_key(path));
        refused.retain(|path, _| last.contains_key(path));
        let known = serde_json::to_string(known).unwrap_or_default();
        self.crew
            .record(move |store, _| store.set_setting(KNOWN, &known));
    }

    fn refuse_watched(&mut self, path: PathBuf, problem: &Problem, now: f64) {
        if self.watch.refuse(path, now) {
            self.notices.tell(problem);
        }
    }
}

/// The recordings now in the folder.
fn look(folder: &Path) -> Outcome<Vec<Sighting>> {
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

fn still_shut(path: &Path) -> Problem {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Problem::new(
        format!("{name} in the watched folder cannot be opened"),
        "It comes in by itself once it can be; check that you may read it",
    )
}
