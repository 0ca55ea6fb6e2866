//! Opening: a dictation and its letter are fetched, put on the desk, and put away again.

use crate::clinical::draft::Drafted;
use crate::desk::command::Command;
use crate::desk::event::{Event, Opened};
use crate::desk::on_desk::Arrived;
use crate::desk::state::Desk;
use crate::desk::workpiece::Workpiece;
use crate::problem::Outcome;
use crate::record::{Dictation, DictationId, Status};

impl Desk {
    /// Puts the most pressing dictation that is not on the desk on it.
    pub(in crate::desk) fn open_next(&mut self, now: f64) {
        let on_desk = self.on_desk.id();
        let ready = |status: Status| {
            matches!(
                status,
                Status::Waiting | Status::DraftReady | Status::Typing | Status::Rejected
            )
        };
        let screen = self.screen();
        let is_open = |row: &Dictation| {
            let patient = self.patient_of(row);
            !patient.is_some_and(|it| it.details.restricted) || screen.lets(row)
        };
        let next = self
            .worklist()
            .find(|row| ready(row.status) && Some(row.id) != on_desk && is_open(row))
            .map(|row| row.id);
        match next {
            Some(id) => self.open(id),
            None => self.notices.say("Nothing else is waiting to be typed", now),
        }
    }

    /// Puts the row of the worklist before the one on the desk on it.
    pub(in crate::desk) fn open_previous(&mut self, now: f64) {
        let on_desk = self.on_desk.id();
        let rows = self.worklist().map(|row| row.id);
        let before = rows.take_while(|id| Some(*id) != on_desk).last();
        match before.filter(|_| on_desk.is_some()) {
            Some(id) => self.open(id),
            None => self
                .notices
                .say("Nothing stands before it in the worklist", now),
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
        let (by, screen) = (self.actor(), self.screen());
        self.crew.record(move |record, outbox| {
            if let Err(problem) = screen.hold(record, id) {
                outbox.post(Event::NotOpened(id, problem));
                return Ok(());
            }
            let (fetched, changes) = record.open(&by, id)?;
            let opened = Opened {
                fetched,
                remarks: record.remarks(id)?,
                source: record.audio(id).map(Box::new),
            };
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::Opened(Box::new(opened)));
            Ok(())
        });
    }

    /// A dictation has come: it is the workpiece from now on, if it is still waited for.
    pub(in crate::desk) fn opened(&mut self, opened: Box<Opened>, now: f64) -> Outcome<()> {
        let id = opened.fetched.dictation.id;
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
        opened: Opened,
        drafted: Option<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        let Opened {
            fetched,
            remarks,
            source,
        } = opened;
        let id = fetched.dictation.id;
        self.crew.deck.unload();
        let mut piece = Workpiece::new(fetched)?;
        piece.review.is_stale = true;
        piece.remarks = remarks;
        if self.tray.is_open() {
            // Whoever reads begins with the first line, not where the typist stopped.
            piece.select(0..0);
        }
        let author = self.author_of(&piece.dictation);
        if let Some(speed) = author.and_then(|author| author.speed) {
            piece.transport.set_speed(speed);
        }
        self.on_desk.piece = Some(piece);
        self.view.table.over_letter = false;
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
        }
    }
}
