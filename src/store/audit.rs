//! The audit trail: events chained by hash.

use jiff::Timestamp;
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use super::transaction::Work;
use super::value::Text;
use crate::problem::Outcome;

/// What is put down in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Signed,
    /// Though some of the dictation had not been played; why stands beside the letter.
    SignedUnheard,
    Amended,
    Split,
    Filed,
    /// To another patient or author.
    Linked,
    HandedOverToSign,
    SetAsideWithQuery,
    /// To be read.
    Opened,
    /// Out of the record, as a file.
    Exported,
    /// By its first signatory, where it wants several.
    Approved,
    /// From signature, because it is being changed.
    TakenBack,
    Withdrawn,
    /// By a letter of its own.
    AddedTo,
    /// To one of its recipients.
    Dispatched,
    /// To all of them.
    Sent,
    PatientChanged,
    ContactChanged,
    // Of those who work here.
    PersonChanged,
    Unlocked,
    FailedUnlock,
    Locked,
    /// Something that their role does not allow.
    Refused,
    /// Into another one, who stays.
    Merged,
    PartedPatients,
}

impl Action {
    /// As it stands in the trail, for good: the chain is over these words.
    const fn words(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::SignedUnheard => "signed with audio unheard",
            Self::Amended => "amended",
            Self::Split => "split",
            Self::Filed => "filed",
            Self::Linked => "linked",
            Self::HandedOverToSign => "handed over to sign",
            Self::SetAsideWithQuery => "set aside with a query",
            Self::Opened => "opened",
            Self::Exported => "exported",
            Self::Approved => "approved",
            Self::TakenBack => "taken back from signature",
            Self::Withdrawn => "withdrawn",
            Self::AddedTo => "added to",
            Self::Dispatched => "dispatched",
            Self::Sent => "sent",
            Self::PatientChanged => "changed",
            Self::ContactChanged => "contact changed",
            Self::PersonChanged => "person changed",
            Self::Unlocked => "unlocked",
            Self::FailedUnlock => "failed to unlock",
            Self::Locked => "locked",
            Self::Refused => "refused",
            Self::Merged => "merged",
            Self::PartedPatients => "parted again",
        }
    }
}

/// An event as the chain sees it.
pub(super) struct Event {
    pub at: Timestamp,
    pub who: String,
    pub action: String,
    pub subject: String,
}

pub(super) type Hash = [u8; 32];

impl Event {
    /// The event's hash, chained to the one before. Each part is preceded by its length, so that
    /// no two events run together to the same bytes.
    pub fn hash(&self, id: i64, previous: Hash) -> Hash {
        let at = self.at.to_string();
        let mut digest = Sha256::new();
        digest.update(previous);
        digest.update(id.to_le_bytes());
        for part in [&at, &self.who, &self.action, &self.subject] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        digest.finalize().into()
    }
}

/// Adds an event to the chain, within the intent that it tells of: what is done to which thing, by
/// number and not by name.
pub(super) fn append(work: &Work<'_>, action: Action, subject: &str) -> Outcome<()> {
    let last: Option<(i64, Hash)> = work
        .prepare_cached("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (before, previous) = last.unwrap_or_default();
    let event = Event {
        at: Timestamp::now(),
        who: work.by().name().to_owned(),
        action: action.words().to_owned(),
        subject: subject.to_owned(),
    };
    let hash = event.hash(before + 1, previous);
    work.execute(
        "INSERT INTO event (id, at, who, action, subject, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            before + 1,
            Text(event.at),
            &event.who,
            &event.action,
            &event.subject,
            hash,
        ),
    )?;
    Ok(())
}
