//! Opening: a record begun or opened, by one program at a time, and put right after a crash.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::audit::{self, Action, Event};
use super::failure::{self, unwritable};
use super::head::Head;
use super::progress::Watch;
use super::vault::Vault;
use super::{DATABASE, Home, Key, Store, Witnessed, connection, exists, files, schema, upkeep};
use crate::problem::{Outcome, Problem};
use crate::record::Actor;

const LOCK: &str = ".lock";

/// How long a copy of the program that is just closing is given before a person hears of it.
const LAST_MOMENTS: Duration = Duration::from_secs(1);

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
        schema::migrate(&mut connection, &mut |_| ())?;
        Vault::found(&mut connection)?;
        connection.close().map_err(|(_, error)| error)?;
        Head::found(dir, key, (0, [0; 32]))?;
        files::publish(&unfinished, &dir.join(DATABASE))?;
        Self::load(dir, key, lock, &mut |_| ())
    }

    /// Opens the record in `dir`, bringing it up to date and tidying up after a crash.
    ///
    /// # Errors
    /// When there is no record, the key is another record's, another copy of the program has it
    /// open, a newer version of the program made it, or the file is damaged.
    pub fn open(dir: &Path, key: &Key) -> Outcome<Self> {
        Self::open_watched(dir, key, &mut |_| ())
    }

    /// As [`open`](Self::open), telling how far it is with bringing the record up to date.
    ///
    /// # Errors
    /// As there.
    pub fn open_watched(dir: &Path, key: &Key, watch: Watch<'_>) -> Outcome<Self> {
        Self::open_asking(dir, || Ok(key.clone()), watch)
    }

    /// As [`open_watched`](Self::open_watched) with a key that may have to be asked for, which is
    /// only done once it is known that the record can be had.
    ///
    /// # Errors
    /// As there, and when no key is given.
    pub fn open_asking(
        dir: &Path,
        ask: impl FnOnce() -> Outcome<Key>,
        watch: Watch<'_>,
    ) -> Outcome<Self> {
        if !exists(dir) {
            return Err(Problem::new(
                "There is no record in this folder",
                "Choose the folder that holds record.db, or start a new record",
            ));
        }
        let lock = lock(dir)?;
        Self::load(dir, &ask()?, lock, watch)
    }

    pub(super) fn load(dir: &Path, key: &Key, lock: File, watch: Watch<'_>) -> Outcome<Self> {
        let mut connection = connection::open(&dir.join(DATABASE), key)?;
        upkeep::bring_up_to_date(dir, &mut connection, key, watch)?;
        let vault = Vault::open(&connection, dir.to_owned())?;
        vault.tidy(&connection)?;
        let database = File::open(dir.join(DATABASE)).map_err(|error| unwritable(&error))?;
        let head = Head::open(dir, key);
        let trouble = head.trouble(&connection)?;
        let mut store = Self {
            connection,
            vault,
            home: Some(Home {
                folder: dir.to_owned(),
                key: key.clone(),
                head,
                database,
                _lock: lock,
            }),
            trouble: None,
            witnessed: Witnessed::default(),
        };
        if let Some(trouble) = trouble {
            store.find_cut(&trouble)?;
        }
        Ok(store)
    }

    /// Puts down in the trail that it had been cut, so that what is done from now on does not cover
    /// that up, and keeps it to be told.
    fn find_cut(&mut self, trouble: &str) -> Outcome<()> {
        self.apart(&Actor::program(), "noting a cut", |work| {
            audit::append(work, Event::of(Action::FoundCut).on(trouble))
        })?;
        if let Some(home) = &mut self.home {
            Head::found(&home.folder, &home.key, audit::end(&self.connection)?)?;
            home.head = Head::open(&home.folder, &home.key);
        }
        self.trouble = Some(Problem::new(
            format!("The audit trail has been cut, or an older database was put back: {trouble}"),
            "Leave the files as they are, and ask who has had access to them; \
             a backup tells what was there before",
        ));
        Ok(())
    }

    /// A record that goes when it is dropped: for the sample and for trying things out. Its
    /// recordings lie encrypted in a temporary folder.
    ///
    /// # Errors
    /// When there is no temporary folder to write to.
    pub fn in_memory() -> Outcome<Self> {
        let mut connection = connection::in_memory()?;
        schema::migrate(&mut connection, &mut |_| ())?;
        Vault::found(&mut connection)?;
        let vault = Vault::temporary(&connection)?;
        Ok(Self {
            connection,
            vault,
            home: None,
            trouble: None,
            witnessed: Witnessed::default(),
        })
    }
}

/// Makes the folder and locks it, provided that there is no record in it yet.
pub(super) fn claim(dir: &Path) -> Outcome<File> {
    fs::create_dir_all(dir).map_err(|error| unwritable(&error))?;
    let lock = lock(dir)?;
    is_vacant(dir)?;
    Ok(lock)
}

/// That a record can be begun in this folder.
///
/// # Errors
/// When there is one in it already, or what is left of one.
pub fn is_vacant(dir: &Path) -> Outcome<()> {
    // A log without its database would be played into whatever database takes its place.
    if exists(dir) || dir.join(format!("{DATABASE}-wal")).exists() {
        return Err(Problem::new(
            "There is already a record in this folder, or what is left of one",
            "Open that one, or choose an empty folder; nothing has been changed",
        ));
    }
    Ok(())
}

/// Where a database is built before it gets its name, cleared of an earlier attempt.
pub(super) fn unfinished(dir: &Path) -> Outcome<PathBuf> {
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
