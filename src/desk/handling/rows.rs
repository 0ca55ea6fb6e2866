//! Rows: what of the worklist the record is told, and reading it from there.

use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::worklist::Snapshot;
use crate::problem::Outcome;
use crate::record::Priority;
use crate::store::Store;

impl Desk {
    /// Stores the row of the dictation on the desk and shows it.
    pub(in crate::desk) fn save_dictation(&mut self) {
        if let Some(piece) = &self.on_desk.piece {
            let row = piece.dictation.clone();
            self.worklist.show(&row);
            self.crew.record(move |store, outbox| {
                store.update_dictation(&row)?;
                refresh(store, outbox)
            });
        }
    }

    pub(in crate::desk) fn set_priority(&mut self, priority: Priority) -> Outcome<()> {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.refuse_changes()?;
            piece.dictation.priority = priority;
            self.save_dictation();
        }
        Ok(())
    }
}

/// Reads the worklist and posts it.
pub(in crate::desk) fn refresh(store: &mut Store, outbox: &Outbox) -> Outcome<()> {
    let snapshot = snapshot(store)?;
    outbox.post(Event::Refreshed(Box::new(snapshot)));
    Ok(())
}

pub(in crate::desk) fn snapshot(store: &Store) -> Outcome<Snapshot> {
    let dictations = store.dictations()?;
    let mut snapshot = Snapshot {
        authors: store.authors()?,
        ..Snapshot::default()
    };
    for id in dictations.iter().filter_map(|dictation| dictation.patient) {
        if let std::collections::btree_map::Entry::Vacant(place) = snapshot.patients.entry(id) {
            place.insert(store.patient(id)?);
        }
    }
    snapshot.dictations = dictations;
    Ok(snapshot)
}
