//! Beginning: letters that no recording brings.

use crate::desk::event::Event;
use crate::desk::importing::new_dictation;
use crate::desk::state::Desk;
use crate::problem::{Outcome, Problem};
use crate::record::{Changes, Dictation, DictationId, Status};
use crate::store::Record;

impl Desk {
    /// Begins a letter that nobody dictated, and opens it.
    pub(in crate::desk) fn new_letter(&mut self) {
        let new = self.undictated();
        let (by, now) = (self.actor(), (self.clock)());
        self.begin(move |record| record.begin_letter(&by, &new, now));
    }

    /// Begins another letter from what the one on the desk is made from, and opens it.
    pub(in crate::desk) fn another_letter(&mut self, work_type: String) {
        let Some(row) = self.on_desk.piece.as_ref().map(|it| it.dictation.seen()) else {
            return;
        };
        let by = self.actor();
        self.begin(move |record| record.another_letter(&by, row, &work_type));
    }

    /// Begins a letter that adds to the signed one on the desk, and opens it.
    ///
    /// # Errors
    /// When that one is not signed.
    pub(in crate::desk) fn addendum(&mut self) -> Outcome<()> {
        let Some((letter, _)) = self.signed_on_desk() else {
            return Err(Problem::new(
                "This letter is not signed, so nothing can be added to it afterwards",
                "Carry on typing in it as it is",
            ));
        };
        let mut new = self.undictated();
        if let Some(piece) = &self.on_desk.piece {
            let before = &piece.dictation;
            new.author = before.author;
            new.patient = before.patient;
            new.clinic.clone_from(&before.clinic);
            new.work_type.clone_from(&before.work_type);
        }
        let (by, now) = (self.actor(), (self.clock)());
        self.begin(move |record| record.addendum(&by, letter, &new, now));
        Ok(())
    }

    /// An entry of the worklist that is typed from nothing.
    fn undictated(&self) -> Dictation {
        Dictation {
            status: Status::Typing,
            ..new_dictation((self.clock)())
        }
    }

    fn begin(
        &mut self,
        begin: impl FnOnce(&mut dyn Record) -> Outcome<(DictationId, Changes)> + Send + 'static,
    ) {
        self.crew.record(move |record, outbox| {
            let (id, changes) = begin(record)?;
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::Begun(id));
            Ok(())
        });
    }
}
