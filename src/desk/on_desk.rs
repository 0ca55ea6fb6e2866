//! What is on the desk: the letter being worked on, the one being fetched, and what was asked for
//! meanwhile and waits until everything typed is saved.

use std::collections::VecDeque;

use super::command::Command;
use super::event::Opened;
use super::workpiece::Workpiece;
use crate::clinical::draft::Drafted;
use crate::record::{DictationId, LetterId, RecordingId};

/// The desk's own place: at most one letter on it, and at most one on its way.
#[derive(Default)]
pub(super) struct OnDesk {
    pub piece: Option<Workpiece>,
    coming: Option<Coming>,
    /// In the order they were asked for: a later one never takes the place of an earlier one.
    wishes: VecDeque<Command>,
}

/// A dictation on its way to the desk.
struct Coming {
    id: DictationId,
    /// Its draft, where that was ready first: it goes into the letter once that is here.
    drafted: Option<Box<Drafted>>,
}

/// What is to be done with a dictation that has come.
pub(super) enum Arrived {
    /// It is worked on from now on; with the draft that was ready before it.
    Wanted(Box<Opened>, Option<Box<Drafted>>),
    /// Somebody typed on while it was fetched: the letter on the desk is saved first.
    Early,
    /// The desk has moved on.
    NotWanted,
}

impl OnDesk {
    /// The dictation being worked on, if any.
    pub fn id(&self) -> Option<DictationId> {
        self.piece.as_ref().map(|piece| piece.dictation.id)
    }

    pub fn piece_with(&mut self, id: DictationId) -> Option<&mut Workpiece> {
        self.piece.as_mut().filter(|piece| piece.dictation.id == id)
    }

    pub fn piece_from(&mut self, recording: RecordingId) -> Option<&mut Workpiece> {
        let piece = self.piece.as_mut();
        piece.filter(|piece| piece.dictation.recording == Some(recording))
    }

    pub fn piece_of(&mut self, letter: LetterId) -> Option<&mut Workpiece> {
        self.piece
            .as_mut()
            .filter(|piece| piece.letter_id == letter)
    }

    /// Whether every keystroke is on disk.
    pub fn is_saved(&self) -> bool {
        self.piece.as_ref().is_none_or(Workpiece::is_saved)
    }

    /// Whether keystrokes are on their way to disk.
    pub fn is_saving(&self) -> bool {
        let piece = self.piece.as_ref();
        piece.is_some_and(|piece| piece.unsaved.in_flight > 0)
    }

    /// Whether a dictation is on its way.
    pub fn awaits_any(&self) -> bool {
        self.coming.is_some()
    }

    /// From now on this dictation is waited for, and no other; the draft of one that is no longer
    /// waited for is handed back.
    pub fn await_one(&mut self, id: DictationId) -> Option<(DictationId, Box<Drafted>)> {
        let before = self.coming.take();
        let (same, other) = match before {
            Some(coming) if coming.id == id => (coming.drafted, None),
            Some(Coming { id, drafted }) => (None, drafted.map(|drafted| (id, drafted))),
            None => (None, None),
        };
        self.coming = Some(Coming { id, drafted: same });
        other
    }

    /// Nothing is waited for any more; the draft of what was is handed back.
    pub fn await_none(&mut self) -> Option<(DictationId, Box<Drafted>)> {
        let Coming { id, drafted } = self.coming.take()?;
        drafted.map(|drafted| (id, drafted))
    }

    /// That dictation will not come; its draft is handed back.
    pub fn will_not_come(&mut self, id: DictationId) -> Option<(DictationId, Box<Drafted>)> {
        self.coming.as_ref().filter(|coming| coming.id == id)?;
        self.await_none()
    }

    /// A draft is ready. Kept here where its letter is on its way; handed back where not.
    pub fn keep_draft(&mut self, id: DictationId, drafted: Box<Drafted>) -> Option<Box<Drafted>> {
        match self.coming.as_mut().filter(|coming| coming.id == id) {
            Some(coming) => {
                coming.drafted = Some(drafted);
                None
            }
            None => Some(drafted),
        }
    }

    /// A dictation has come.
    pub fn arrived(&mut self, opened: Box<Opened>) -> Arrived {
        let id = opened.fetched.dictation.id;
        match self.coming.take() {
            Some(coming) if coming.id == id => {
                if self.is_saved() {
                    return Arrived::Wanted(opened, coming.drafted);
                }
                // It is fetched anew, and its draft may still be waiting then.
                self.coming = Some(coming);
                Arrived::Early
            }
            other => {
                self.coming = other;
                Arrived::NotWanted
            }
        }
    }

    /// Keeps what was asked for until all is saved.
    pub fn wish(&mut self, command: Command) {
        self.wishes.push_back(command);
    }

    pub fn has_wishes(&self) -> bool {
        !self.wishes.is_empty()
    }

    /// The first thing asked for, once all is saved.
    pub fn next_wish(&mut self) -> Option<Command> {
        self.is_saved().then(|| self.wishes.pop_front())?
    }

    /// What was asked for can no longer be done.
    pub fn forget_wishes(&mut self) {
        self.wishes.clear();
    }
}
