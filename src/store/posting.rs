//! The record's intents about what leaves it: letters that still have to go, and readable copies.

use jiff::Timestamp;

use super::audit::{self, Action, Event};
use super::{Store, outgoing, readables};
use crate::letter::outgoing::{Outgoing, Stop};
use crate::problem::Outcome;
use crate::record::{Actor, Fate, NewReadable, ReadableId, Readables};

/// What leaves the record, as the desk speaks of it with it.
pub trait Posting {
    /// Signed letters with those of their recipients to whom they have not gone, oldest first; with
    /// those that were withdrawn since `from` and are held.
    fn outgoing(&self, from: Timestamp) -> Outcome<Vec<Outgoing>>;

    /// Notes that the papers for a recipient were made, and how: "printed".
    fn note_prepared(&mut self, by: &Actor, stop: &Stop, how: &str) -> Outcome<()>;

    /// Notes where readable copies lie now. One that was written over is noted once.
    fn note_readable(&mut self, by: &Actor, files: &[NewReadable], now: Timestamp) -> Outcome<()>;

    /// The latest of those that are there as far as is known, and how many there are.
    fn readables(&self) -> Outcome<Readables>;

    /// Those whose time is over.
    fn overdue_readables(&self, now: Timestamp) -> Outcome<Readables>;

    /// These readable copies, where they are still there.
    fn readables_of(&self, ids: &[ReadableId]) -> Outcome<Readables>;

    /// Notes that a readable copy is there no longer.
    fn readable_gone(
        &mut self,
        by: &Actor,
        id: ReadableId,
        fate: Fate,
        now: Timestamp,
    ) -> Outcome<()>;
}

impl Posting for Store {
    fn outgoing(&self, from: Timestamp) -> Outcome<Vec<Outgoing>> {
        outgoing::all(&self.connection, from)
    }

    fn note_prepared(&mut self, by: &Actor, stop: &Stop, how: &str) -> Outcome<()> {
        self.apart(by, "preparing a letter", |work| {
            let event = Event::of(Action::Exported).version(stop.letter, stop.version);
            let place = stop.place;
            audit::append(work, event.on(&format!(" {how} for recipient {place}")))
        })
    }

    fn note_readable(&mut self, by: &Actor, files: &[NewReadable], now: Timestamp) -> Outcome<()> {
        self.apart(by, "noting readable copies", |work| {
            files
                .iter()
                .try_for_each(|file| readables::note(work, file, now))
        })
    }

    fn readables(&self) -> Outcome<Readables> {
        readables::there(&self.connection)
    }

    fn overdue_readables(&self, now: Timestamp) -> Outcome<Readables> {
        readables::overdue(&self.connection, now)
    }

    fn readables_of(&self, ids: &[ReadableId]) -> Outcome<Readables> {
        readables::of(&self.connection, ids)
    }

    fn readable_gone(
        &mut self,
        by: &Actor,
        id: ReadableId,
        fate: Fate,
        now: Timestamp,
    ) -> Outcome<()> {
        self.apart(by, "noting that a copy is gone", |work| {
            readables::gone(work, id, fate, now)
        })
    }
}
