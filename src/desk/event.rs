//! Everything that workers may say to the desk.

use crate::letter::recipients::Addressed;
use std::path::PathBuf;

use crate::audio::Clip;
use crate::clinical::draft::Drafted;
use crate::clinical::lexicon::Term;
use crate::letter::history::Entry;
use crate::letter::outgoing::Outgoing;
use crate::letter::stages::Taken;
use crate::pedal::PedalEvent;
use crate::problem::{Outcome, Problem};
use crate::record::list::appointments::ClinicList;
use crate::record::list::entries::ListEntry;
use crate::record::{
    AuthorId, Changes, CorrectionId, Dictation, DictationId, LetterId, Patient, PatientId, Person,
    PersonId, Readables, RecordingId, Remark, TaskRow,
};
use crate::speech::model::Pace;
use crate::store::{Check, Fetched, Kept, Parted, Recognition, TermsImported};

use super::about::{About, Reading};
use super::clinics;
use super::command::Decision;
use super::dictionary::Dictionary;
use super::export::Exported;
use super::importing::{Arrival, Imported};
use super::learning::Learnt;
use super::lists::{BroughtIn, File, LookedOver};
use super::logo::Logo;
use super::looking::Answer;
use super::post::room::{Missed, Report};
use super::post::{Made, Parcel};
use super::rows_done::RowsDone;
use super::settings::Settings;
use super::turnaround::Turnaround;
use super::watching::{Known, Sighting};
use super::worklist::Snapshot;

/// News from a worker.
pub enum Event {
    /// The record is open; here is what it holds.
    DoorOpened(Box<Snapshot>, Box<Settings>),
    /// Everybody who works here or did.
    PeopleRead(Vec<Person>),
    PersonSaved(PersonId),
    /// Whoever is at the desk has another PIN.
    SecretChanged,
    /// Whether it is that person, or that they have left.
    Recognised(PersonId, Outcome<Recognition>),
    /// No key is at hand: the person must give the passphrase.
    NeedsPassphrase,
    /// The record could not be opened or made.
    DoorStuck(Problem),
    /// Rows as they are after a change.
    Changed(Box<Changes>),
    /// A row as it still stands, because a change of it was refused.
    Stands(Box<Dictation>),
    /// Files to be imported, each read through or refused.
    Checked(Vec<Outcome<Arrival>>),
    /// What came in from the watched folder before this program started.
    Watched(Known),
    /// The watched folder as it now is, or that it cannot be read.
    FolderSeen(Outcome<Vec<Sighting>>),
    /// Files of the watched folder, each read through or refused.
    WatchChecked(Vec<(PathBuf, Outcome<Arrival>)>),
    /// Those of them that are in the record now, and those it could not take.
    WatchTaken(Vec<(PathBuf, Option<Problem>)>),
    Imported(Imported),
    /// A dictation is not to be opened by whoever asked for it.
    NotOpened(DictationId, Problem),
    /// A dictation and its letter, ready to work on.
    Opened(Box<Opened>),
    /// Sound of this recording can be played from here on, while the rest is still being read.
    ClipOpened(RecordingId, Clip),
    /// The whole recording has been read, or could not be.
    ClipRead(RecordingId, Outcome<Clip>),
    /// A recording of which something could be played already is not the one that came in.
    ClipRefused(RecordingId, Problem),
    /// A recording that is to be drafted, still to be read.
    AudioFound(RecordingId, Box<Kept>),
    DraftProgress(DictationId, f32),
    Drafted(DictationId, Outcome<Box<Drafted>>),
    /// How far the timing of the model at this path is.
    TimingProgress(PathBuf, f32),
    /// How long that model takes here, or why that cannot be told.
    Timed(PathBuf, Outcome<Pace>),
    /// How long the model in use took for a draft.
    Paced(Pace),
    /// The journal entries handed over last are safe on disk.
    Journalled(LetterId),
    /// These are not; they are handed back to be tried again.
    JournalFailed(LetterId, Vec<Entry>, Problem),
    PatientsFound(Vec<Patient>),
    LettersFound(Answer),
    /// The record could not look for letters; why is told apart from this.
    NotLookedFor,
    PatientSaved(PatientId),
    /// A list of patients that was chosen has been read, or cannot be.
    ListRead(String, Outcome<Box<File>>),
    /// What that list would do to the record.
    ListLookedOver(Outcome<Box<LookedOver>>),
    ListSaved(BroughtIn),
    /// This patient is another name of somebody else now.
    PatientsMerged(PatientId),
    AuthorSaved,
    /// The dictionary's own terms as they now stand.
    DictionaryRead(Box<Dictionary>),
    /// A word list that was chosen has been read, or cannot be.
    WordListRead(Option<AuthorId>, Outcome<Vec<Term>>),
    TermsImported(TermsImported),
    /// A signed letter has taught so many corrections that a person is to be asked about.
    Taught(usize),
    Learnt(Box<Learnt>),
    Decided(CorrectionId, Decision),
    Signed(DictationId, LetterId),
    /// The letter stays as it was.
    NotSigned(DictationId, Problem),
    Filed(Vec<PathBuf>),
    Amended(DictationId),
    /// To whom a signed letter goes.
    RecipientsFound(LetterId, Vec<Addressed>),
    /// Everything about a patient.
    AboutFound(Box<About>),
    /// A signed version to be read.
    Read(Reading),
    Exported(Exported),
    /// What has been asked and said about a letter.
    RemarksFound(DictationId, Vec<Remark>),
    /// What a letter was at each of its stages.
    StagesFound(LetterId, Vec<Taken>),
    /// What is to be done that is no letter, and what was done last.
    TasksFound(Vec<TaskRow>),
    /// A recording is a task now.
    BecameTask,
    /// A clinic list that was chosen has been read, or cannot be.
    ClinicRead(String, Outcome<Box<ClinicList>>),
    /// What the record says about it.
    ClinicLookedOver(Box<clinics::LookedOver>),
    /// So many recordings and letters of it are settled.
    ClinicSettled((usize, usize)),
    /// A list to make letters from has been read, or cannot be.
    MailListRead(String, Outcome<Vec<ListEntry>>),
    /// Those of the record whom its lines may be about.
    MailListLookedOver(Vec<Patient>),
    /// So many letters were made from it.
    LettersMade(usize),
    /// What came of something that was done to many rows.
    RowsDone(RowsDone),
    /// What lies in the bin.
    BinRead(Box<Snapshot>),
    /// How long letters took, or that this cannot be told.
    TurnaroundRead(Box<Turnaround>),
    /// What still has to go to somebody.
    OutgoingFound(Vec<Outgoing>),
    /// What goes into what was chosen, and what of it is held.
    ParcelsGathered(Outcome<(Vec<Parcel>, Vec<Missed>)>),
    /// The papers have been made, as far as they could be.
    Prepared(Box<Made>),
    /// What has been marked as gone.
    WentOut(Report),
    /// Where readable copies lie.
    ReadablesFound(Readables),
    /// A letter that was just begun.
    Begun(DictationId),
    /// The letters of a recording have been parted, or are left as they were.
    Split(DictationId, Outcome<Box<Parted>>),
    /// Another letter of the recording has become part of this one.
    Joined(DictationId),
    /// A logo that was chosen has been read, or cannot be.
    LogoRead(Outcome<Box<Logo>>),
    /// The logo that the record keeps.
    LogoKept(Box<Logo>),
    Pedal(PedalEvent),
    /// A check of the record has got on, or cannot.
    RecordChecked(Outcome<Box<Check>>),
    Said(String),
    Trouble(Problem),
}

/// A dictation as it comes onto the desk.
pub struct Opened {
    pub fetched: Fetched,
    pub remarks: Vec<Remark>,
    pub source: Outcome<Box<Kept>>,
}
