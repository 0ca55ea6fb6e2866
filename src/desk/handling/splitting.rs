//! Splitting the letters of the recording on the desk, or keeping them one.

use super::rows::tell_as_it_stands;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;
use crate::problem::{Outcome, answered};
use crate::record::{Actor, Changes, DictationId, Seen};
use crate::store::{Parted, Record};

impl Desk {
    /// Parts the letters of the recording on the desk. All that was typed is in the record by now.
    pub(in crate::desk) fn split_letters(&mut self) -> Outcome<()> {
        let Some(id) = self.on_desk.id() else {
            return Ok(());
        };
        let lexicon = self.lexicon_for(id);
        self.have_parted(move |record, by, row| record.split(by, row, &lexicon))
    }

    /// Has the record part the letter on the desk, which nobody types in meanwhile.
    ///
    /// # Errors
    /// When it cannot be changed now.
    pub(super) fn have_parted(
        &mut self,
        part: impl FnOnce(&mut dyn Record, &Actor, Seen<DictationId>) -> Outcome<(Parted, Changes)>
        + Send
        + 'static,
    ) -> Outcome<()> {
        let by = self.actor();
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        piece.standing = Standing::Splitting;
        let row = piece.dictation.seen();
        self.crew.record(move |record, outbox| {
            match answered(|| part(record, &by, row)) {
                Ok((parted, changes)) => {
                    outbox.post(Event::Split(row.id, Ok(Box::new(parted))));
                    outbox.post(Event::Changed(Box::new(changes)));
                }
                Err(problem) => {
                    outbox.post(Event::Split(row.id, Err(problem)));
                    tell_as_it_stands(record, row.id, outbox);
                }
            }
            Ok(())
        });
        Ok(())
    }

    /// The record has parted the letters, or has left them as they were.
    pub(in crate::desk) fn parted(
        &mut self,
        id: DictationId,
        parted: Outcome<Box<Parted>>,
        now: f64,
    ) -> Outcome<()> {
        if let Some(piece) = self.on_desk.piece_with(id) {
            piece.hand_back();
            if let Ok(parted) = &parted {
                piece.manuscript.take(parted.entry.clone())?;
                piece.draft = parted.draft.clone();
                piece.take_row(&parted.dictation);
                piece.select(0..0);
            }
        }
        self.notices.say(told(parted?.further), now);
        Ok(())
    }

    /// Takes the author to speak of one patient throughout: the draft stays one letter.
    pub(in crate::desk) fn keep_as_one(&mut self) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        let Some(draft) = &mut piece.draft else {
            return;
        };
        draft.starts.clear();
        piece.review.is_stale = true;
        self.change_row(self.actor(), |record, by, row| record.keep_as_one(by, row));
    }
}

pub(in crate::desk) fn told(further: usize) -> String {
    match further {
        1 => {
            "This recording holds 2 letters: the other is in the worklist, to be given its patient"
                .to_owned()
        }
        further => format!(
            "This recording holds {} letters: the others are in the worklist, to be given their patients",
            further + 1
        ),
    }
}
