//! Needs: what must be so before a command applies, and who carries it out then.

/// What must be so before a command applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The workspace is open.
    Workspace,
    /// There is somebody to tell apart from who is at the desk.
    Lock,
    /// A letter is on the desk.
    Letter,
    /// It has not been signed, so that it can be.
    Unsigned,
    /// It has not been signed, so that it may still be changed.
    Changeable,
    Signed,
    /// It waits for a signature.
    ToSign,
    /// Something has been asked about it.
    Asked,
    /// The signing tray is open.
    Tray,
    Undoable,
    Redoable,
    /// It has a draft.
    Draft,
    /// Another letter begins in its recording.
    OtherLetter,
    /// Something of text or recording is on either side of the caret.
    CaretWithin,
    /// The recording stands somewhere in the middle of what the letter was made from.
    Midway,
    /// Another letter of its recording comes after it.
    NextLetter,
    /// A speech model is installed.
    Model,
    /// A draft is being made.
    Drafting,
    /// The models are being timed, or are not.
    Timing,
    NotTiming,
    /// The record is being checked.
    Checking,
}

impl Need {
    /// What a person is told who asks for it all the same.
    pub const fn refusal(self) -> &'static str {
        match self {
            Self::Workspace => "Open the workspace first",
            Self::Lock => {
                "Nobody else works here and you have no PIN, so there is nothing to lock: set one \
                 under View, People"
            }
            Self::Letter => "No letter is on the desk",
            Self::Unsigned => "The letter is signed already",
            Self::Changeable => {
                "This letter is signed, so it is kept as it is. Use Review, Amend the signed \
                 letter, to start a new version."
            }
            Self::Signed => "The letter is not signed yet",
            Self::ToSign => "Only a letter that waits for a signature can be sent back",
            Self::Asked => "Nothing has been asked about this letter",
            Self::Tray => "Open the signing tray first",
            Self::Undoable => "There is nothing to undo",
            Self::Redoable => "There is nothing to redo",
            Self::Draft => "There is no draft yet",
            Self::OtherLetter => "No other letter begins in this recording",
            Self::CaretWithin => {
                "Put the caret where the other letter begins; at the end of the text, play to there"
            }
            Self::Midway => "Play to where the other letter begins",
            Self::NextLetter => "No other letter of this recording comes after this one",
            Self::Model => "No speech model is installed",
            Self::Drafting => "Nothing is being drafted",
            Self::Timing => "No model is being timed",
            Self::NotTiming => "The models are being timed",
            Self::Checking => "The record is not being checked",
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
pub const SIGNED: &[Need] = &[Need::Workspace, Need::Letter, Need::Signed];
pub const SIGNABLE: &[Need] = &[Need::Workspace, Need::Letter, Need::Unsigned];

impl Duty {
    /// Of a command that the desk carries out.
    pub const fn by_desk(needs: &'static [Need]) -> Self {
        Self {
            needs,
            by: By::Desk,
        }
    }
}
