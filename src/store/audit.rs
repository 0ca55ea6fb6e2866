//! The audit trail: who did what, to which thing and about whom, in events chained by hash.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use super::head::End;
use super::sealed::Hash;
use super::transaction::Work;
use super::value::Text;
use crate::problem::Outcome;
use crate::record::{DictationId, LetterId, PatientId};

/// What the hash of an event written now is over; rows of earlier versions are of form 1.
const FORMAT: i64 = 2;

/// What is put down in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    TakenIn,
    /// A list of patients.
    PatientsTakenIn,
    PatientChanged,
    /// Two of them, who proved to be one.
    PatientsMerged,
    PersonChanged,
    /// To another patient or author.
    Linked,
    Split,
    /// To another, whose letter it is part of.
    Joined,
    /// To be read or worked on.
    Opened,
    Played,
    Edited,
    /// A question about the letter.
    Settled,
    SetAsideWithQuery,
    /// A query.
    Answered,
    /// By its author, instead of signed.
    Rejected,
    /// A copy that says on each page that nobody has signed it.
    ProofMade,
    HandedOverToSign,
    /// From signature, because it is being changed.
    TakenBack,
    /// By its first signatory, where it wants several.
    Approved,
    Signed,
    /// Though some of the dictation had not been played; why stands beside the letter.
    SignedUnheard,
    Amended,
    /// By a letter of its own.
    AddedTo,
    Withdrawn,
    Filed,
    /// Out of the record, as a file.
    Exported,
    /// To a patient.
    Attached,
    /// To one of its recipients.
    Dispatched,
    /// To all of them.
    Sent,
    ContactChanged,
    /// A row of the worklist, in one of its columns.
    RowChanged,
    /// From the worklist, into the bin.
    Removed,
    BroughtBack,
    /// From the bin: what it was made from is no longer kept.
    Emptied,
    Unlocked,
    FailedUnlock,
    Locked,
    /// Something to be done that is no letter.
    TaskAdded,
    TaskDone,
    /// It was not done after all.
    TaskOpened,
    /// A recording that is no letter.
    BecameTask,
    /// The appointments of a clinic, all at once.
    ClinicSettled,
    /// Something that their role does not allow.
    Refused,
    /// Who had been merged.
    PartedPatients,
    /// The whole record, from a backup.
    Restored,
    /// A readable copy, by this program.
    CopyDeleted,
    /// A readable copy that was to be there.
    CopyFoundGone,
    /// The trail itself.
    FoundCut,
}

impl Action {
    /// As it stands in the trail, for good: the chain is over these words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::TakenIn => "taken in",
            Self::PatientsTakenIn => "patients taken in",
            Self::PatientChanged => "changed",
            Self::PatientsMerged => "patients merged",
            Self::PersonChanged => "person changed",
            Self::Linked => "linked",
            Self::Split => "split",
            Self::Joined => "joined",
            Self::Opened => "opened",
            Self::Played => "played",
            Self::Edited => "edited",
            Self::Settled => "settled",
            Self::SetAsideWithQuery => "set aside with a query",
            Self::Answered => "answered",
            Self::Rejected => "rejected",
            Self::ProofMade => "proof made",
            Self::HandedOverToSign => "handed over to sign",
            Self::TakenBack => "taken back from signature",
            Self::Approved => "approved",
            Self::Signed => "signed",
            Self::SignedUnheard => "signed with audio unheard",
            Self::Amended => "amended",
            Self::AddedTo => "added to",
            Self::Withdrawn => "withdrawn",
            Self::Filed => "filed",
            Self::Exported => "exported",
            Self::Attached => "attached",
            Self::Dispatched => "dispatched",
            Self::Sent => "sent",
            Self::ContactChanged => "contact changed",
            Self::RowChanged => "row changed",
            Self::Removed => "removed",
            Self::BroughtBack => "brought back",
            Self::Emptied => "emptied from the bin",
            Self::Unlocked => "unlocked",
            Self::FailedUnlock => "failed to unlock",
            Self::Locked => "locked",
            Self::TaskAdded => "task added",
            Self::TaskDone => "task done",
            Self::TaskOpened => "task opened again",
            Self::BecameTask => "became a task",
            Self::ClinicSettled => "clinic settled",
            Self::Refused => "refused",
            Self::PartedPatients => "parted again",
            Self::Restored => "restored",
            Self::CopyDeleted => "copy deleted",
            Self::CopyFoundGone => "copy found gone",
            Self::FoundCut => "found cut",
        }
    }
}

/// What is to be put down: what was done to which thing, by number and not by name, and about whom.
#[derive(Clone, Debug)]
pub(super) struct Event {
    action: Action,
    subject: String,
    dictation: Option<DictationId>,
    letter: Option<LetterId>,
    patient: Option<PatientId>,
}

impl Event {
    pub fn of(action: Action) -> Self {
        Self {
            action,
            subject: String::new(),
            dictation: None,
            letter: None,
            patient: None,
        }
    }

    /// Something done to a dictation, and so to its letter and about its patient.
    pub fn dictation(mut self, id: DictationId) -> Self {
        self.dictation = Some(id);
        self.on(&format!("dictation {}", id.0))
    }

    /// Something done to a letter as a whole, and so about its patient.
    pub fn letter(mut self, id: LetterId) -> Self {
        self.letter = Some(id);
        self.on(&format!("letter {}", id.0))
    }

    /// Something done to one version of a letter.
    pub fn version(self, letter: LetterId, version: u32) -> Self {
        self.letter(letter).on(&format!(" version {version}"))
    }

    /// Something done to a patient.
    pub fn patient(mut self, id: PatientId) -> Self {
        self.patient = Some(id);
        self.on(&format!("patient {}", id.0))
    }

    /// Says more about it, after what has been said.
    pub fn on(mut self, words: &str) -> Self {
        self.subject.push_str(words);
        self
    }

    /// Finds out about whom it is, where what it was done to says so.
    fn know_about_whom(&mut self, connection: &Connection) -> Outcome<()> {
        if let Some(dictation) = self.dictation {
            let sql = "SELECT id FROM letter WHERE dictation = ?1";
            let letter = number(connection, sql, dictation.0)?;
            self.letter = self.letter.or(letter.map(LetterId));
            let sql = "SELECT patient FROM dictation WHERE id = ?1";
            let patient = number(connection, sql, dictation.0)?;
            self.patient = self.patient.or(patient.map(PatientId));
        } else if let (Some(letter), None) = (self.letter, self.patient) {
            let sql = "SELECT patient FROM dictation JOIN letter ON dictation = dictation.id
                 WHERE letter.id = ?1";
            self.patient = number(connection, sql, letter.0)?.map(PatientId);
        }
        Ok(())
    }
}

fn number(connection: &Connection, sql: &str, id: i64) -> Outcome<Option<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// Adds an event to the chain, within the intent that it tells of.
pub(super) fn append(work: &Work<'_>, mut event: Event) -> Outcome<()> {
    event.know_about_whom(work)?;
    let (before, previous) = end(work)?;
    let id = before + 1;
    let link = Link {
        at: Timestamp::now().to_string(),
        who: work.by().name().to_owned(),
        action: event.action.words().to_owned(),
        subject: event.subject,
        person: work.person(),
        patient: event.patient.map(|patient| patient.0),
        letter: event.letter.map(|letter| letter.0),
        format: FORMAT,
    };
    let hash = link.hash(id, previous);
    let mut statement = work.prepare_cached(include_str!("sql/event-insert.sql"))?;
    statement.execute((
        id,
        &link.at,
        &link.who,
        &link.action,
        &link.subject,
        link.person,
        link.patient,
        link.letter,
        link.format,
        hash,
    ))?;
    work.touch_trail((id, hash));
    Ok(())
}

/// Where the trail ends.
pub(super) fn end(connection: &Connection) -> Outcome<End> {
    let last = connection
        .prepare_cached("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.unwrap_or_default())
}

/// An event as the chain sees it.
pub(super) struct Link {
    at: String,
    who: String,
    pub action: String,
    pub subject: String,
    person: Option<i64>,
    patient: Option<i64>,
    letter: Option<i64>,
    format: i64,
}

impl Link {
    pub const COLUMNS: &str = "id, at, who, action, subject, person, patient, letter, format, hash";

    pub fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            // Through the moment itself, so that what cannot be one is told as damage.
            at: row.get::<_, Text<Timestamp>>("at")?.0.to_string(),
            who: row.get("who")?,
            action: row.get("action")?,
            subject: row.get("subject")?,
            person: row.get("person")?,
            patient: row.get("patient")?,
            letter: row.get("letter")?,
            format: row.get("format")?,
        })
    }

    /// The event's hash, chained to the one before. Each text is preceded by its length, so that
    /// no two events run together to the same bytes.
    pub fn hash(&self, id: i64, previous: Hash) -> Hash {
        let mut digest = Sha256::new();
        digest.update(previous);
        digest.update(id.to_le_bytes());
        for part in [&self.at, &self.who, &self.action, &self.subject] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        if self.format > 1 {
            digest.update(self.format.to_le_bytes());
            for about in [self.person, self.patient, self.letter] {
                digest.update([u8::from(about.is_some())]);
                digest.update(about.unwrap_or_default().to_le_bytes());
            }
        }
        digest.finalize().into()
    }
}
