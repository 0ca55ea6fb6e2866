//! Duties: what each command needs, and who carries it out.

use super::need::{By, CHANGEABLE, Duty, LETTER, NOTHING, SIGNABLE, SIGNED, WORKSPACE};
use super::table::row_of;
use crate::desk::command::Command;

/// The duty of any command: its row says it, or for one with words this match. There is no
/// wildcard, so that a new command says which it is.
pub fn duty(command: &Command) -> Duty {
    use Command as C;
    match command {
        C::CreateWorkspace { .. }
        | C::Unlock { .. }
        | C::TakeOver { .. }
        | C::Dismiss
        | C::DismissNotice(_) => Duty::by_desk(NOTHING),
        C::Import(_)
        | C::Filter(_)
        | C::LookFor(_)
        | C::LookOn
        | C::Open(_)
        | C::SetVolume(_)
        | C::SearchPatients(_)
        | C::SavePatient(_)
        | C::MergePatients { .. }
        | C::BringIn(_)
        | C::TakeColumn(..)
        | C::SaveList
        | C::TakeClinicList(_)
        | C::MatchRow(..)
        | C::ConfirmRow(..)
        | C::ConfirmSure
        | C::WordNotAttended(_)
        | C::SettleClinic
        | C::TakeMailList(_)
        | C::WordMailing(_)
        | C::ConfirmLine(..)
        | C::MakeLetters
        | C::SaveTask(_)
        | C::SetTaskDone(..)
        | C::SaveAuthor(_)
        | C::SortBy(_)
        | C::Pick(_)
        | C::ChangeRows(_)
        | C::RemoveRows(_)
        | C::RestoreRows(_)
        | C::LookAtTurnaround(_)
        | C::SaveTurnaround(_)
        | C::SaveTerm(_)
        | C::RemoveTerm(_)
        | C::ImportTerms(..)
        | C::LookUp(_)
        | C::ReadVersion(..)
        | C::ReadNothing
        | C::SaveContact(_)
        | C::RemoveContact(_)
        | C::SaveCopy(..)
        | C::Attach(_)
        | C::SaveAttachment(..)
        | C::ExportPatient(_)
        | C::PreparePost(_)
        | C::MarkGone(_)
        | C::DeleteReadables(_)
        | C::Decide(..)
        | C::SetLogo(_)
        | C::SkipButton
        | C::NameMe { .. }
        | C::SavePerson(..)
        | C::ChangeSecret { .. }
        | C::SignSeveral(_)
        | C::ForgetPedal(_)
        | C::ChangeSettings(_) => Duty::by_desk(WORKSPACE),
        // Typing is not held up by a signature here: its handler says more of why not.
        C::Type { .. }
        | C::Select(_)
        | C::SetField(..)
        | C::Find(_)
        | C::FindNext
        | C::FindDone
        | C::GoToQuestion(_)
        | C::ChoosePatient(_)
        | C::ChooseAuthor(_)
        | C::AnotherLetter(_)
        | C::NoteRead
        | C::SaveProof(_) => Duty::by_desk(LETTER),
        C::SetWorkType(_)
        | C::SetDictated(_)
        | C::Ask(..)
        | C::Answer(..)
        | C::Reject(_)
        | C::BecomeTask(_) => Duty::by_desk(CHANGEABLE),
        C::Sign(_) => Duty::by_desk(SIGNABLE),
        C::MarkSent(_) | C::Withdraw(_) => Duty::by_desk(SIGNED),
        C::Seek(_) | C::SeekToText(_) | C::PlayStretch(_) => Duty {
            needs: LETTER,
            by: By::Deck,
        },
        C::ChooseWordList(_)
        | C::ChooseList
        | C::ChooseClinicList
        | C::ChooseMailList
        | C::ChooseTurnaroundCopy
        | C::ChooseCopy(..)
        | C::ChooseExport
        | C::ChooseAttachments
        | C::ChooseAttachmentCopy(_) => Duty {
            needs: WORKSPACE,
            by: By::Screen,
        },
        C::AddSample
        | C::LockDesk
        | C::ChooseLogo
        | C::Larger
        | C::Smaller
        | C::NormalSize
        | C::ChooseFiles
        | C::FilterWorklist
        | C::OpenNext
        | C::ToggleTable
        | C::GroupByClinic
        | C::OpenPrevious
        | C::ToggleTray
        | C::ChooseProof
        | C::PlayFromCaret
        | C::Close
        | C::SetPriority(_)
        | C::TogglePlay
        | C::Stop
        | C::PlayHeld
        | C::PlayReleased
        | C::RewindHeld
        | C::RewindReleased
        | C::ForwardHeld
        | C::ForwardReleased
        | C::JumpBack
        | C::JumpForward
        | C::Faster
        | C::Slower
        | C::NormalSpeed
        | C::DraftAgain
        | C::StopDraft
        | C::InsertDraft
        | C::DiscardDraft
        | C::TimeModels
        | C::CheckRecord
        | C::StopChecking
        | C::StopTiming
        | C::Restyle(_)
        | C::Undo
        | C::Redo
        | C::FindInLetter
        | C::Save
        | C::NextQuestion
        | C::PreviousQuestion
        | C::SettleQuestion
        | C::SplitLetters
        | C::KeepAsOne
        | C::SplitHere
        | C::SplitAtMoment
        | C::JoinNext
        | C::MarkQuery
        | C::SendForSignature
        | C::Amend
        | C::Addendum
        | C::NewLetter
        | C::FileAgain
        | C::Show(_)
        | C::ToggleWorklist
        | C::ToggleReview => of_row(command),
    }
}

/// Of a command that says it has a row. Were that not so, asking for a letter that can be changed
/// would be the safe mistake; the tests see that it is so.
fn of_row(command: &Command) -> Duty {
    match row_of(command) {
        Some(verb) if verb.command == *command => verb.duty,
        // Letting go is never refused: what it would end may not have begun.
        Some(verb) => Duty {
            needs: NOTHING,
            ..verb.duty
        },
        None => Duty::by_desk(CHANGEABLE),
    }
}
