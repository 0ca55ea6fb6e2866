//! Splitting the letters of the recording on the desk, or keeping them one.

use super::rows::refresh;
use crate::desk::event::Event;
use crate::desk::splitting::{Parted, drafted, split};
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;
use crate::problem::{Outcome, answered};
use crate::record::DictationId;

impl Desk {
    /// Parts the letters of the recording on the desk. All that was typed is in the record by now.
    pub(in crate::desk) fn split_letters(&mut self) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        piece.standing = Standing::Splitting;
        let id = piece.dictation.id;
        let people = self.worklist.snapshot.clone();
        let lexicon = self.lexicon_for(id);
        self.crew.record(move |store, outbox| {
            let parted = answered(|| split(store, id, &people, &lexicon));
            outbox.post(Event::Split(id, parted.map(Box::new)));
            refresh(store, outbox)
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
                piece.draft = Some(parted.draft.clone());
                piece.dictation.part = Some(parted.part);
                piece.dictation.status = drafted(piece.dictation.status);
                piece.review.is_stale = true;
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
        let (id, draft) = (piece.dictation.id, draft.clone());
        self.crew
            .record(move |store, _| store.save_draft(id, &draft));
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
