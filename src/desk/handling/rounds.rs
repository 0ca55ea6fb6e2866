//! Signing several letters that were read, one after the other; what is held is named and left.

use crate::desk::command::{Command, Signature};
use crate::desk::state::Desk;
use crate::desk::tray::Round;
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, Patient, Status};

impl Desk {
    /// What waits to be signed and was read to its end in this sitting.
    pub fn read_in_tray(&self) -> Vec<&Dictation> {
        let rows = self.in_tray().into_iter();
        rows.filter(|row| row.status == Status::ToSign && self.tray.was_read(row.id))
            .collect()
    }

    /// Signs what was read to its end, each letter under the same gates as if it were signed alone.
    ///
    /// # Errors
    /// When nothing was.
    pub(in crate::desk) fn sign_several(&mut self, signature: Signature, now: f64) -> Outcome<()> {
        let read: Vec<DictationId> = self.read_in_tray().iter().map(|row| row.id).collect();
        if read.is_empty() {
            return Err(Problem::new(
                "No letter in the tray has been read to its end",
                "Read some, or sign the one on the desk",
            ));
        }
        self.view.sheet = None;
        self.tray.keep_reason(&signature.unheard_reason);
        self.tray.round = Some(Round::new(read, signature));
        self.next_in_round(now);
        Ok(())
    }

    fn next_in_round(&mut self, now: f64) {
        loop {
            let Some(round) = &mut self.tray.round else {
                return;
            };
            let Some(next) = round.go_on() else {
                self.end_round(now);
                let first = self.beside(None, true);
                return self.go_on_in_tray(first, now);
            };
            if self.on_desk.id() != Some(next) {
                return self.open(next);
            }
            if self.sign_in_round() {
                return;
            }
        }
    }

    /// A letter has come onto the desk: if it is the one that is to be signed now, it is.
    pub(in crate::desk) fn go_on_signing(&mut self, now: f64) {
        let Some(round) = &self.tray.round else {
            return;
        };
        let Some(on_desk) = self.on_desk.id() else {
            return;
        };
        if round.now != Some(on_desk) {
            // Somebody has opened another letter meanwhile.
            return self.end_round(now);
        }
        if !self.sign_in_round() {
            self.next_in_round(now);
        }
    }

    /// Signs the letter on the desk; says whether the record is to answer.
    fn sign_in_round(&mut self) -> bool {
        let Some(Round { signature, .. }) = &self.tray.round else {
            return false;
        };
        let signature = Signature {
            manner: self.usual_manner(),
            ..signature.clone()
        };
        self.refresh_review();
        let signed = self.is_as_read().and_then(|()| {
            self.allowed(&Command::Sign(signature.clone()))?;
            self.sign(signature)
        });
        if let Err(problem) = signed {
            self.hold_in_round(&problem);
            return false;
        }
        // The first of two signatories closes no version, so nothing more comes of it.
        let piece = self.on_desk.piece.as_ref();
        let is_under_way = piece.is_some_and(|piece| piece.refuse_changes().is_err());
        if !is_under_way {
            self.hold_in_round(&Problem::new(
                "",
                "approved, and waits for its second signatory",
            ));
        }
        is_under_way
    }

    fn is_as_read(&self) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        match piece.is_some_and(|piece| self.tray.has_read(piece)) {
            true => Ok(()),
            false => Err(Problem::new(
                "The letter is not as it was read",
                "It has been changed since it was read: read it again",
            )),
        }
    }

    fn hold_in_round(&mut self, problem: &Problem) {
        let id = self.tray.round.as_ref().and_then(|round| round.now);
        let row = id.and_then(|id| self.dictation(id));
        let patient = row.and_then(|row| self.patient_of(row));
        let about = patient.map_or_else(|| "No patient chosen".to_owned(), Patient::display_name);
        if let Some(round) = &mut self.tray.round {
            round.hold(about, problem.next().to_owned());
        }
    }

    /// The record has signed the letter that is now to be signed, or any other.
    pub(in crate::desk) fn signed_in_round(&mut self, id: DictationId, now: f64) {
        if let Some(round) = self.tray.round.as_mut().filter(|it| it.now == Some(id)) {
            round.count_signed();
            self.on_desk.piece = None;
            self.crew.deck.unload();
            self.next_in_round(now);
        }
    }

    /// A letter was not opened or not signed: where it is the one to be signed now, it is named and
    /// the next follows; says whether it was.
    pub(in crate::desk) fn held_in_round(
        &mut self,
        id: DictationId,
        problem: &Problem,
        now: f64,
    ) -> bool {
        let round = self.tray.round.as_ref();
        if round.is_none_or(|round| round.now != Some(id)) {
            return false;
        }
        self.hold_in_round(problem);
        self.next_in_round(now);
        true
    }
}
