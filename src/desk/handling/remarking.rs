//! Remarks: asking the author about the letter on the desk, answering, and sending it back.

use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, Remark, RemarkId, Status};
use crate::words::Span;

impl Desk {
    /// The query about the letter on the desk that has waited longest for an answer.
    pub fn query(&self) -> Option<&Remark> {
        let piece = self.on_desk.piece.as_ref()?;
        piece.remarks.iter().find(|remark| remark.is_open())
    }

    /// Asks its author about the letter on the desk, which waits until that is answered.
    ///
    /// # Errors
    /// When nothing is asked, or the letter is signed.
    pub(in crate::desk) fn ask(&mut self, said: &str, span: Option<Span>, now: f64) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        let said = said.trim().to_owned();
        if said.is_empty() {
            return Err(Problem::new(
                "Nothing has been asked yet",
                "Write down what the author is to say",
            ));
        }
        piece.dictation.status = Status::Query;
        self.view.sheet = None;
        self.change_row(self.actor(), move |record, by, row| {
            record.ask(by, row, &said, span)
        });
        self.look_up_remarks();
        self.notices.say("Set aside with your question", now);
        Ok(())
    }

    /// Answers a query about the letter on the desk.
    ///
    /// # Errors
    /// When nothing is said.
    pub(in crate::desk) fn answer(&mut self, query: RemarkId, said: &str, now: f64) -> Outcome<()> {
        let next = self.beside(self.on_desk.id(), true);
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        let said = said.trim().to_owned();
        if said.is_empty() {
            return Err(Problem::new(
                "The query has not been answered yet",
                "Write down the answer",
            ));
        }
        let mut others = piece.remarks.iter();
        let is_last = !others.any(|remark| remark.id != query && remark.is_open());
        if is_last && piece.dictation.status == Status::Query {
            piece.dictation.status = Status::Typing;
        }
        self.change_row(self.actor(), move |record, by, row| {
            record.answer(by, row, query, &said)
        });
        self.look_up_remarks();
        self.notices.say("Answered", now);
        self.view.sheet = None;
        if self.tray.is_open() {
            self.tray.count(|done| done.answered += 1);
            if is_last {
                self.go_on_in_tray(next, now);
            }
        }
        Ok(())
    }

    /// Sends the letter on the desk back instead of signing it.
    ///
    /// # Errors
    /// When it does not wait for a signature, or no reason is given.
    pub(in crate::desk) fn reject(&mut self, why: &str, now: f64) -> Outcome<()> {
        let next = self.beside(self.on_desk.id(), true);
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        let why = why.trim().to_owned();
        if piece.dictation.status != Status::ToSign {
            return Err(Problem::new(
                "Only a letter that waits for a signature can be sent back",
                "This one is not with its author",
            ));
        }
        if why.is_empty() {
            return Err(Problem::new(
                "The letter has not been sent back: no reason is given",
                "Write down what is to be done about it",
            ));
        }
        piece.dictation.status = Status::Rejected;
        piece.make_unready();
        self.view.sheet = None;
        self.change_row(self.actor(), move |record, by, row| {
            record.reject(by, row, &why)
        });
        self.look_up_remarks();
        self.notices.say("Sent back to be put right", now);
        if self.tray.is_open() {
            self.tray.count(|done| done.rejected += 1);
            self.go_on_in_tray(next, now);
        }
        Ok(())
    }

    /// Looks up what has been asked and said about the letter on the desk.
    fn look_up_remarks(&mut self) {
        let Some(id) = self.on_desk.id() else {
            return;
        };
        self.crew.record(move |record, outbox| {
            outbox.post(Event::RemarksFound(id, record.remarks(id)?));
            Ok(())
        });
    }

    pub(in crate::desk) fn remarks_found(&mut self, id: DictationId, remarks: Vec<Remark>) {
        if let Some(piece) = self.on_desk.piece_with(id) {
            piece.remarks = remarks;
        }
    }
}
