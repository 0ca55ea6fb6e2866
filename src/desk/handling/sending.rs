//! Sending: to whom a signed letter goes, what has gone, and what is taken back.

use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::letter::gate::Step;
use crate::letter::recipients::Addressed;
use crate::letter::stages::Taken;
use crate::problem::{Outcome, Problem};
use crate::record::{Delivery, LetterId, Status};
use crate::store::Dispatched;

impl Desk {
    /// Looks up to whom the signed letter on the desk goes.
    pub(in crate::desk) fn look_up_recipients(&mut self) {
        self.view.recipients = None;
        let Some((letter, version)) = self.signed_on_desk() else {
            return;
        };
        self.crew.record(move |record, outbox| {
            let recipients = record.recipients(letter, version)?;
            outbox.post(Event::RecipientsFound(letter, recipients));
            Ok(())
        });
    }

    pub(in crate::desk) fn recipients_found(
        &mut self,
        letter: LetterId,
        recipients: Vec<Addressed>,
    ) {
        if self.on_desk.piece_of(letter).is_some() {
            self.view.recipients = Some(recipients);
        }
    }

    /// Looks up what the letter on the desk was at each of its stages.
    pub(in crate::desk) fn look_up_stages(&mut self) {
        self.view.stages = None;
        let Some(letter) = self.on_desk.piece.as_ref().map(|it| it.letter_id) else {
            return;
        };
        self.crew.record(move |record, outbox| {
            outbox.post(Event::StagesFound(letter, record.stages(letter)?));
            Ok(())
        });
    }

    pub(in crate::desk) fn stages_found(&mut self, letter: LetterId, stages: Vec<Taken>) {
        if self.on_desk.piece_of(letter).is_some() {
            self.view.stages = Some(stages);
        }
    }

    /// Notes that the signed letter on the desk has gone to these of its recipients, or to all to
    /// whom it has not gone yet, each in the way they want it.
    ///
    /// # Errors
    /// When something holds it.
    pub(in crate::desk) fn mark_sent(&mut self, to: Vec<(u32, Delivery)>, now: f64) -> Outcome<()> {
        self.pass(Step::Send)?;
        let Some((letter, version)) = self.signed_on_desk() else {
            return Ok(());
        };
        let at = (self.clock)();
        self.view.sheet = None;
        self.change_row(self.actor(), move |record, by, row| {
            let to = match to.is_empty() {
                true => waiting(&record.recipients(letter, version)?),
                false => to,
            };
            let dispatched = Dispatched {
                letter,
                version,
                to,
                at,
            };
            record.dispatch(by, row, &dispatched)
        });
        self.notices.say("Marked as sent", now);
        Ok(())
    }

    /// Says that the signed letter on the desk no longer holds.
    ///
    /// # Errors
    /// When it is not signed, or no reason is given.
    pub(in crate::desk) fn withdraw(&mut self, why: &str, now: f64) -> Outcome<()> {
        let why = why.trim().to_owned();
        let Some((letter, version)) = self.signed_on_desk() else {
            return Err(Problem::new(
                "Only a signed letter can be withdrawn",
                "This one can still be changed: nobody has had it yet",
            ));
        };
        if why.is_empty() {
            return Err(Problem::new(
                "The letter has not been withdrawn: no reason is given",
                "Write down why it no longer holds",
            ));
        }
        if let Some(piece) = &mut self.on_desk.piece {
            piece.dictation.status = Status::Withdrawn;
        }
        self.view.sheet = None;
        self.change_row(self.actor(), move |record, by, row| {
            record.withdraw(by, row, letter, version, &why)
        });
        self.notices.say(
            "Withdrawn. Amend it to write the letter that replaces it",
            now,
        );
        Ok(())
    }

    pub(in crate::desk) fn signed_on_desk(&self) -> Option<(LetterId, u32)> {
        let signed = self.on_desk.piece.as_ref()?.signed()?;
        Some((signed.letter, signed.version))
    }
}

/// Those to whom nothing has gone, each in the way they want it.
fn waiting(recipients: &[Addressed]) -> Vec<(u32, Delivery)> {
    let waiting = recipients.iter().filter(|it| it.sent.is_empty());
    waiting
        .map(|it| (it.place, it.recipient.to.delivery))
        .collect()
}
