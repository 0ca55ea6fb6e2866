//! The encrypted record: one database and one vault of recordings and documents, written by one
//! program.
//!
//! A workspace is a folder: `record.db` (SQLCipher), `audio/`, `documents/` and `incoming/` (age
//! files), `recovery.json` (the key under a passphrase, where one was set) and `.lock`. Nothing in
//! it is readable without the key.
//!
//! What can be done with it are the intents of [`Record`]; each is one named transaction that is on
//! the disk when the call returns.

mod about;
mod answers;
mod attachments;
mod audit;
mod authors;
mod backup;
mod before;
mod beginning;
mod bin;
mod changes;
mod clinics;
mod connection;
mod contacts;
mod corrections;
mod dictations;
mod drafts;
mod engine;
mod failure;
mod files;
mod filing;
mod finding;
mod given;
mod head;
mod intents;
mod joining;
mod journal;
mod keeping;
mod kept;
mod key;
mod letters;
mod listing;
mod opening;
mod outgoing;
mod pages;
mod partition;
mod patients;
mod people;
mod posting;
mod progress;
mod readables;
mod recipients;
mod recordings;
mod recovery;
mod remarks;
mod schema;
mod sealed;
mod secrets;
mod settings;
mod signing;
mod splitting;
mod staff;
mod stages;
mod steps;
mod stock;
mod tasks;
mod terms;
mod transaction;
mod turnaround;
mod upkeep;
mod value;
mod vault;
mod verify;
mod versions;
mod vocabulary;
mod witness;

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, LetterId};
use head::Head;
use vault::Vault;

pub use answers::{
    Added, BatchDone, Fetched, Landed, Parted, PastDraft, Recognition, TermsImported,
};
pub use clinics::{Batch, Begun, Clinics, Linked, SpokenOf, Whom};
pub use finding::Finding;
pub use given::{Dispatched, Effort, Link, Listening, NewVersion, RowChange};
pub use intents::Record;
pub use keeping::Keeping;
pub use kept::Kept;
pub use key::Key;
pub use listing::Listing;
pub use opening::is_vacant;
pub use partition::Partition;
pub use posting::Posting;
pub use progress::{Progress, Watch};
pub use remarks::Remarks;
pub use staff::Staff;
pub use tasks::Tasks;
pub use verify::{Check, Verified};
pub use vocabulary::Vocabulary;

const DATABASE: &str = "record.db";

/// The record of one workspace, open for reading and writing.
pub struct Store {
    // Fields close in this order: the lock goes last.
    connection: Connection,
    vault: Vault,
    home: Option<Home>,
    /// What opening it has shown to be wrong.
    trouble: Option<Problem>,
    witnessed: Witnessed,
}

/// Where a record that is not only in memory lives.
struct Home {
    folder: PathBuf,
    key: Key,
    head: Head,
    // Open as long as the connection is, and longer: to close it would give up the connection's own
    // hold on the file, on systems where that belongs to the process.
    database: File,
    _lock: File,
}

/// What has been put down since the letter was opened.
#[derive(Debug, Default)]
struct Witnessed {
    edited: Option<LetterId>,
    played: Option<DictationId>,
}

/// Whether `dir` holds a record.
pub fn exists(dir: &Path) -> bool {
    dir.join(DATABASE).exists()
}

/// Whether the one row that was meant has been changed.
fn one_row(changed: usize) -> Outcome<()> {
    match changed {
        1 => Ok(()),
        _ => Err(rusqlite::Error::QueryReturnedNoRows.into()),
    }
}
