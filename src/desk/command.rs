//! Every command of the program: the one vocabulary that pedal, keys, menus, scripts and tests share.

use std::ops::Range;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::clinical::lexicon::OwnTerm;
use crate::letter::outgoing::Stop;
use crate::letter::sign::Manner;
use crate::letter::{BlockKind, Field};
use crate::record::{
    AttachmentId, Author, AuthorId, Contact, ContactId, CorrectionId, Delivery, DictationId,
    LetterId, NewSecret, Patient, PatientId, Person, PersonId, Priority, ReadableId, RemarkId,
    Secret, Seen, Task, TaskId, TermId,
};
use crate::words::Span;

pub use super::choosing::{Heading, Pick};
use super::mailing::Wording;
use super::settings::Settings;
use super::turnaround::Period;
pub use super::view::Sheet;
pub use crate::record::list::Field as Column;
pub use crate::store::RowChange;

/// Something a person asks for. Pedal, keys, menu, palette, drag and drop, the command line and
/// tests all say it with these.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    // The workspace.
    CreateWorkspace {
        passphrase: String,
        sample: bool,
        /// Who makes it, where they say.
        name: String,
        initials: String,
    },
    Unlock {
        passphrase: String,
    },
    AddSample,
    // Who is at the desk.
    TakeOver {
        person: PersonId,
        secret: Secret,
    },
    LockDesk,
    /// Who whoever is at the desk is.
    NameMe {
        name: String,
        initials: String,
    },
    SavePerson(Box<Person>, NewSecret),
    /// Another PIN for whoever is at the desk, who gives the one they have.
    ChangeSecret {
        had: Secret,
        wanted: Secret,
    },
    // The worklist.
    Import(Vec<PathBuf>),
    ChooseFiles,
    /// To where the filter is typed.
    FilterWorklist,
    Filter(String),
    /// Letters, among all there are.
    LookFor(String),
    /// More of what was found.
    LookOn,
    Open(DictationId),
    OpenNext,
    OpenPrevious,
    Close,
    SetPriority(Priority),
    /// One of [`crate::letter::template::work_types`].
    SetWorkType(String),
    /// The worklist as a table, or as the list beside the letter.
    ToggleTable,
    SortBy(Heading),
    GroupByClinic,
    /// Which rows of the table are chosen.
    Pick(Pick),
    /// Each of the chosen rows in all these ways.
    ChangeRows(Vec<RowChange>),
    /// The chosen rows, for this reason.
    RemoveRows(String),
    /// Rows from the bin.
    RestoreRows(Vec<Seen<DictationId>>),
    /// How long letters took that were dictated in this period.
    LookAtTurnaround(Period),
    ChooseTurnaroundCopy,
    SaveTurnaround(PathBuf),
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
    /// From the word at the caret on.
    PlayFromCaret,
    /// These seconds and no more.
    PlayStretch(Span),
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
    // The record as a whole.
    CheckRecord,
    StopChecking,
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
    /// The text below the caret is another letter.
    SplitHere,
    /// What is said from where the recording stands is another letter.
    SplitAtMoment,
    /// The next letter of the recording is part of this one.
    JoinNext,
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
    // A clinic and its list.
    ChooseClinicList,
    /// The clinic list in this file, matched before anything is changed.
    TakeClinicList(PathBuf),
    /// Take a recording for an appointment, by its place, or none.
    MatchRow(usize, Option<DictationId>),
    ConfirmRow(usize, bool),
    /// All that need no look.
    ConfirmSure,
    /// What letters to those who did not come say.
    WordNotAttended(String),
    SettleClinic,
    // Letters in bulk.
    ChooseMailList,
    TakeMailList(PathBuf),
    WordMailing(Box<Wording>),
    ConfirmLine(usize, bool),
    MakeLetters,
    // Tasks.
    SaveTask(Box<Task>),
    SetTaskDone(Seen<TaskId>, bool),
    /// The recording on the desk is no letter; what is to be done about it.
    BecomeTask(String),
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
    /// A question to the author, with the seconds of sound it is about.
    Ask(String, Option<Span>),
    Answer(RemarkId, String),
    /// Back to whoever types it, for this reason.
    Reject(String),
    // The signing tray.
    ToggleTray,
    /// The letter on the desk has been shown to its end.
    NoteRead,
    /// What was read to its end, with what whoever signs says of each; in the manner usual for it.
    SignSeveral(Signature),
    ChooseProof,
    SendForSignature,
    Sign(Signature),
    /// It has gone to these recipients, each by its place; to all to whom it has not, where none is
    /// named.
    MarkSent(Vec<(u32, Delivery)>),
    Amend,
    /// The signed letter no longer holds, for this reason.
    Withdraw(String),
    /// A letter that nobody dictated.
    NewLetter,
    /// Another letter from what this one is made from, of that work type.
    AnotherLetter(String),
    /// A letter that adds to the signed one.
    Addendum,
    /// The day it was dictated, as a person says.
    SetDictated(Date),
    // The post room.
    /// Make what these recipients get, each in that way.
    PreparePost(Vec<(Stop, Delivery)>),
    /// These have gone, each in that way.
    MarkGone(Vec<(Stop, Delivery)>),
    DeleteReadables(Vec<ReadableId>),
    // A patient's page.
    LookUp(PatientId),
    SaveContact(Box<Contact>),
    RemoveContact(ContactId),
    ReadVersion(LetterId, u32),
    ReadNothing,
    ChooseCopy(LetterId, u32, Print),
    SaveCopy(LetterId, u32, Print, PathBuf),
    /// Papers from elsewhere, for the patient whose page is open.
    ChooseAttachments,
    Attach(Vec<PathBuf>),
    ChooseAttachmentCopy(AttachmentId),
    SaveAttachment(AttachmentId, PathBuf),
    ChooseExport,
    /// Everything about the patient whose page is open, into a new folder in this one.
    ExportPatient(PathBuf),
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

/// How a person lets a letter go, and what they say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Whether they have compared the patient with the referral.
    pub identity_checked: bool,
    /// Why part of the dictation need not be heard.
    pub unheard_reason: String,
    pub manner: Manner,
}

/// In which size a copy of a signed letter is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// Byte for byte as it was signed.
    AsSigned,
    /// The same words at 16 points or more.
    Large,
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
