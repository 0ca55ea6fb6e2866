//! The vault: recordings as they came in, each encrypted in a file of its own.
//!
//! A recording is written as `NAME.age.part`; then its row is committed; then it becomes
//! `NAME.age`. So a part without a row is an import that was cut short, a part with one only
//! lacks its name, and neither needs a log to be put right.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use age::stream::StreamReader;
use age::x25519::Identity;
use age::{Decryptor, Encryptor};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::failure::{damaged, unwritable};
use super::files;
use super::key::fill_random;
use super::transaction::transact;
use crate::problem::{Outcome, Problem};

/// Bytes of a recording looked at together when it is held to its hash.
const PIECE: usize = 64 * 1024;

pub(super) struct Vault {
    folder: PathBuf,
    identity: Identity,
    /// Holds the folder of a record that is only in memory.
    _temporary: Option<TempDir>,
}

/// A recording that is in the vault but not yet in the record.
pub(super) struct Deposit {
    pub name: String,
    /// SHA-256 of the recording as it came in.
    pub sha256: [u8; 32],
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

    pub fn open(connection: &Connection, folder: PathBuf) -> Outcome<Self> {
        fs::create_dir_all(&folder).map_err(|error| unwritable(&error))?;
        let identity: Zeroizing<String> = connection
            .query_row("SELECT identity FROM vault", [], |row| row.get(0))
            .map(Zeroizing::new)?;
        Ok(Self {
            folder,
            identity: identity.parse().map_err(|cause| damaged().because(cause))?,
            _temporary: None,
        })
    }

    pub fn temporary(connection: &Connection) -> Outcome<Self> {
        let folder = TempDir::new().map_err(|error| unwritable(&error))?;
        let mut vault = Self::open(connection, folder.path().to_owned())?;
        vault._temporary = Some(folder);
        Ok(vault)
    }

    /// Encrypts a recording into the vault as it is read.
    ///
    /// # Errors
    /// When the recording cannot be read or holds nothing, or the vault cannot be written to.
    /// Nothing is left behind then.
    pub fn deposit(&self, audio: &mut dyn Read) -> Outcome<Deposit> {
        let mut name = [0; 16];
        fill_random(&mut name)?;
        let name = hex::encode(name);
        let part = self.part(&name);
        let sha256 = self.encrypt(audio, &part).inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })?;
        Ok(Deposit { name, sha256 })
    }

    fn encrypt(&self, audio: &mut dyn Read, part: &Path) -> Outcome<[u8; 32]> {
        let failed = |error: io::Error| unwritable(&error);
        let recipient = self.identity.to_public();
        let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _))
            .map_err(|error| unusable().because(error))?;
        let file = BufWriter::new(File::create_new(part).map_err(failed)?);
        let mut output = encryptor.wrap_output(file).map_err(failed)?;
        let mut digest = Sha256::new();
        let mut buffer = Zeroizing::new(vec![0; 64 * 1024]);
        let mut length = 0;
        loop {
            let read = match audio.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable().because(error)),
            };
            let bytes = &buffer[..read];
            digest.update(bytes);
            output.write_all(bytes).map_err(failed)?;
            length += read;
        }
        if length == 0 {
            return Err(empty());
        }
        let file = output.finish().map_err(failed)?;
        let file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        files::sync_folder_of(part);
        Ok(digest.finalize().into())
    }

    /// Gives a recording its lasting name, once the record knows it.
    pub fn settle(&self, name: &str) -> Outcome<()> {
        let part = self.part(name);
        if part.exists() {
            files::publish(&part, &self.file(name))?;
        }
        Ok(())
    }

    /// Puts a deposit in the place of a recording that came in before, made from the same bytes.
    pub fn replace(&self, name: &str, deposit: &Deposit) -> Outcome<()> {
        files::publish(&self.part(&deposit.name), &self.file(name))
    }

    /// Takes a deposit back that the record did not want.
    pub fn discard(&self, deposit: &Deposit) -> Outcome<()> {
        files::remove_if_there(&self.part(&deposit.name))
    }

    /// Puts right what a crash left: names what the record knows and clears what it does not.
    pub fn tidy(&self, connection: &Connection) -> Outcome<()> {
        let known = self.known(connection)?;
        let entries = fs::read_dir(&self.folder).map_err(|error| unwritable(&error))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            let Some(name) = name.strip_suffix(".age.part") else {
                continue;
            };
            if known.contains(name) {
                self.settle(name)?;
            } else {
                files::remove_if_there(&path)?;
            }
        }
        Ok(())
    }

    fn known(&self, connection: &Connection) -> Outcome<HashSet<String>> {
        let mut statement = connection.prepare("SELECT name FROM recording")?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// The recording, decrypted as it is read; its length has been checked against its seal.
    ///
    /// # Errors
    /// When the file is missing, cut short or not one of this record.
    pub fn recording(&self, name: &str) -> Outcome<Recording> {
        self.settle(name)?;
        let file = File::open(self.file(name)).map_err(|error| {
            Problem::new(
                "The recording is missing from this computer",
                "Import it again from where it came, or restore it from a backup; \
                 what has been typed is safe",
            )
            .because(error)
        })?;
        Decryptor::new_buffered(BufReader::new(file))
            .and_then(|decryptor| {
                decryptor.decrypt(std::iter::once(&self.identity as &dyn age::Identity))
            })
            .map_err(|error| unusable().because(error))
            .and_then(|stream| Recording::new(stream).map_err(|error| unusable().because(error)))
    }

    /// The hash of the recording as it came in, read to its end.
    ///
    /// # Errors
    /// When the file is missing, damaged anywhere or not one of this record.
    pub fn hash(&self, name: &str) -> Outcome<[u8; 32]> {
        let mut recording = self.recording(name)?;
        let (mut digest, mut piece) = (Sha256::new(), vec![0; PIECE]);
        loop {
            let read = recording.read(&mut piece);
            match read.map_err(|error| unusable().because(error))? {
                0 => return Ok(digest.finalize().into()),
                read => digest.update(&piece[..read]),
            }
        }
    }

    /// Where the recording lies, encrypted.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.age"))
    }

    fn part(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.age.part"))
    }
}

/// A recording being decrypted. Unlike the stream below it, it can be sought past its end, as
/// readers of sound files do.
pub(super) struct Recording {
    stream: StreamReader<BufReader<File>>,
    length: u64,
    at: u64,
}

impl Recording {
    fn new(mut stream: StreamReader<BufReader<File>>) -> io::Result<Self> {
        let length = stream.seek(SeekFrom::End(0))?;
        stream.seek(SeekFrom::Start(0))?;
        Ok(Self {
            stream,
            length,
            at: 0,
        })
    }
}

impl Read for Recording {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length {
            return Ok(0);
        }
        let read = self.stream.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Recording {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
        };
        let target = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        if target < self.length {
            self.stream.seek(SeekFrom::Start(target))?;
        }
        self.at = target;
        Ok(target)
    }
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

fn unusable() -> Problem {
    Problem::new(
        "The stored recording is damaged",
        "Restore it from a backup; what has been typed is safe",
    )
}
