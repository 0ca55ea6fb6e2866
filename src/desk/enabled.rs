//! Which commands apply now, and for those that do not, why.

use super::command::{Command, Sheet};
use super::{Desk, Door};

impl Desk {
    /// Whether a command applies now, or why not.
    ///
    /// # Errors
    /// One sentence that says what is missing.
    pub fn enabled(&self, command: &Command) -> Result<(), &'static str> {
        use Command as C;
        let needs_letter = !matches!(
            command,
            C::CreateWorkspace { .. }
                | C::Unlock { .. }
                | C::AddSample
                | C::Import(_)
                | C::ChooseFiles
                | C::Filter(_)
                | C::Open(_)
                | C::OpenNext
                | C::SetVolume(_)
                | C::SearchPatients(_)
                | C::SavePatient(_)
                | C::SaveAuthor(_)
                | C::SaveTerm(_)
                | C::RemoveTerm(_)
                | C::ChooseWordList(_)
                | C::ImportTerms(..)
                | C::Decide(..)
                | C::FileAgain
                | C::StopDraft
                | C::TimeModels
                | C::StopTiming
                | C::Dismiss
                | C::ToggleWorklist
                | C::ToggleReview
                | C::ChangeSettings(_)
                | C::DismissNotice(_)
                | C::Close
                | C::Show(
                    Sheet::Palette
                        | Sheet::Author
                        | Sheet::Dictionary
                        | Sheet::Learnt
                        | Sheet::Settings
                        | Sheet::Models
                        | Sheet::Keys
                )
        );
        let needs_door = !matches!(
            command,
            C::CreateWorkspace { .. }
                | C::Unlock { .. }
                | C::DismissNotice(_)
                | C::Dismiss
                | C::Show(Sheet::Keys)
        );
        if needs_door && self.workspace.door != Door::Open {
            return Err("Open the workspace first");
        }
        if *command == C::StopDraft && self.queue.making().is_none() {
            return Err("Nothing is being drafted");
        }
        match (command, &self.models.timing) {
            (C::TimeModels, _) if self.models.here().is_empty() => {
                return Err("No speech model is installed");
            }
            (C::TimeModels, Some(_)) => return Err("The models are being timed"),
            (C::StopTiming, None) => return Err("No model is being timed"),
            _ => {}
        }
        let Some(piece) = &self.on_desk.piece else {
            return if needs_letter {
                Err("No letter is on the desk")
            } else {
                Ok(())
            };
        };
        match command {
            C::Undo if !piece.manuscript.can_undo() => Err("There is nothing to undo"),
            C::Redo if !piece.manuscript.can_redo() => Err("There is nothing to redo"),
            C::Amend if piece.signed().is_none() => Err("The letter is not signed yet"),
            C::Sign { .. } | C::Show(Sheet::Signing) if piece.signed().is_some() => {
                Err("The letter is signed already")
            }
            C::DraftAgain if self.model().is_none() => Err("No speech model is installed"),
            C::SplitLetters | C::KeepAsOne
                if piece.draft.as_ref().is_none_or(|it| it.starts.is_empty()) =>
            {
                Err("No other letter begins in this recording")
            }
            C::InsertDraft if piece.draft.is_none() => Err("There is no draft yet"),
            _ => Ok(()),
        }
    }
}
