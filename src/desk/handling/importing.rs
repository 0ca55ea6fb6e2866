//! Importing: what files a person brings become.

use std::path::PathBuf;

use crate::desk::clips::Room;
use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::importing::{Arrival, Imported, add, checked};
use crate::desk::state::Desk;
use crate::problem::Outcome;

impl Desk {
    /// Brings audio files into the worklist, each read through once so that one that cannot be
    /// played is refused now and not when somebody needs it. Reading may take long, and the
    /// record has typing to keep meanwhile, so it is not the record's worker who reads.
    pub(in crate::desk) fn import(&mut self, files: Vec<PathBuf>) {
        let now = (self.clock)();
        self.crew.check(move |outbox| {
            let mut room = Room::default();
            let checked = files.iter().map(|file| checked(file, now, &mut room));
            outbox.post(Event::Checked(checked.collect()));
        });
    }

    /// Puts recordings that have been read through into the record.
    pub(in crate::desk) fn take_in(&mut self, arrivals: Vec<Outcome<Arrival>>) {
        let (now, by) = ((self.clock)(), self.actor());
        self.crew.record(move |record, outbox| {
            let mut imported = Imported::default();
            for arrival in arrivals {
                let clip = arrival.as_ref().ok().and_then(|it| it.clip.clone());
                let added = arrival.and_then(|arrival| add(record, &by, arrival, now));
                imported.count(added, clip);
            }
            tell_of(imported, outbox);
            Ok(())
        });
    }

    pub(in crate::desk) fn imported(&mut self, imported: Imported, now: f64) {
        for (recording, clip) in imported.sound {
            self.clips.keep(recording, clip);
        }
        for problem in &imported.problems {
            self.notices.tell(problem);
        }
        let recordings = |count: usize| match count {
            1 => "1 recording".to_owned(),
            count => format!("{count} recordings"),
        };
        let told = match (imported.added, imported.already_here) {
            (0, 0) => return,
            (added, 0) => format!("{} added", recordings(added)),
            (0, already) => format!(
                "{} already in the worklist; nothing was added twice",
                recordings(already)
            ),
            (added, already) => format!(
                "{} added, {} already here",
                recordings(added),
                recordings(already)
            ),
        };
        self.notices.say(told, now);
    }
}

/// Posts what an import brought, and the rows that it became.
pub(in crate::desk) fn tell_of(mut imported: Imported, outbox: &Outbox) {
    let changes = std::mem::take(&mut imported.changes);
    outbox.post(Event::Imported(imported));
    outbox.post(Event::Changed(Box::new(changes)));
}
