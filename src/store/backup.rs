//! Backups: the whole record in one file, still under its own key, and back again.
//!
//! The file is a line that names it, a line of JSON that lists its contents, the contents one
//! after the other, and the SHA-256 of all that. The database, the recordings and the documents in
//! it are encrypted as they are in the workspace; the list gives away only their number and sizes.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};

use super::audit::{self, Action, Event};
use super::failure::unwritable;
use super::head::Head;
use super::opening::{claim, unfinished};
use super::progress::Watch;
use super::recovery::RECOVERY;
use super::vault::{Kind, Vault, file_in};
use super::verify::Verified;
use super::{DATABASE, Home, Key, Store, connection, files, upkeep};
use crate::problem::{Outcome, Problem};
use crate::record::Actor;

const FIRST_LINE: &str = "Dictation Desk backup 2\n";

/// Of programs that kept documents in the database.
const OLDER_FIRST_LINE: &str = "Dictation Desk backup 1\n";

const SEAL: u64 = 32;

#[derive(Serialize, Deserialize)]
struct Contents {
    /// The recovery copy of the key, readable as it is in the workspace: with the passphrase,
    /// the backup alone is enough after the computer is lost.
    recovery: Option<String>,
    database: u64,
    recordings: Vec<Stored>,
    #[serde(default)]
    documents: Vec<Stored>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    size: u64,
}

impl Store {
    /// Writes the record as it is now, with its recordings and documents, into one file. Answers
    /// with what is not in it, or not as it came in: one sentence each, naming no patient.
    ///
    /// # Errors
    /// When there is a file of that name, the folder cannot be written to, or the record is only
    /// in memory. No file is left then.
    pub fn backup(&self, to: &Path) -> Outcome<Vec<String>> {
        self.backup_watched(to, &mut |_| ())
    }

    /// As [`backup`](Self::backup), telling how far it is.
    ///
    /// # Errors
    /// As there.
    pub fn backup_watched(&self, to: &Path, watch: Watch<'_>) -> Outcome<Vec<String>> {
        let home = self.home.as_ref().ok_or_else(only_in_memory)?;
        if to.exists() {
            return Err(taken());
        }
        let failed = |error: io::Error| unwritable(&error);
        let database = self.snapshot(home, to)?;
        let stock = self.stock(watch)?;
        let of_kind = |kind| {
            let files = stock.files.iter().filter(move |file| file.kind == kind);
            let listed = files.map(|file| Stored {
                name: file.name.clone(),
                size: file.size,
            });
            listed.collect()
        };
        let contents = Contents {
            recovery: fs::read_to_string(home.folder.join(RECOVERY)).ok(),
            database: fs::metadata(&database).map_err(failed)?.len(),
            recordings: of_kind(Kind::Recording),
            documents: of_kind(Kind::Document),
        };
        let parts = std::iter::once(database.to_path_buf()).chain(
            stock
                .files
                .iter()
                .map(|file| self.vault.file(file.kind, &file.name)),
        );
        let file = NamedTempFile::new_in(files::folder_of(to)).map_err(failed)?;
        write_archive(&file, &contents, parts).map_err(failed)?;
        file.persist_noclobber(to)
            .map_err(|error| match error.error.kind() {
                io::ErrorKind::AlreadyExists => taken(),
                _ => unwritable(&error.error),
            })?;
        files::sync_folder_of(to);
        Ok(stock.faults())
    }

    /// A copy of the database as it is at one moment, beside where the backup will be.
    fn snapshot(&self, home: &Home, to: &Path) -> Outcome<TempPath> {
        let path = NamedTempFile::new_in(files::folder_of(to))
            .map_err(|error| unwritable(&error))?
            .into_temp_path();
        let mut copy = connection::create(&path, &home.key)?;
        let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy)?;
        backup.step(-1)?;
        drop(backup);
        copy.close().map_err(|(_, error)| error)?;
        Ok(path)
    }

    /// Brings a backup back as a new record in `dir`, ready to be opened with the same key, and
    /// answers with what is not as it was when it was written.
    ///
    /// # Errors
    /// When there is a record in `dir`, the file is not a whole backup, the key is not the one it
    /// was made under, or there is no room. There is no record in `dir` then.
    pub fn restore(from: &Path, dir: &Path, key: &Key) -> Outcome<Verified> {
        let mut archive = open_whole(from)?;
        let contents = read_contents(&mut archive)?;
        let lock = claim(dir)?;
        let unfinished = unfinished(dir)?;
        unpack(&mut archive, &unfinished, contents.database)?;
        fits(dir, &unfinished, key).inspect_err(|_| {
            let _ = files::remove_if_there(&unfinished);
        })?;
        let recordings = contents.recordings.iter().map(|it| (Kind::Recording, it));
        let documents = contents.documents.iter().map(|it| (Kind::Document, it));
        for (kind, stored) in recordings.chain(documents) {
            let path = file_in(dir, kind, &stored.name);
            fs::create_dir_all(files::folder_of(&path)).map_err(|error| unwritable(&error))?;
            unpack(&mut archive, &path, stored.size)?;
        }
        if let Some(recovery) = &contents.recovery {
            files::write_private(&dir.join(RECOVERY), recovery.as_bytes(), true)
                .map_err(|error| unwritable(&error))?;
        }
        // The database's name makes it a record, so that comes last.
        files::publish(&unfinished, &dir.join(DATABASE))?;
        let mut restored = Self::load(dir, key, lock, &mut |_| ())?;
        restored.apart(&Actor::program(), "noting a restoration", |work| {
            audit::append(work, Event::of(Action::Restored).on("from a backup"))
        })?;
        restored.verify()
    }
}

impl Key {
    /// The key from the recovery copy in a backup, for when the computer it came from is lost.
    ///
    /// # Errors
    /// When the file is not a backup, holds no recovery copy, or the passphrase does not open it.
    pub fn unseal_backup(from: &Path, passphrase: &str) -> Outcome<Self> {
        let contents = read_contents(&mut open_archive(from)?)?;
        let recovery = contents.recovery.ok_or_else(|| {
            Problem::new(
                "No recovery passphrase was set when this backup was made",
                "Use the key file of the record it was made from",
            )
        })?;
        Self::unseal_json(recovery.as_bytes(), passphrase)
    }
}

/// Whether the key opens the database and this program knows its version; it is brought up to date,
/// and the end of its trail is kept anew.
fn fits(dir: &Path, database: &Path, key: &Key) -> Outcome<()> {
    let mut connection = connection::open(database, key)?;
    upkeep::bring_backup_up_to_date(dir, &mut connection)?;
    Head::found(dir, key, audit::end(&connection)?)?;
    connection.close().map_err(|(_, error)| error.into())
}

fn write_archive(
    file: &NamedTempFile,
    contents: &Contents,
    parts: impl Iterator<Item = PathBuf>,
) -> io::Result<()> {
    let mut output = Hashing::new(file.as_file());
    output.write_all(FIRST_LINE.as_bytes())?;
    output.write_all(serde_json::to_string(contents)?.as_bytes())?;
    output.write_all(b"\n")?;
    for part in parts {
        io::copy(&mut File::open(part)?, &mut output)?;
    }
    let seal = output.digest.finalize();
    file.as_file().write_all(&seal)?;
    file.as_file().sync_all()
}

/// Opens a backup after reading it through against its seal, so that nothing is unpacked from a
/// file that was cut short or altered.
fn open_whole(path: &Path) -> Outcome<BufReader<File>> {
    let mut archive = open_archive(path)?;
    let size = archive.get_ref().metadata().map_err(lost)?.len();
    let body = size.checked_sub(SEAL).ok_or_else(not_whole)?;
    let mut hashing = Hashing::new(io::sink());
    io::copy(&mut (&mut archive).take(body), &mut hashing).map_err(lost)?;
    let mut seal = [0; SEAL as usize];
    archive.read_exact(&mut seal).map_err(lost)?;
    if seal != <[u8; SEAL as usize]>::from(hashing.digest.finalize()) {
        return Err(not_whole());
    }
    archive.seek(SeekFrom::Start(0)).map_err(lost)?;
    Ok(archive)
}

fn open_archive(path: &Path) -> Outcome<BufReader<File>> {
    File::open(path).map(BufReader::new).map_err(lost)
}

fn read_contents(archive: &mut BufReader<File>) -> Outcome<Contents> {
    let mut first = String::new();
    let limit = FIRST_LINE.len() as u64;
    archive
        .take(limit)
        .read_line(&mut first)
        .map_err(|error| not_whole().because(error))?;
    if ![FIRST_LINE, OLDER_FIRST_LINE].contains(&first.as_str()) {
        return Err(not_whole());
    }
    let mut list = Vec::new();
    archive.read_until(b'\n', &mut list).map_err(lost)?;
    let contents: Contents =
        serde_json::from_slice(&list).map_err(|error| not_whole().because(error))?;
    // Names become paths, so they must be ones that the vault gives.
    let mut stored = contents.recordings.iter().chain(&contents.documents);
    match stored.all(|stored| Vault::is_name(&stored.name)) {
        true => Ok(contents),
        false => Err(not_whole()),
    }
}

fn unpack(archive: &mut impl Read, path: &Path, size: u64) -> Outcome<()> {
    let mut unpack = || {
        let mut file = File::create(path)?;
        let copied = io::copy(&mut archive.take(size), &mut file)?;
        file.sync_all()?;
        Ok(copied)
    };
    match unpack().map_err(|error| unwritable(&error))? {
        copied if copied == size => Ok(()),
        _ => Err(not_whole()),
    }
}

/// Passes bytes on and keeps their hash.
struct Hashing<W> {
    inner: W,
    digest: Sha256,
}

impl<W> Hashing<W> {
    fn new(inner: W) -> Self {
        Self {
            inner,
            digest: Sha256::new(),
        }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn lost(error: io::Error) -> Problem {
    Problem::new(
        "The backup could not be read",
        "Check that the file is there and its drive is connected, then try again",
    )
    .because(error)
}

fn not_whole() -> Problem {
    Problem::new(
        "This file is not a whole backup of Dictation Desk",
        "Use another backup; nothing has been changed",
    )
}

fn taken() -> Problem {
    Problem::new(
        "There is already a file of that name",
        "Choose another name for the backup; earlier ones are never overwritten",
    )
}

fn only_in_memory() -> Problem {
    Problem::new(
        "This record is only in memory and cannot be backed up",
        "Start a record in a folder to keep what you do",
    )
}
