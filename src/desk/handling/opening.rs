//! Opening: a dictation and its letter are fetched, put on the desk, and put away again.

use super::rows::refresh;
use crate::desk::command::Command;
use crate::desk::event::{Drafted, Event, Opened};
use crate::desk::on_desk::Arrived;
use crate::desk::state::Desk;
use crate::desk::workpiece::Workpiece;
use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, Status};

impl Desk {
    /// Puts the most pressing dictation that is not on the desk on it.
    pub(in crate::desk) fn open_next(&mut self, now: f64) {
        let on_desk = self.on_desk.id();
        let ready = |status: Status| {
            matches!(
                status,
                Status::Waiting | Status::DraftReady | Status::Typing
            )
        };
        let next = self
            .worklist()
            .find(|row| ready(row.status) && Some(row.id) != on_desk)
            .map(|row| row.id);
        match next {
            Some(id) => self.open(id),
            None => self.notices.say("Nothing else is waiting to be typed", now),
        }
    }

    /// Fetches a dictation and its letter; the letter is begun if there is none.
    pub(in crate::desk) fn open(&mut self, id: DictationId) {
        if self.on_desk.id() == Some(id) {
            return;
        }
        if let Some((other, drafted)) = self.on_desk.await_one(id) {
            self.land_in_record(other, *drafted);
        }
        let people = self.worklist.snapshot.clone();
        self.crew.record(move |store, outbox| {
            let dictation = store.dictation(id)?;
            let letter = match store.letter_for(id)? {
                Some(letter) => letter,
                None => store.begin_letter(id, &people.first_letter(&dictation))?,
            };
            let opened = Opened {
                letter,
                draft: store.draft(id)?,
                heard: store.heard(id)?,
                source: store.audio(id).map(|source| Box::new(source) as _),
                dictation,
            };
            outbox.post(Event::Opened(Box::new(opened)));
            Ok(())
        });
    }

    /// A dictation has come: it is the workpiece from now on, if it is still waited for.
    pub(in crate::desk) fn opened(&mut self, opened: Box<Opened>, now: f64) -> Outcome<()> {
        let id = opened.dictation.id;
        match self.on_desk.arrived(opened) {
            Arrived::Wanted(opened, drafted) => self.put_on_desk(*opened, drafted, now),
            Arrived::Early => {
                self.journal();
                self.on_desk.wish(Command::Open(id));
                Ok(())
            }
            Arrived::NotWanted => Ok(()),
        }
    }

    fn put_on_desk(
        &mut self,
        mut opened: Opened,
        drafted: Option<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        let id = opened.dictation.id;
        let source = std::mem::replace(&mut opened.source, Err(no_source()));
        self.crew.deck.unload();
        let mut piece = Workpiece::new(opened)?;
        piece.review.is_stale = true;
        self.on_desk.piece = Some(piece);
        self.fetch_sound(source);
        if let Some(drafted) = drafted {
            self.land(id, *drafted, now)?;
        }
        self.draft_what_is_on_desk();
        Ok(())
    }

    /// Brings the letter on the desk back as the record now has it, unless the desk has moved on.
    pub(in crate::desk) fn reopen(&mut self, id: DictationId) {
        if self.on_desk.id() == Some(id) {
            self.view.sheet = None;
            self.on_desk.piece = None;
            self.crew.deck.unload();
            if !self.on_desk.awaits_any() {
                self.open(id);
            }
        }
    }

    /// Takes the letter off the desk. The caller has made sure that all of it is saved.
    pub(in crate::desk) fn put_away(&mut self, now: f64) {
        if self.on_desk.piece.is_some() {
            self.remember_listening(now);
            self.crew.deck.unload();
            self.on_desk.piece = None;
            self.crew.record(refresh);
        }
    }
}

fn no_source() -> Problem {
    Problem::new("This dictation has no recording", "Import it again")
}
