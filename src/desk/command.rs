//! Every command of the program: the one vocabulary that pedal, keys, menus, scripts and tests share.

use std::ops::Range;
use std::path::PathBuf;

use crate::clinical::lexicon::OwnTerm;
use crate::letter::{BlockKind, Field};
use crate::record::{
    Author, AuthorId, CorrectionId, DictationId, Patient, PatientId, Priority, Seen, TermId,
};

use super::settings::Settings;
pub use super::view::Sheet;
pub use crate::record::list::Field as Column;

/// Something a person asks for. Pedal, keys, menu, palette, drag and drop, the command line and
/// tests all say it with these.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    // The workspace.
    CreateWorkspace {
        passphrase: String,
        sample: bool,
    },
    Unlock {
        passphrase: String,
    },
    AddSample,
    // The worklist.
    Import(Vec<PathBuf>),
    ChooseFiles,
    /// To where the filter is typed.
    FilterWorklist,
    Filter(String),
    Open(DictationId),
    OpenNext,
    Close,
    SetPriority(Priority),
    /// One of [`crate::letter::template::work_types`].
    SetWorkType(String),
    // Transport.
    TogglePlay,
    Stop,
    PlayHeld,
    PlayReleased,
    RewindHeld,
    RewindReleased,
    ForwardHeld,
    ForwardReleased,
    JumpBack,
    JumpForward,
    Seek(f64),
    SeekToText(usize),
    Faster,
    Slower,
    NormalSpeed,
    SetVolume(f32),
    // The draft.
    DraftAgain,
    StopDraft,
    InsertDraft,
    DiscardDraft,
    // The speech models.
    TimeModels,
    StopTiming,
    // Writing.
    Type {
        range: Range<usize>,
        text: String,
    },
    Select(Range<usize>),
    Restyle(BlockKind),
    SetField(Field, String),
    Undo,
    Redo,
    /// To where what is looked for is typed.
    FindInLetter,
    Find(String),
    FindNext,
    FindDone,
    Save,
    // Review.
    NextQuestion,
    PreviousQuestion,
    GoToQuestion(usize),
    SettleQuestion,
    SplitLetters,
    KeepAsOne,
    // The record.
    SearchPatients(String),
    ChoosePatient(PatientId),
    SavePatient(Box<Patient>),
    /// Make a patient another name of one who stays.
    MergePatients {
        alias: Seen<PatientId>,
        of: Seen<PatientId>,
    },
    ChooseList,
    /// The list of patients in this file, looked over before it is saved.
    BringIn(PathBuf),
    /// Take a column of the list for something else, or for nothing.
    TakeColumn(usize, Option<Column>),
    SaveList,
    ChooseAuthor(AuthorId),
    SaveAuthor(Box<Author>),
    // The letterhead.
    ChooseLogo,
    /// The logo in this file, or none from now on.
    SetLogo(Option<PathBuf>),
    // The foot pedal.
    /// The pedal being taught has no such button.
    SkipButton,
    /// One of the pedals that were taught, by its place in the settings.
    ForgetPedal(usize),
    // The dictionary: an author's, or with none the organisation's.
    SaveTerm(Box<OwnTerm>),
    RemoveTerm(TermId),
    ChooseWordList(Option<AuthorId>),
    ImportTerms(Option<AuthorId>, PathBuf),
    // What signed letters have taught.
    Decide(CorrectionId, Decision),
    // Filing.
    MarkQuery,
    SendForSignature,
    Sign {
        identity_checked: bool,
        unheard_reason: String,
    },
    /// It has gone to its recipients.
    MarkSent,
    Amend,
    FileAgain,
    SaveProof(PathBuf),
    // The window.
    Show(Sheet),
    Dismiss,
    ToggleWorklist,
    ToggleReview,
    Larger,
    Smaller,
    NormalSize,
    ChangeSettings(Box<Settings>),
    DismissNotice(u64),
}

/// What a person makes of a proposed correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Always write it so for this author.
    Rule,
    /// Into the dictionary: an author's, or with none the organisation's.
    Term(Option<AuthorId>),
    /// Leave it alone for good; one in use is used no longer.
    Decline,
}
