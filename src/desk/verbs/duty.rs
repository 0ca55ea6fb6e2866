//! Duties: what each command needs before it applies, and who carries it out.

use super::row_of;
use crate::desk::command::Command;

/// What must be so before a command applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The workspace is open.
    Workspace,
    /// A letter is on the desk.
    Letter,
    /// It has not been signed, so that it can be.
    Unsigned,
    /// It has not been signed, so that it may still be changed.
    Changeable,
    Signed,
    Undoable,
    Redoable,
    /// It has a draft.
    Draft,
    /// Another letter begins in its recording.
    OtherLetter,
    /// A speech model is installed.
    Model,
    /// A draft is being made.
    Drafting,
    /// The models are being timed, or are not.
    Timing,
    NotTiming,
}

impl Need {
    /// What a person is told who asks for it all the same.
    pub const fn refusal(self) -> &'static str {
        match self {
            Self::Workspace => "Open the workspace first",
            Self::Letter => "No letter is on the desk",
            Self::Unsigned => "The letter is signed already",
            Self::Changeable => {
                "This letter is signed, so it is kept as it is. Use Review, Amend the signed \
                 letter, to start a new version."
            }
            Self::Signed => "The letter is not signed yet",
            Self::Undoable => "There is nothing to undo",
            Self::Redoable => "There is nothing to redo",
            Self::Draft => "There is no draft yet",
            Self::OtherLetter => "No other letter begins in this recording",
            Self::Model => "No speech model is installed",
            Self::Drafting => "Nothing is being drafted",
            Self::Timing => "No model is being timed",
            Self::NotTiming => "The models are being timed",
        }
    }
}

/// Who carries a command out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Desk,
    /// The transport: taken even while a sheet is open.
    Deck,
    /// The window, where a dialogue is opened or the focus moves; the desk says whether.
    Screen,
}

/// What a command needs, the first to be missed first, and who carries it out.
#[derive(Clone, Copy, Debug)]
pub struct Duty {
    pub needs: &'static [Need],
    pub by: By,
}

pub const NOTHING: &[Need] = &[];
pub const WORKSPACE: &[Need] = &[Need::Workspace];
pub const LETTER: &[Need] = &[Need::Workspace, Need::Letter];
/// A letter that is changed, or whose row is.
pub const CHANGEABLE: &[Need] = &[Need::Workspace, Need::Letter, Need::Changeable];
pub const SIGNABLE: &[Need] = &[Need::Workspace, Need::Letter, Need::Unsigned];

/// The duty of any command: its row says it, or for one with words this match. There is no
/// wildcard, so that a new command says which it is.
pub fn duty(command: &Command) -> Duty {
    use Command as C;
    match command {
        C::CreateWorkspace { .. } | C::Unlock { .. } | C::Dismiss | C::DismissNotice(_) => {
            by_desk(NOTHING)
        }
        C::Import(_)
        | C::Filter(_)
        | C::Open(_)
        | C::SetVolume(_)
        | C::SearchPatients(_)
        | C::SavePatient(_)
        | C::SaveAuthor(_)
        | C::SaveTerm(_)
        | C::RemoveTerm(_)
        | C::ImportTerms(..)
        | C::Decide(..)
        | C::ChangeSettings(_) => by_desk(WORKSPACE),
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
        | C::SaveProof(_) => by_desk(LETTER),
        C::Sign { .. } => by_desk(SIGNABLE),
        C::Seek(_) | C::SeekToText(_) => Duty {
            needs: LETTER,
            by: By::Deck,
        },
        C::ChooseWordList(_) => Duty {
            needs: WORKSPACE,
            by: By::Screen,
        },
        C::AddSample
        | C::ChooseFiles
        | C::FilterWorklist
        | C::OpenNext
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
        | C::MarkQuery
        | C::SendForSignature
        | C::Amend
        | C::FileAgain
        | C::Show(_)
        | C::ToggleWorklist
        | C::ToggleReview => of_row(command),
    }
}

const fn by_desk(needs: &'static [Need]) -> Duty {
    Duty {
        needs,
        by: By::Desk,
    }
}

/// Of a command that says it has a row. Were that not so, asking for a letter that can be changed
/// would be the safe mistake; the tests see that it is so.
fn of_row(command: &Command) -> Duty {
    row_of(command).map_or(by_desk(CHANGEABLE), |verb| verb.duty)
}
