//! Acts of commands: what must be allowed to whoever says them.

use crate::desk::command::{Command, RowChange, Sheet};
use crate::desk::settings::Settings;
use crate::letter::sign::Manner;
use crate::record::Act;

/// What a command does that not everybody may; none for what whoever is at the desk may do. There
/// is no wildcard, so that a new command says which it is. Whether a letter may be opened turns on
/// its patient, and is asked where it is fetched.
pub fn act_of(command: &Command, settings: &Settings) -> Option<Act> {
    use Command as C;
    let act = match command {
        C::Type { .. }
        | C::Restyle(_)
        | C::SetField(..)
        | C::Undo
        | C::Redo
        | C::SettleQuestion
        | C::SplitLetters
        | C::KeepAsOne
        | C::SplitHere
        | C::SplitAtMoment
        | C::JoinNext
        | C::MarkQuery
        | C::Ask(..)
        | C::SetPriority(_)
        | C::SetWorkType(_)
        | C::RemoveRows(_)
        | C::RestoreRows(_)
        | C::DraftAgain
        | C::InsertDraft
        | C::DiscardDraft
        | C::NewLetter
        | C::AnotherLetter(_)
        | C::BecomeTask(_)
        | C::Addendum => Act::Write,
        C::ChoosePatient(_) | C::ChooseAuthor(_) | C::SetDictated(_) => Act::Identify,
        C::ChangeRows(changes) => match changes.iter().any(|it| matches!(it, RowChange::Author(_)))
        {
            true => Act::Identify,
            false => Act::Write,
        },
        C::SendForSignature => Act::HandOver,
        C::Sign(signature) => match signature.manner {
            Manner::Own => Act::SignAsOneself,
            Manner::For => Act::SignFor,
            Manner::Unsigned { .. } => Act::SendUnsigned,
        },
        C::MarkSent(_) | C::PreparePost(_) | C::MarkGone(_) | C::DeleteReadables(_) => {
            Act::Dispatch
        }
        C::Reject(_) => Act::Reject,
        C::Answer(..) => Act::Answer,
        C::Withdraw(_) => Act::Withdraw,
        C::Amend => Act::Amend,
        C::ChooseAttachments
        | C::Attach(_)
        | C::SavePatient(_)
        | C::SaveContact(_)
        | C::RemoveContact(_) => Act::ChangePatients,
        C::ChooseExport | C::ExportPatient(_) => Act::ExportPatient,
        C::MergePatients { .. } => Act::MergePatients,
        C::AddSample
        | C::ChooseList
        | C::BringIn(_)
        | C::TakeColumn(..)
        | C::SaveList
        | C::ChooseClinicList
        | C::TakeClinicList(_)
        | C::MatchRow(..)
        | C::ConfirmRow(..)
        | C::ConfirmSure
        | C::WordNotAttended(_)
        | C::SettleClinic
        | C::ChooseMailList
        | C::TakeMailList(_)
        | C::WordMailing(_)
        | C::ConfirmLine(..)
        | C::MakeLetters => Act::TakeListsIn,
        C::SaveAuthor(_) => Act::ChangeAuthors,
        C::SavePerson(..) => Act::ManagePeople,
        C::SaveTerm(_)
        | C::RemoveTerm(_)
        | C::ChooseWordList(_)
        | C::ImportTerms(..)
        | C::Decide(..) => Act::TeachDictionary,
        C::ChooseLogo | C::SetLogo(_) => Act::ChangeSettings,
        C::ChangeSettings(wanted) if wanted.differs_for_all(settings) => Act::ChangeSettings,
        C::Show(sheet) => return act_of_sheet(*sheet),
        C::ChangeSettings(_)
        | C::CreateWorkspace { .. }
        | C::Unlock { .. }
        | C::TakeOver { .. }
        | C::LockDesk
        | C::NameMe { .. }
        | C::Import(_)
        | C::ChooseFiles
        | C::FilterWorklist
        | C::Filter(_)
        | C::LookFor(_)
        | C::LookOn
        | C::Open(_)
        | C::OpenNext
        | C::ToggleTable
        | C::SortBy(_)
        | C::GroupByClinic
        | C::Pick(_)
        | C::LookAtTurnaround(_)
        | C::ChooseTurnaroundCopy
        | C::SaveTurnaround(_)
        | C::OpenPrevious
        | C::ToggleTray
        | C::NoteRead
        // Each of the letters is asked about by itself.
        | C::SignSeveral(_)
        | C::ChangeSecret { .. }
        | C::ChooseProof
        | C::Close
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
        | C::Seek(_)
        | C::SeekToText(_)
        | C::PlayFromCaret
        | C::PlayStretch(_)
        | C::Faster
        | C::Slower
        | C::NormalSpeed
        | C::SetVolume(_)
        | C::StopDraft
        | C::TimeModels
        | C::CheckRecord
        | C::StopChecking
        | C::StopTiming
        | C::Select(_)
        | C::FindInLetter
        | C::Find(_)
        | C::FindNext
        | C::FindDone
        | C::Save
        | C::NextQuestion
        | C::PreviousQuestion
        | C::GoToQuestion(_)
        | C::SearchPatients(_)
        | C::SkipButton
        | C::ForgetPedal(_)
        | C::FileAgain
        | C::LookUp(_)
        | C::SaveTask(_)
        | C::SetTaskDone(..)
        | C::ReadVersion(..)
        | C::ReadNothing
        | C::ChooseCopy(..)
        | C::SaveCopy(..)
        | C::ChooseAttachmentCopy(_)
        | C::SaveAttachment(..)
        | C::SaveProof(_)
        | C::Dismiss
        | C::ToggleWorklist
        | C::ToggleReview
        | C::Larger
        | C::Smaller
        | C::NormalSize
        | C::DismissNotice(_) => return None,
    };
    Some(act)
}

/// A sheet that serves one act only is not opened to whoever may not do it.
fn act_of_sheet(sheet: Sheet) -> Option<Act> {
    match sheet {
        Sheet::People => Some(Act::ManagePeople),
        Sheet::BringIn | Sheet::Clinic | Sheet::MailMerge => Some(Act::TakeListsIn),
        Sheet::Author => Some(Act::ChangeAuthors),
        Sheet::Asking => Some(Act::Write),
        Sheet::Answering => Some(Act::Answer),
        Sheet::Rejecting => Some(Act::Reject),
        Sheet::Withdrawing => Some(Act::Withdraw),
        Sheet::Sending | Sheet::PostRoom | Sheet::Readables => Some(Act::Dispatch),
        Sheet::Rows => Some(Act::Write),
        Sheet::Bin | Sheet::Turnaround => None,
        Sheet::Palette
        | Sheet::Patient
        | Sheet::Patients
        | Sheet::Everything
        | Sheet::PhoneNote
        | Sheet::Tasks
        | Sheet::NoLetter
        | Sheet::Dictionary
        | Sheet::Learnt
        | Sheet::Signing
        | Sheet::Several
        | Sheet::Secret
        | Sheet::About
        | Sheet::Another
        | Sheet::Comparing
        | Sheet::Settings
        | Sheet::Pedal
        | Sheet::Models
        | Sheet::Checking
        | Sheet::Keys => None,
    }
}
