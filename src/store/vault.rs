//! The vault: recordings and documents as they came in, each encrypted in a file of its own, so that
//! the database never holds them.
//!
//! A file is written as `incoming/NAME.age.part`; then its row is committed; then it becomes
//! `audio/NA/NAME.age` or `documents/NA/NAME.age`. So a part without a row is something that was cut
//! short, a part with one only lacks its place, and neither needs a log to be put right. Only the
//! parts are ever listed: a vault of a million files opens like one of ten.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use rusqlite::Connection;
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::failure::{damaged, unwritable};
use super::files;
use super::key::fill_random;
use super::sealed::{self, Broken, Hash, Sealed};
use super::transaction::transact;
use crate::problem::{Outcome, Problem};

/// Where files lie until the record knows them.
const INCOMING: &str = "incoming";

/// What a file in the vault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Under a random name.
    Recording,
    /// A signed letter or a paper about a patient, under its hash.
    Document,
}

pub(super) struct Vault {
    folder: PathBuf,
    identity: Identity,
    /// Holds the folder of a record that is only in memory.
    _temporary: Option<TempDir>,
}

/// What is in the vault but not yet in the record.
pub(super) struct Deposit {
    pub kind: Kind,
    pub name: String,
    /// Of what came in.
    pub sha256: Hash,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Recording, Self::Document];

    /// The folder that holds these, in the workspace.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Recording => "audio",
            Self::Document => "documents",
        }
    }

    /// Whether the record knows one of this name.
    pub fn is_known(self, connection: &Connection, name: &str) -> Outcome<bool> {
        let sql = match self {
            Self::Recording => "SELECT 1 FROM recording WHERE name = ?1",
            Self::Document => {
                "SELECT 1 FROM document WHERE sha256 = unhex(?1)
                 UNION ALL SELECT 1 FROM attachment WHERE sha256 = unhex(?1)"
            }
        };
        Ok(connection.prepare_cached(sql)?.exists([name])?)
    }
}

impl Vault {
    /// Makes the identity of a new record's vault.
    pub fn found(connection: &mut Connection) -> Outcome<()> {
        let identity = Identity::generate().to_string();
        transact(connection, "founding the vault", |tx| {
            tx.execute(
                "INSERT INTO vault (id, identity) VALUES (1, ?1)",
                [identity.expose_secret()],
            )?;
            Ok(())
        })
    }

    /// The vault in a workspace.
    pub fn open(connection: &Connection, folder: PathBuf) -> Outcome<Self> {
        let identity: Zeroizing<String> = connection
            .query_row("SELECT identity FROM vault", [], |row| row.get(0))
            .map(Zeroizing::new)?;
        let vault = Self {
            folder,
            identity: identity.parse().map_err(|cause| damaged().because(cause))?,
            _temporary: None,
        };
        for name in [INCOMING, Kind::Recording.folder(), Kind::Document.folder()] {
            fs::create_dir_all(vault.folder.join(name)).map_err(|error| unwritable(&error))?;
        }
        Ok(vault)
    }

    pub fn temporary(connection: &Connection) -> Outcome<Self> {
        let folder = TempDir::new().map_err(|error| unwritable(&error))?;
        let mut vault = Self::open(connection, folder.path().to_owned())?;
        vault._temporary = Some(folder);
        Ok(vault)
    }

    /// Encrypts a recording or document into the vault as it is read.
    ///
    /// # Errors
    /// When it cannot be read, a recording holds nothing, or the vault cannot be written to.
    /// Nothing is left behind then.
    pub fn deposit(&self, kind: Kind, source: &mut dyn Read) -> Outcome<Deposit> {
        let mut name = [0; 16];
        fill_random(&mut name)?;
        let name = hex::encode(name);
        let part = self.part(&name);
        let deposited = self.write(kind, source, name);
        if deposited.is_err() {
            let _ = fs::remove_file(part);
        }
        deposited
    }

    fn write(&self, kind: Kind, source: &mut dyn Read, name: String) -> Outcome<Deposit> {
        let part = self.part(&name);
        let (sha256, length) =
            sealed::seal(&self.identity, source, &part).map_err(|broken| match broken {
                Broken::Source(error) => unreadable().because(error),
                Broken::File(error) => unwritable(&error),
            })?;
        let name = match kind {
            Kind::Recording if length == 0 => return Err(empty()),
            Kind::Recording => name,
            Kind::Document => {
                let name = hex::encode(sha256);
                fs::rename(&part, self.part(&name)).map_err(|error| unwritable(&error))?;
                name
            }
        };
        files::sync_folder_of(&part);
        Ok(Deposit { kind, name, sha256 })
    }

    /// Gives what came in its lasting place, once the record knows it.
    pub fn settle(&self, kind: Kind, name: &str) -> Outcome<()> {
        let part = self.part(name);
        match part.exists() {
            true => self.place(&part, &self.file(kind, name)),
            false => Ok(()),
        }
    }

    /// Puts a deposit in the place of one that came in before, made from the same bytes.
    pub fn replace(&self, name: &str, deposit: &Deposit) -> Outcome<()> {
        self.place(&self.part(&deposit.name), &self.file(deposit.kind, name))
    }

    /// Takes a deposit back that the record did not want.
    pub fn discard(&self, deposit: &Deposit) -> Outcome<()> {
        files::remove_if_there(&self.part(&deposit.name))
    }

    /// Takes over a document that an earlier version kept in the database, under the hash it was
    /// signed with.
    pub fn take_over(&self, sha256: &Hash, bytes: &[u8]) -> Outcome<()> {
        let (kind, name) = (Kind::Document, hex::encode(sha256));
        if self.check(kind, &name, sha256).is_ok() {
            return Ok(());
        }
        let part = self.part(&name);
        files::remove_if_there(&part)?;
        sealed::seal(&self.identity, &mut &*bytes, &part).map_err(|broken| match broken {
            Broken::Source(error) | Broken::File(error) => unwritable(&error),
        })?;
        self.settle(kind, &name)
    }

    /// Settles a deposit that the record took, and takes back one that it refused. What goes wrong
    /// here is put right when it is read or at the next start, and is not worth telling.
    pub fn conclude(&self, deposit: &Deposit, is_taken: bool) {
        drop(match is_taken {
            true => self.settle(deposit.kind, &deposit.name),
            false => self.discard(deposit),
        });
    }

    /// Takes a file out of its place: it is put back or forgotten, by this program or the next start.
    pub fn take_out(&self, kind: Kind, name: &str) -> Outcome<()> {
        let (file, part) = (self.file(kind, name), self.part(name));
        match file.exists() {
            true => fs::rename(file, part).map_err(|error| unwritable(&error)),
            // One that is lost already need not be taken away.
            false => Ok(()),
        }
    }

    /// Deletes what was taken out of its place.
    pub fn forget(&self, name: &str) -> Outcome<()> {
        files::remove_if_there(&self.part(name))
    }

    fn place(&self, part: &Path, file: &Path) -> Outcome<()> {
        let place = || {
            fs::create_dir_all(files::folder_of(file))?;
            fs::rename(part, file)
        };
        place().map_err(|error: io::Error| unwritable(&error))?;
        files::sync_folder_of(file);
        files::sync_folder_of(files::folder_of(file));
        Ok(())
    }

    /// Puts right what a crash left: places what the record knows and clears what it does not.
    pub fn tidy(&self, connection: &Connection) -> Outcome<()> {
        for name in parts(&self.folder.join(INCOMING))? {
            let mut kinds = Kind::ALL.into_iter();
            match kinds.find(|kind| kind.is_known(connection, &name).unwrap_or(true)) {
                Some(kind) => self.settle(kind, &name)?,
                None => files::remove_if_there(&self.part(&name))?,
            }
        }
        Ok(())
    }

    /// A recording or document, decrypted as it is read; its length has been checked against its
    /// seal.
    ///
    /// # Errors
    /// When the file is missing, cut short or not one of this record.
    pub fn read(&self, kind: Kind, name: &str) -> Outcome<Sealed> {
        self.settle(kind, name)?;
        let file = File::open(self.file(kind, name)).map_err(|error| missing(kind, error))?;
        Sealed::open(&self.identity, file).map_err(|error| unusable(kind).because(error))
    }

    /// Reads all of it, which is as it came in.
    ///
    /// # Errors
    /// When the file is missing, damaged anywhere or another one.
    pub fn whole(&self, kind: Kind, name: &str, came_in: &Hash) -> Outcome<Vec<u8>> {
        let mut sealed = self.read(kind, name)?;
        hold(kind, &mut sealed, came_in)?;
        let mut bytes = Vec::new();
        let read = sealed.read_to_end(&mut bytes);
        read.map_err(|error| unusable(kind).because(error))?;
        Ok(bytes)
    }

    /// Whether it is as it came in, read to its end.
    ///
    /// # Errors
    /// When it is not: the file is missing, damaged anywhere or another one.
    pub fn check(&self, kind: Kind, name: &str, came_in: &Hash) -> Outcome<()> {
        hold(kind, &mut self.read(kind, name)?, came_in)
    }

    /// Where it lies, encrypted. Recordings of earlier versions lie in one folder, all of them.
    pub fn file(&self, kind: Kind, name: &str) -> PathBuf {
        let file = file_in(&self.folder, kind, name);
        let flat = self.folder.join(kind.folder()).join(format!("{name}.age"));
        match kind == Kind::Recording && !file.exists() && flat.exists() {
            true => flat,
            false => file,
        }
    }

    /// The folders that files of this kind lie in.
    pub fn shelves(&self, kind: Kind) -> Vec<PathBuf> {
        let folder = self.folder.join(kind.folder());
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let shelves = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_dir()));
        let mut shelves: Vec<PathBuf> = shelves.map(|entry| entry.path()).collect();
        shelves.sort();
        shelves.insert(0, folder);
        shelves
    }

    /// Whether a file of the vault could have this name.
    pub fn is_name(name: &str) -> bool {
        matches!(name.len(), 32 | 64) && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    fn part(&self, name: &str) -> PathBuf {
        self.folder.join(INCOMING).join(format!("{name}.age.part"))
    }
}

/// Holds what is read to the hash that it came in with.
pub(super) fn hold(kind: Kind, sealed: &mut Sealed, came_in: &Hash) -> Outcome<()> {
    match sealed.hash() {
        Ok(hash) if hash == *came_in => Ok(()),
        Ok(_) => Err(another(kind)),
        Err(error) => Err(unusable(kind).because(error)),
    }
}

/// Where a file of this name lies in the vault of a workspace.
pub(super) fn file_in(workspace: &Path, kind: Kind, name: &str) -> PathBuf {
    let shelf = name.get(..2).unwrap_or("00");
    let folder = workspace.join(kind.folder()).join(shelf);
    folder.join(format!("{name}.age"))
}

/// The names of the parts in a folder.
pub(super) fn parts(folder: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| unwritable(&error))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let name = |path: PathBuf| {
        let name = path.file_name().and_then(OsStr::to_str)?;
        name.strip_suffix(".age.part").map(str::to_owned)
    };
    Ok(paths.filter_map(name).collect())
}

fn unreadable() -> Problem {
    Problem::new(
        "The recording could not be read to its end",
        "Check the card, stick or drive it is on and import it again; nothing has been added",
    )
}

fn empty() -> Problem {
    Problem::new(
        "The recording is empty",
        "Copy it from the recorder again; nothing has been added",
    )
}

fn missing(kind: Kind, error: io::Error) -> Problem {
    let problem = match kind {
        Kind::Recording => Problem::new(
            "The recording is missing from this computer",
            "Import it again from where it came, or restore it from a backup; \
             what has been typed is safe",
        ),
        Kind::Document => Problem::new(
            "The document is missing from this computer",
            "Restore it from a backup, or look in the folder that letters are saved in",
        ),
    };
    problem.because(error)
}

fn unusable(kind: Kind) -> Problem {
    match kind {
        Kind::Recording => Problem::new(
            "The stored recording is damaged",
            "Import it again from where it came, or restore it from a backup; \
             what has been typed is safe",
        ),
        Kind::Document => Problem::new(
            "The stored document is damaged",
            "Restore it from a backup, or look in the folder that letters are saved in",
        ),
    }
}

fn another(kind: Kind) -> Problem {
    match kind {
        Kind::Recording => Problem::new(
            "The stored recording is not the one that came in",
            "Do not type from it: import the right one again, or restore it from a backup",
        ),
        Kind::Document => Problem::new(
            "The stored document is not the one that was signed",
            "Do not send it: restore the right one from a backup",
        ),
    }
}
