//! The encrypted record: one database and one vault of recordings, written by one program.
//!
//! A workspace is a folder: `record.db` (SQLCipher), `audio/` (age files), `recovery.json` (the
//! key under a passphrase, where one was set) and `.lock`. Nothing in it is readable without the
//! key.
//!
//! What can be done with it are the intents of [`Record`]; each is one named transaction that is on
//! the disk when the call returns.

mod about;
mod answers;
mod audit;
mod authors;
mod backup;
mod beginning;
mod changes;
mod connection;
mod contacts;
mod corrections;
mod dictations;
mod drafts;
mod engine;
mod failure;
mod files;
mod filing;
mod given;
mod intents;
mod journal;
mod key;
mod letters;
mod patients;
mod people;
mod recipients;
mod recordings;
mod recovery;
mod schema;
mod secrets;
mod settings;
mod signing;
mod splitting;
mod staff;
mod stages;
mod steps;
mod terms;
mod transaction;
mod value;
mod vault;
mod verify;
mod versions;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::problem::{Outcome, Problem};
use failure::unwritable;
use vault::Vault;

pub use answers::{
    Added, Addressed, Fetched, Landed, LetterAbout, Parted, PastDraft, ReadSeek, Recognition,
    Sending, TermsImported,
};
pub use given::{Dispatched, Effort, Link, Listening, NewVersion};
pub use intents::Record;
pub use key::Key;
pub use staff::Staff;
pub use verify::Verified;

const DATABASE: &str = "record.db";
const AUDIO: &str = "audio";
const LOCK: &str = ".lock";

/// How long a copy of the program that is just closing is given before a person hears of it.
const LAST_MOMENTS: Duration = Duration::from_secs(1);

/// The record of one workspace, open for reading and writing.
pub struct Store {
    // Fields close in this order: the lock goes last.
    connection: Connection,
    vault: Vault,
    home: Option<Home>,
}

/// Where a record that is not only in memory lives.
struct Home {
    folder: PathBuf,
    key: Key,
    _lock: File,
}

/// Whether `dir` holds a record.
pub fn exists(dir: &Path) -> bool {
    dir.join(DATABASE).exists()
}

impl Store {
    /// Starts a new record in `dir`, making the folder where needed.
    ///
    /// # Errors
    /// When there is a record already, or the folder cannot be written to.
    pub fn create(dir: &Path, key: &Key) -> Outcome<Self> {
        let lock = claim(dir)?;
        // Built under another name, so that a database that is there is always a whole one.
        let unfinished = unfinished(dir)?;
        let mut connection = connection::create(&unfinished, key)?;
        schema::migrate(&mut connection)?;
        Vault::found(&mut connection)?;
        connection.close().map_err(|(_, error)| error)?;
        files::publish(&unfinished, &dir.join(DATABASE))?;
        Self::load(dir, key, lock)
    }

    /// Opens the record in `dir`, bringing it up to date and tidying up after a crash.
    ///
    /// # Errors
    /// When there is no record, the key is another record's, another copy of the program has it
    /// open, a newer version of the program made it, or the file is damaged.
    pub fn open(dir: &Path, key: &Key) -> Outcome<Self> {
        if !exists(dir) {
            return Err(Problem::new(
                "There is no record in this folder",
                "Choose the folder that holds record.db, or start a new record",
            ));
        }
        let lock = lock(dir)?;
        Self::load(dir, key, lock)
    }

    fn load(dir: &Path, key: &Key, lock: File) -> Outcome<Self> {
        let mut connection = connection::open(&dir.join(DATABASE), key)?;
        schema::migrate(&mut connection)?;
        let vault = Vault::open(&connection, dir.join(AUDIO))?;
        vault.tidy(&connection)?;
        Ok(Self {
            connection,
            vault,
            home: Some(Home {
                folder: dir.to_owned(),
                key: key.clone(),
                _lock: lock,
            }),
        })
    }

    /// A record that goes when it is dropped: for the sample and for trying things out. Its
    /// recordings lie encrypted in a temporary folder.
    ///
    /// # Errors
    /// When there is no temporary folder to write to.
    pub fn in_memory() -> Outcome<Self> {
        let mut connection = connection::in_memory()?;
        schema::migrate(&mut connection)?;
        Vault::found(&mut connection)?;
        let vault = Vault::temporary(&connection)?;
        Ok(Self {
            connection,
            vault,
            home: None,
        })
    }
}

/// Makes the folder and locks it, provided that there is no record in it yet.
fn claim(dir: &Path) -> Outcome<File> {
    fs::create_dir_all(dir).map_err(|error| unwritable(&error))?;
    let lock = lock(dir)?;
    // A log without its database would be played into whatever database takes its place.
    if exists(dir) || dir.join(format!("{DATABASE}-wal")).exists() {
        return Err(Problem::new(
            "There is already a record in this folder, or what is left of one",
            "Open that one, or choose an empty folder; nothing has been changed",
        ));
    }
    Ok(lock)
}

/// Where a database is built before it gets its name, cleared of an earlier attempt.
fn unfinished(dir: &Path) -> Outcome<PathBuf> {
    for name in ["record.new-journal", "record.new-wal", "record.new"] {
        files::remove_if_there(&dir.join(name))?;
    }
    Ok(dir.join("record.new"))
}

/// Takes the workspace for this program; the lock goes with the file that is returned, and with
/// the process however it ends.
fn lock(dir: &Path) -> Outcome<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK))
        .map_err(|error| unwritable(&error))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < LAST_MOMENTS => {
                thread::park_timeout(LAST_MOMENTS / 50);
            }
            Err(TryLockError::WouldBlock) => return Err(failure::in_use()),
            Err(TryLockError::Error(error)) => return Err(unwritable(&error)),
        }
    }
}

/// Whether the one row that was meant has been changed.
fn one_row(changed: usize) -> Outcome<()> {
    match changed {
        1 => Ok(()),
        _ => Err(rusqlite::Error::QueryReturnedNoRows.into()),
    }
}
