//! Watching: what comes to rest in the watched folder is taken in, and what cannot be read is told.

use std::path::{Path, PathBuf};

use super::importing::tell_of;
use crate::desk::clips::Room;
use crate::desk::event::Event;
use crate::desk::importing::{Arrival, Imported, add, checked};
use crate::desk::state::Desk;
use crate::desk::watching::{KNOWN, Sighting, look};
use crate::desk::workspace::Door;
use crate::problem::{Outcome, Problem, answered};
use crate::record::Actor;

impl Desk {
    /// Has the folder looked at, when it is time.
    pub(in crate::desk) fn watch_folder(&mut self, now: f64) {
        let folder = &self.settings.watch_folder;
        if self.workspace.door != Door::Open || !self.watch.is_due(folder, now) {
            return;
        }
        let folder = folder.clone();
        self.crew
            .check(move |outbox| outbox.post(Event::FolderSeen(look(&folder))));
    }

    /// Takes in what has come to rest, and tells once of what cannot be read.
    pub(in crate::desk) fn folder_seen(&mut self, seen: Outcome<Vec<Sighting>>, now: f64) {
        self.watch.looked(now);
        let is_news = self.watch.could_read(seen.is_ok());
        let seen = match seen {
            Ok(seen) => seen,
            Err(problem) if is_news => return self.notices.tell(&problem),
            Err(_) => return,
        };
        let (ready, shut) = self.watch.take(&seen, now);
        for path in &shut {
            self.notices.tell(&still_shut(path));
        }
        if ready.is_empty() {
            return;
        }
        let arrived = (self.clock)();
        self.crew.check(move |outbox| {
            let mut room = Room::default();
            let arrivals = ready.into_iter().map(|file| {
                let checked = checked(&file, arrived, &mut room);
                (file, checked)
            });
            outbox.post(Event::WatchChecked(arrivals.collect()));
        });
    }

    /// Puts what was read through into the record; the rest is tried again later.
    pub(in crate::desk) fn take_in_watched(
        &mut self,
        arrivals: Vec<(PathBuf, Outcome<Arrival>)>,
        now: f64,
    ) {
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
        self.crew.record(move |record, outbox| {
            let mut imported = Imported::default();
            let mut ended = Vec::new();
            for (path, arrival) in sound {
                let clip = arrival.clip.clone();
                let added = answered(|| add(record, &Actor::program(), arrival, received));
                ended.push((path, added.as_ref().err().cloned()));
                // What is here already comes again by itself, and what was refused is told below.
                if added.as_ref().is_ok_and(|added| !added.already_here) {
                    imported.count(added, clip);
                }
            }
            tell_of(imported, outbox);
            outbox.post(Event::WatchTaken(ended));
            Ok(())
        });
    }

    /// Writes down what has come in; a crash before that is harmless, since the record knows a
    /// recording by its content as well.
    pub(in crate::desk) fn taken_in_watched(
        &mut self,
        ended: Vec<(PathBuf, Option<Problem>)>,
        now: f64,
    ) {
        for (path, problem) in ended {
            match problem {
                None => self.watch.taken(path),
                Some(problem) => self.refuse_watched(path, &problem, now),
            }
        }
        let known = serde_json::to_string(self.watch.known()).unwrap_or_default();
        self.crew
            .record(move |record, _| record.set_setting(&Actor::program(), KNOWN, &known));
    }

    fn refuse_watched(&mut self, path: PathBuf, problem: &Problem, now: f64) {
        if self.watch.refuse(path, now) {
            self.notices.tell(problem);
        }
    }
}

fn still_shut(path: &Path) -> Problem {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Problem::new(
        format!("{name} in the watched folder cannot be opened"),
        "It comes in by itself once it can be; check that you may read it",
    )
}
