//! Rows: what of the worklist the record is told, and what it answers.

use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, answered};
use crate::record::{Actor, Changes, Dictation, DictationId, Priority, Seen};
use crate::store::Record;

impl Desk {
    /// Hands a change of the row on the desk over to the record, and shows the row as it will be.
    ///
    /// Several may be handed over before the first is answered, so the row's own copy here counts
    /// its revision on as the record will.
    pub(in crate::desk) fn change_row(
        &mut self,
        by: Actor,
        change: impl FnOnce(&mut dyn Record, &Actor, Seen<DictationId>) -> Outcome<Changes>
        + Send
        + 'static,
    ) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        let seen = piece.dictation.seen();
        piece.dictation.revision += 1;
        self.worklist.show(&piece.dictation);
        self.crew.record(
            move |record, outbox| match answered(|| change(record, &by, seen)) {
                Ok(changes) => {
                    outbox.post(Event::Changed(Box::new(changes)));
                    Ok(())
                }
                Err(problem) => {
                    tell_as_it_stands(record, seen.id, outbox);
                    Err(problem)
                }
            },
        );
    }

    pub(in crate::desk) fn set_priority(&mut self, priority: Priority) -> Outcome<()> {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.refuse_changes()?;
            piece.dictation.priority = priority;
            self.change_row(self.actor(), move |record, by, row| {
                record.set_priority(by, row, priority)
            });
        }
        Ok(())
    }

    /// Takes in rows that have changed.
    pub(in crate::desk) fn take_changes(&mut self, changes: Changes) {
        if let Some(piece) = &mut self.on_desk.piece {
            let row = changes.dictation(piece.dictation.id);
            if let Some(row) = row.filter(|row| row.revision >= piece.dictation.revision) {
                piece.take_row(row);
            }
            // Its patient's names may only now be known.
            piece.review.is_stale = true;
        }
        self.worklist.take(changes);
    }

    /// Takes a row as it stands in the record, whatever is shown of it. Fields that were filled from
    /// people whom it does not name are to be filled anew.
    pub(in crate::desk) fn take_row(&mut self, row: &Dictation) {
        self.worklist.show(row);
        if let Some(piece) = self.on_desk.piece_with(row.id) {
            let filled = || self.worklist.snapshot().first_letter(&piece.dictation);
            piece.filled_from.get_or_insert_with(filled);
            piece.take_row(row);
        }
    }
}

/// Posts a row as the record has it, once a change of it has been refused or has failed.
pub(in crate::desk) fn tell_as_it_stands(record: &dyn Record, id: DictationId, outbox: &Outbox) {
    // The problem itself is told anyway; where the row cannot be read either, it says why.
    if let Ok(row) = record.dictation(id) {
        outbox.post(Event::Stands(Box::new(row)));
    }
}
