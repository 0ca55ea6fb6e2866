//! The signing tray: what waits for whoever is at the desk, and going through it.

use crate::desk::state::Desk;
use crate::desk::tray::Tray;
use crate::problem::Problem;
use crate::record::{Act, Dictation, DictationId, Status};

impl Desk {
    /// The sitting at the tray.
    pub fn tray(&self) -> &Tray {
        &self.tray
    }

    /// What waits for whoever is at the desk: what they can sign, then what they can answer, each
    /// in the order it is due.
    pub fn in_tray(&self) -> Vec<&Dictation> {
        let screen = self.screen();
        let is_shown = |row: &&Dictation| {
            let patient = self.patient_of(row);
            !patient.is_some_and(|it| it.details.restricted) || screen.lets(row)
        };
        let rows = self.worklist.in_order(self.day());
        let (to_sign, to_answer): (Vec<&Dictation>, Vec<&Dictation>) = rows
            .filter(|row| matches!(row.status, Status::ToSign | Status::Query))
            .partition(|row| row.status == Status::ToSign);
        let signs = |act, row| self.is_open_to(act, row);
        let to_sign = to_sign
            .into_iter()
            .filter(|row| signs(Act::SignAsOneself, row) || signs(Act::SignFor, row));
        let to_answer = to_answer
            .into_iter()
            .filter(|row| self.is_open_to(Act::Answer, row));
        to_sign.chain(to_answer).filter(is_shown).collect()
    }

    /// Opens the tray with the first letter in it, or leaves it.
    pub(in crate::desk) fn toggle_tray(&mut self, now: f64) {
        if self.tray.is_open() {
            self.tray = Tray::default();
            return;
        }
        self.tray = Tray::begun();
        let rows = self.in_tray();
        let is_there = rows.iter().any(|row| Some(row.id) == self.on_desk.id());
        match rows.first().map(|row| row.id) {
            Some(_) if is_there => self.begin_at_the_top(),
            Some(first) => self.open(first),
            None => self.put_away(now),
        }
    }

    /// Whoever reads begins with the first line, not where the typist stopped.
    fn begin_at_the_top(&mut self) {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.select(0..0);
        }
    }

    /// The letter on the desk has been shown to its end.
    pub(in crate::desk) fn note_read(&mut self) {
        if let Some(piece) = &self.on_desk.piece
            && self.tray.is_open()
        {
            self.tray.note_read(piece);
        }
    }

    /// Opens the letter after the one on the desk, or before it; after the last comes the first.
    pub(in crate::desk) fn step_in_tray(&mut self, forward: bool, now: f64) {
        let on_desk = self.on_desk.id();
        match self.beside(on_desk, forward) {
            Some(other) => self.open(other),
            None => self.notices.say("Nothing else waits in the tray", now),
        }
    }

    /// What stands in the tray beside that letter.
    pub(in crate::desk) fn beside(
        &self,
        id: Option<DictationId>,
        forward: bool,
    ) -> Option<DictationId> {
        let rows: Vec<DictationId> = self.in_tray().into_iter().map(|row| row.id).collect();
        let at = rows.iter().position(|row| Some(*row) == id);
        let count = rows.len();
        let other = match (at, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => 0,
            (None, false) => count.checked_sub(1)?,
        };
        let other = rows.get(other).copied();
        other.filter(|other| Some(*other) != id)
    }

    /// What was to be done with the letter on the desk is done: the next one opens by itself.
    pub(in crate::desk) fn go_on_in_tray(&mut self, next: Option<DictationId>, now: f64) {
        self.view.sheet = None;
        match next {
            Some(next) => self.open(next),
            None => {
                self.put_away(now);
                let done = self.tray.done().words();
                let told = format!("Nothing more waits in the tray: {done}");
                self.notices.say(told.trim_end_matches(": "), now);
            }
        }
    }

    /// A letter has been signed: at the tray the next one opens, elsewhere it is shown as signed.
    pub(in crate::desk) fn signed(&mut self, id: DictationId, now: f64) {
        let is_on_desk = self.on_desk.id() == Some(id);
        if !self.tray.is_open() || !is_on_desk {
            return self.reopen(id);
        }
        self.tray.count(|done| done.signed += 1);
        if self.tray.round.is_some() {
            return;
        }
        let next = self.beside(Some(id), true);
        self.go_on_in_tray(next, now);
    }

    /// Stops what is being signed by itself, and says what has come of it.
    pub(in crate::desk) fn end_round(&mut self, now: f64) {
        let Some(round) = self.tray.round.take() else {
            return;
        };
        let (signed, held) = round.outcome();
        let mut told = match signed {
            1 => "1 letter signed".to_owned(),
            signed => format!("{signed} letters signed"),
        };
        match round.left() {
            0 => {}
            left => told = format!("{told}, {left} left as they were"),
        }
        match held {
            None => self.notices.say(told, now),
            Some(held) => {
                let what = format!("{told}. These are not signed");
                self.notices.tell(&Problem::new(what, held));
            }
        }
    }
}
