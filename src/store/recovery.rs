//! The recovery copy of a key: locked with a passphrase, kept beside the record and in backups.

use std::fs;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Key;
use super::failure::unwritable;
use super::files;
use super::key::fill_random;
use crate::problem::{Outcome, Problem};

pub(super) const RECOVERY: &str = "recovery.json";

const SCHEME: &str = "argon2id-chacha20poly1305";

/// Fixed, because each sealing key comes from a fresh salt and seals one thing.
const NONCE: [u8; 12] = [0; 12];

/// Shorter passphrases fall to guessing by anyone who copies the file.
const SHORTEST: usize = 8;

/// Work to try one passphrase: 64 MiB three times over, about half a second on an office PC.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// More than any recovery copy asks for: a damaged one must not claim all memory.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;

/// A key under Argon2id and ChaCha20-Poly1305; the work is kept so that it can rise later.
#[derive(Serialize, Deserialize)]
struct Sealed {
    scheme: String,
    memory_kib: u32,
    passes: u32,
    /// Hexadecimal, as is what it sealed.
    salt: String,
    sealed: String,
}

impl Key {
    /// Keeps a copy of the key in the workspace that the passphrase opens, in the place of an
    /// earlier one. Takes about half a second on purpose.
    ///
    /// # Errors
    /// When the passphrase is shorter than eight characters or the folder cannot be written to.
    pub fn seal(&self, workspace: &Path, passphrase: &str) -> Outcome<()> {
        if passphrase.chars().count() < SHORTEST {
            return Err(Problem::new(
                "That passphrase is too short to be safe",
                format!("Use at least {SHORTEST} characters; a few unrelated words do well"),
            ));
        }
        let mut salt = [0; 16];
        fill_random(&mut salt)?;
        let mut copy = Sealed {
            scheme: SCHEME.to_owned(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: hex::encode(salt),
            sealed: String::new(),
        };
        let sealed = copy
            .cipher(passphrase)?
            .encrypt(&NONCE.into(), self.bytes().as_slice())
            .map_err(|_| unreadable())?;
        copy.sealed = hex::encode(sealed);
        let json = serde_json::to_vec_pretty(&copy).map_err(|error| unreadable().because(error))?;
        files::write_private(&workspace.join(RECOVERY), &json, true)
            .map_err(|error| unwritable(&error))
    }

    /// The workspace's key from its recovery copy.
    ///
    /// # Errors
    /// When there is no recovery copy, or the passphrase does not open it.
    pub fn unseal(workspace: &Path, passphrase: &str) -> Outcome<Self> {
        let json = fs::read(workspace.join(RECOVERY)).map_err(|error| {
            Problem::new(
                "No recovery passphrase was set for this record",
                "Use its key file, or open it on the computer whose keychain holds the key",
            )
            .because(error)
        })?;
        Self::unseal_json(&json, passphrase)
    }

    /// As [`unseal`](Self::unseal), from the bytes of a recovery copy.
    pub(super) fn unseal_json(json: &[u8], passphrase: &str) -> Outcome<Self> {
        let copy: Sealed =
            serde_json::from_slice(json).map_err(|error| unreadable().because(error))?;
        if copy.scheme != SCHEME || copy.memory_kib > MOST_MEMORY_KIB {
            return Err(unreadable());
        }
        let sealed = hex::decode(&copy.sealed).map_err(|error| unreadable().because(error))?;
        let key = copy
            .cipher(passphrase)?
            .decrypt(&NONCE.into(), sealed.as_slice())
            .map(Zeroizing::new)
            .map_err(|_| {
                Problem::new(
                    "That passphrase does not open the record",
                    "Check capitals and spaces and try again; nothing has been changed",
                )
            })?;
        Self::from_bytes(&key).ok_or_else(unreadable)
    }
}

impl Sealed {
    /// The cipher that the passphrase gives with this copy's salt and work.
    fn cipher(&self, passphrase: &str) -> Outcome<ChaCha20Poly1305> {
        let salt = hex::decode(&self.salt).map_err(|error| unreadable().because(error))?;
        let mut key = Zeroizing::new([0; 32]);
        Params::new(self.memory_kib, self.passes, 1, Some(32))
            .and_then(|params| {
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                    passphrase.as_bytes(),
                    &salt,
                    key.as_mut_slice(),
                )
            })
            .map_err(|error| unreadable().because(error))?;
        Ok(ChaCha20Poly1305::new(key.as_slice().into()))
    }
}

fn unreadable() -> Problem {
    Problem::new(
        "The recovery copy of the key is damaged",
        "Use the key file, or the recovery copy in a backup",
    )
}
