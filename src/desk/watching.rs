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
use crate::problem::{Outcome, Problem};

/// Seconds between two looks at the folder: a file that is the same after them has come to rest.
pub const BETWEEN_LOOKS: f64 = 4.0;

/// Name under which the record keeps what has come in. It holds file names, so only there.
pub(super) const KNOWN: &str = "watched";

/// Files taken in after one look: each is held open until it is in the record.
const AT_ONCE: usize = 16;

/// The endings of recordings.
const RECORDINGS: [&str; 9] = [
    "wav", "flac", "mp3", "m4a", "aac", "mp4", "ogg", "opus", "oga",
];

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

/// Files that were taken in or refused, as they were then.
pub type Known = BTreeMap<PathBuf, Shape>;

/// What the desk remembers of the folder between looks.
#[derive(Default)]
pub struct Watch {
    folder: PathBuf,
    looked_at: Option<f64>,
    is_looking: bool,
    known: Known,
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
    pub fn take(&mut self, seen: &[Sighting]) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let (mut ready, mut shut) = (Vec::new(), Vec::new());
        for sighting in seen {
            let Sighting { path, shape, opens } = sighting;
            let rests = self.last.get(path) == Some(shape);
            if !rests || shape.bytes == 0 || self.known.get(path) == Some(shape) {
                continue;
            }
            if !opens {
                if self.shut.insert(path.clone(), *shape) != Some(*shape) {
                    shut.push(path.clone());
                }
            } else if ready.len() < AT_ONCE {
                self.known.insert(path.clone(), *shape);
                ready.push(path.clone());
            }
        }
        self.last = seen
            .iter()
            .map(|sighting| (sighting.path.clone(), sighting.shape))
            .collect();
        (ready, shut)
    }
}

impl Desk {
    /// Whether time must pass for this desk although nobody does anything.
    pub fn watches_a_folder(&self) -> bool {
        self.door == Door::Open && !self.settings.watch_folder.as_os_str().is_empty()
    }

    /// Has the folder looked at, when it is time.
    pub(super) fn watch_folder(&mut self, now: f64) {
        let folder = &self.settings.watch_folder;
        if self.door != Door::Open || !self.watch.is_due(folder, now) {
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
        let (ready, shut) = self.watch.take(&seen);
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

    /// Puts what came in into the record, and with it that it has; a crash between the two is
    /// harmless, since the record knows a recording by its content as well. What the record could
    /// not take, for want of room, is not written down, and tried again when the program starts.
    pub(super) fn take_in_watched(&mut self, arrivals: Vec<(PathBuf, Outcome<Arrival>)>) {
        let now = (self.clock)();
        // What is no longer in the folder need not be remembered for ever.
        let here = &self.watch.last;
        self.watch.known.retain(|path, _| here.contains_key(path));
        let mut known = self.watch.known.clone();
        self.crew.record(move |store, outbox| {
            let mut imported = Imported::default();
            for (path, arrival) in arrivals {
                imported.count(arrival.and_then(|arrival| {
                    add(store, arrival, now).inspect_err(|_| {
                        known.remove(&path);
                    })
                }));
            }
            // Nobody brought it twice on purpose.
            imported.already_here = 0;
            store.set_setting(KNOWN, &serde_json::to_string(&known).unwrap_or_default())?;
            outbox.post(Event::Imported(imported));
            worklist::refresh(store, outbox)
        });
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
    if is_hidden || !RECORDINGS.contains(&ending.as_str()) {
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
