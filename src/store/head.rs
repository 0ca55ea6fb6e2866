//! The head: where the audit trail ends, kept beside the database under the record's key, so that a
//! trail whose end was cut off, or a database of yesterday that was put back, is noticed.
//!
//! It is written after the transaction it tells of. A trail that goes on after its head only lost
//! the race with a power cut; one that does not hold it has been tampered with.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::failure::unwritable;
use super::sealed::Hash;
use super::{Key, files};
use crate::problem::Outcome;

/// The last event of a trail: its number and its hash. A trail without events ends with nought.
pub(super) type End = (i64, Hash);

pub(super) const FILE: &str = "trail.head";

/// A number, a hash and the seal over both.
const SLOT: usize = 8 + 32 + 32;

/// Written by turns, so that one of them is whole whenever the power goes.
const SLOTS: usize = 2;

/// The head of one record's trail.
pub(super) struct Head {
    file: Option<File>,
    seal: Seal,
    /// Where the trail ended when it was last told.
    last: Option<End>,
    /// The slot to write next.
    next: usize,
}

/// The key that heads are sealed with.
struct Seal(Zeroizing<[u8; 32]>);

impl Head {
    /// Begins the head of a trail that ends here.
    pub fn found(dir: &Path, key: &Key, end: End) -> Outcome<()> {
        let mut bytes = [0; SLOT * SLOTS];
        bytes[..SLOT].copy_from_slice(&Seal::of(key).slot(end));
        files::write_private(&dir.join(FILE), &bytes, true).map_err(|error| unwritable(&error))
    }

    /// The head in a workspace, as it was last written.
    pub fn open(dir: &Path, key: &Key) -> Self {
        let seal = Seal::of(key);
        let file = File::options().read(true).write(true).open(dir.join(FILE));
        let mut bytes = [0; SLOT * SLOTS];
        let file = file.ok().filter(|file| {
            let mut file = file;
            file.read_exact(&mut bytes).is_ok()
        });
        let slots = bytes.chunks_exact(SLOT).enumerate();
        let latest = slots
            .filter_map(|(at, slot)| seal.read(slot).map(|end| (end, at)))
            .max_by_key(|((id, _), _)| *id);
        Self {
            file,
            seal,
            last: latest.map(|(end, _)| end),
            next: latest.map_or(0, |(_, at)| (at + 1) % SLOTS),
        }
    }

    /// What is wrong with the trail, by its head.
    pub fn trouble(&self, connection: &Connection) -> Outcome<Option<String>> {
        let Some((id, hash)) = self.last else {
            return Ok(Some("where it ended is not known".to_owned()));
        };
        if id == 0 {
            return Ok(None);
        }
        let found: Option<Hash> = connection
            .query_row("SELECT hash FROM event WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(match found {
            Some(found) if found == hash => None,
            Some(_) => Some(format!("event {id} was another")),
            None => Some(format!("event {id} was missing")),
        })
    }

    /// Notes where the trail ends now. Where that fails, the next note makes up for it.
    pub fn note(&mut self, end: End) {
        let slot = self.seal.slot(end);
        let at = (self.next * SLOT) as u64;
        let write = |mut file: &File| -> io::Result<()> {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&slot)
        };
        if self.file.as_ref().is_some_and(|file| write(file).is_ok()) {
            self.last = Some(end);
            self.next = (self.next + 1) % SLOTS;
        }
    }
}

impl Seal {
    fn of(key: &Key) -> Self {
        let digest = Sha256::new()
            .chain_update(b"dictation-desk audit trail head")
            .chain_update(key.bytes());
        Self(Zeroizing::new(digest.finalize().into()))
    }

    fn slot(&self, (id, hash): End) -> [u8; SLOT] {
        let mut slot = [0; SLOT];
        slot[..8].copy_from_slice(&id.to_le_bytes());
        slot[8..40].copy_from_slice(&hash);
        let seal = self.over(&slot[..40]).finalize().into_bytes();
        slot[40..].copy_from_slice(&seal);
        slot
    }

    /// What a slot says, where it is whole and sealed with this record's key.
    fn read(&self, slot: &[u8]) -> Option<End> {
        let (said, seal) = slot.split_at_checked(40)?;
        self.over(said).verify_slice(seal).ok()?;
        let (id, hash) = said.split_at_checked(8)?;
        Some((
            i64::from_le_bytes(id.try_into().ok()?),
            hash.try_into().ok()?,
        ))
    }

    fn over(&self, said: &[u8]) -> Hmac<Sha256> {
        // What a key of this length is made to before it is used, so that no length is ever wrong.
        let mut key = Zeroizing::new([0; 64]);
        key[..32].copy_from_slice(self.0.as_slice());
        Hmac::<Sha256>::new(&(*key).into()).chain_update(said)
    }
}
