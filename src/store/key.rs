//! The key to a record: made, read and written as a file, and kept in the system's keychain.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use keyring::v1::{Entry, Error};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::failure::unwritable;
use super::files;
use crate::problem::{Outcome, Problem};

/// What the program's entries are called in the keychain.
const SERVICE: &str = "dictation-desk";

/// The 32 random bytes that open a record. Wiped from memory when dropped, and never shown.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(hidden)")
    }
}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Outcome<Self> {
        let mut key = Zeroizing::new([0; 32]);
        fill_random(key.as_mut_slice())?;
        Ok(Self(key))
    }

    /// Reads 64 hexadecimal digits, as [`to_hex`](Self::to_hex) writes them; spaces and line ends
    /// between them do no harm, nor does the mark that editors put at the front of a file.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn from_hex(text: &str) -> Outcome<Self> {
        let mut key = Zeroizing::new([0; 32]);
        let digits: Zeroizing<String> = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}')
            .collect::<String>()
            .into();
        hex::decode_to_slice(digits.as_str(), key.as_mut_slice()).map_err(|_| {
            Problem::new(
                "That is not a key",
                "Use the key file that was made for this record: one line of 64 characters",
            )
        })?;
        Ok(Self(key))
    }

    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_slice()))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The salt of the databases under this key. It stands readable at the head of the file and
    /// says nothing about the key, but tells a wrong key from a damaged file.
    pub(super) fn salt(&self) -> [u8; 16] {
        let digest = Sha256::new()
            .chain_update(b"dictation-desk record salt")
            .chain_update(self.0.as_slice())
            .finalize();
        let mut salt = [0; 16];
        salt.copy_from_slice(&digest[..16]);
        salt
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When the file cannot be read or holds no key.
    pub fn read_file(path: &Path) -> Outcome<Self> {
        let bytes = fs::read(path).map(Zeroizing::new).map_err(|error| {
            Problem::new(
                "The key file could not be read",
                "Check that it is where it should be, and that the drive it is on is connected",
            )
            .because(error)
        })?;
        Self::from_hex(&text_of(&bytes))
    }

    /// Writes a key file that only this person can read.
    ///
    /// # Errors
    /// When there is a file already, which is never overwritten, or the folder cannot be
    /// written to.
    pub fn write_file(&self, path: &Path) -> Outcome<()> {
        let line = Zeroizing::new(format!("{}\n", self.to_hex().as_str()));
        files::write_private(path, line.as_bytes(), false).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::new(
                "There is already a file of that name",
                "Choose another name for the key file; the one that is there may open a record",
            ),
            _ => unwritable(&error),
        })
    }

    /// The workspace's key from the system's keychain; nothing where it holds none, or where
    /// the system has no keychain.
    ///
    /// # Errors
    /// When there is a keychain that will not open.
    pub fn from_keychain(workspace: &Path) -> Outcome<Option<Self>> {
        let secret = match entry(workspace).and_then(|entry| entry.get_password()) {
            Ok(secret) => Zeroizing::new(secret),
            Err(Error::NoEntry | Error::NoDefaultStore) => return Ok(None),
            Err(error) => return Err(closed(&error)),
        };
        Self::from_hex(&secret).map(Some)
    }

    /// Keeps the workspace's key in the system's keychain.
    ///
    /// # Errors
    /// When the system has no keychain, or will not open it: a passphrase can take its place.
    pub fn to_keychain(&self, workspace: &Path) -> Outcome<()> {
        entry(workspace)
            .and_then(|entry| entry.set_password(&self.to_hex()))
            .map_err(|error| closed(&error))
    }
}

/// The text of a file, whichever way an editor on Windows has saved it.
fn text_of(bytes: &[u8]) -> Zeroizing<String> {
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let pairs = rest.as_chunks::<2>().0.iter();
        String::from_utf16_lossy(&pairs.map(|pair| read(*pair)).collect::<Vec<_>>())
    };
    Zeroizing::new(match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    })
}

/// The workspace's entry, under its full path so that two workspaces never share one.
fn entry(workspace: &Path) -> Result<Entry, Error> {
    let path = workspace
        .canonicalize()
        .or_else(|_| std::path::absolute(workspace))
        .unwrap_or_else(|_| workspace.to_owned());
    Entry::new(SERVICE, &path.to_string_lossy())
}

fn closed(error: &Error) -> Problem {
    Problem::new(
        "This computer's keychain could not be used",
        "Unlock it and try again, or use the recovery passphrase or a key file",
    )
    .because(error)
}

/// Fills `bytes` with random numbers fit for keys.
pub(super) fn fill_random(bytes: &mut [u8]) -> Outcome<()> {
    getrandom::fill(bytes).map_err(|error| {
        Problem::new(
            "The system gave no random numbers to make a key from",
            "Restart the computer and try again; nothing has been changed",
        )
        .because(error)
    })
}
