//! Landing: where a finished draft goes, and what it leaves as it was.

use super::splitting::told;
use crate::clinical::draft::Drafted;
use crate::clinical::landing;
use crate::desk::command::Command;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;
use crate::problem::Outcome;
use crate::record::{Actor, DictationId};
use crate::store::Landed;

/// What is said where a draft of a whole recording comes once its letters have been parted.
const PARTED: &str = "The draft that has come is of the whole recording, whose letters have been \
    parted since, so it was not used; Letter, Draft again makes one of this letter";

impl Desk {
    /// A draft is done, or could not be made: the next is begun.
    pub(in crate::desk) fn drafted(
        &mut self,
        id: DictationId,
        drafted: Outcome<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        let failure = drafted.as_ref().err().cloned();
        if let Some(problem) = &failure {
            self.notices.tell(problem);
        }
        self.queue.ended(id, failure);
        let kept = drafted.map(|drafted| self.on_desk.keep_draft(id, drafted));
        let landed = match kept {
            Ok(Some(drafted)) => self.land(id, *drafted, now),
            _ => Ok(()),
        };
        self.draft_next();
        landed
    }

    /// Puts a finished draft into its letter: here when the letter is on the desk, otherwise in
    /// the record.
    pub(in crate::desk) fn land(
        &mut self,
        id: DictationId,
        drafted: Drafted,
        now: f64,
    ) -> Outcome<()> {
        match &self.on_desk.piece {
            Some(piece) if piece.dictation.id == id => self.land_on_desk(drafted, now),
            _ => {
                self.land_in_record(id, drafted);
                Ok(())
            }
        }
    }

    fn land_on_desk(&mut self, drafted: Drafted, now: f64) -> Outcome<()> {
        let Drafted {
            mut draft,
            body,
            length,
            part,
        } = drafted;
        let is_being_left = self.on_desk.has_wishes();
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        let is_being_split = matches!(piece.standing, Standing::Splitting);
        if is_being_split || piece.dictation.part != part {
            self.notices.say(PARTED, now);
            return Ok(());
        }
        let is_blank = piece.letter().body().text().trim().is_empty();
        if let Some(earlier) = piece.draft.take().filter(|_| !is_blank) {
            draft.keep_asking(earlier);
        }
        let is_several = draft.holds_several(&piece.dictation);
        piece.draft = Some(draft);
        piece.review.is_stale = true;
        piece.dictation.length = length;
        if !matches!(piece.standing, Standing::Open) {
            self.keep_draft(false);
            return Ok(());
        }
        if is_blank && is_several && !is_being_left {
            // It counts as drafted only once it is split: after a power cut it is drafted anew.
            self.keep_draft(false);
            self.on_desk.wish(Command::SplitLetters);
            return Ok(());
        }
        if is_blank {
            let draft = piece.draft.clone().unwrap_or_default();
            for edit in landing::edits(piece.letter().body(), &body, &draft) {
                let entry = piece.manuscript.apply(edit, now)?;
                piece.unsaved.since = now;
                piece.unsaved.entries.push(entry);
            }
            piece.dictation.status = piece.dictation.status.drafted();
            piece.select(0..0);
        } else {
            self.notices.say("The draft is ready; what you typed was left as it is. Letter, Put the draft in, uses it", now);
            if is_several {
                self.notices.say("This recording holds several letters. Review, Split at next patient, gives each its own place", now);
            }
        }
        self.keep_draft(is_blank);
        Ok(())
    }

    pub(in crate::desk) fn land_in_record(&mut self, id: DictationId, drafted: Drafted) {
        let lexicon = self.lexicon_for(id);
        self.crew.record(move |record, outbox| {
            let by = Actor::program();
            let (landed, changes) = record.land_draft(&by, id, drafted, &lexicon)?;
            match landed {
                Landed::OfAnotherPart => outbox.post(Event::Said(PARTED.to_owned())),
                Landed::Parted { further } => outbox.post(Event::Said(told(further))),
                Landed::InLetter | Landed::BesideLetter => {}
            }
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }

    /// Has the record keep the draft of the letter on the desk; `put` says whether it is that
    /// letter's text now.
    fn keep_draft(&mut self, put: bool) {
        let Some(piece) = &self.on_desk.piece else {
            return;
        };
        let draft = piece.draft.clone().unwrap_or_default();
        let length = piece.dictation.length;
        // The draft came whatever else was done to the row, so no sight of it is relied on.
        self.change_row(Actor::program(), move |record, by, row| {
            record.keep_draft(by, row.id, &draft, length, put)
        });
    }
}
