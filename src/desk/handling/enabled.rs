//! Which commands apply now, and for those that do not, why.

use crate::desk::command::Command;
use crate::desk::state::Desk;
use crate::desk::verbs::{Need, duty};
use crate::desk::workspace::Door;
use crate::record::Status;

impl Desk {
    /// Whether a command applies now, or why not.
    ///
    /// # Errors
    /// One sentence that says what is missing.
    pub fn enabled(&self, command: &Command) -> Result<(), String> {
        match self.missing(command) {
            Some(missing) => Err(missing.to_owned()),
            None => self.allowed(command).map_err(|why| why.message()),
        }
    }

    /// What is missing before a command applies, whoever says it.
    pub(in crate::desk) fn missing(&self, command: &Command) -> Option<&'static str> {
        let mut needs = duty(command).needs.iter();
        let missing = needs.find(|need| !self.meets(**need))?;
        Some(match missing {
            Need::Workspace if self.is_locked() => "Say who you are first",
            missing => missing.refusal(),
        })
    }

    fn meets(&self, need: Need) -> bool {
        let piece = self.on_desk.piece.as_ref();
        match need {
            Need::Workspace => self.workspace.door == Door::Open && !self.is_locked(),
            Need::Lock => self.can_lock(),
            Need::Letter => piece.is_some(),
            Need::Unsigned | Need::Changeable => piece.is_some_and(|it| it.signed().is_none()),
            Need::Signed => piece.is_some_and(|it| it.signed().is_some()),
            Need::ToSign => piece.is_some_and(|it| it.dictation.status == Status::ToSign),
            Need::Asked => self.query().is_some(),
            Need::Tray => self.tray.is_open(),
            Need::Undoable => piece.is_some_and(|it| it.manuscript.can_undo()),
            Need::Redoable => piece.is_some_and(|it| it.manuscript.can_redo()),
            Need::Draft => piece.is_some_and(|it| it.draft.is_some()),
            Need::OtherLetter => {
                let draft = piece.and_then(|it| it.draft.as_ref());
                draft.is_some_and(|draft| !draft.starts.is_empty())
            }
            Need::CaretWithin => self.place_at_caret().is_some(),
            Need::Midway => self.place_at_moment().is_some(),
            Need::NextLetter => self.next_letter().is_some(),
            Need::Model => self.model().is_some(),
            Need::Drafting => self.queue.making().is_some(),
            Need::Timing => self.models.timing.is_some(),
            Need::NotTiming => self.models.timing.is_none(),
            Need::Checking => self.checking.is_under_way(),
        }
    }
}
