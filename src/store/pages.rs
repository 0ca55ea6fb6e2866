//! The database's pages, each held to the seal that the cipher put on it, a few at a time.
//!
//! The cipher checks a page when it is read, and can check all of them in one go, which on a large
//! record takes long and cannot be stopped. This does the same in pieces.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use zeroize::Zeroizing;

use super::Key;

/// The cipher's own figures: its version 4, as it creates databases.
const PAGE: usize = 4096;
const SALT: usize = 16;
const SEAL: usize = 64;
const SALT_MASK: u8 = 0x3a;

/// The page at this place in the file is never used.
const LOCKED: u64 = 1 << 30;

/// How many pages the file has.
pub(super) fn count(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len() / PAGE as u64)
}

/// Those of so many pages, counted from 1, that are not as they were written.
pub(super) fn broken(file: &File, key: &Key, first: u64, many: u64) -> io::Result<Vec<u64>> {
    let secret = secret(key);
    let mut file = file;
    file.seek(SeekFrom::Start((first - 1) * PAGE as u64))?;
    let mut page = [0; PAGE];
    let mut broken = Vec::new();
    for number in first..first + many {
        file.read_exact(&mut page)?;
        let is_unused = (number - 1) * PAGE as u64 == LOCKED || page.iter().all(|byte| *byte == 0);
        if !is_unused && !is_sealed(&secret, &page, number) {
            broken.push(number);
        }
    }
    Ok(broken)
}

fn is_sealed(secret: &Zeroizing<[u8; 32]>, page: &[u8; PAGE], number: u64) -> bool {
    let (said, seal) = page.split_at(PAGE - SEAL);
    let said = match number {
        1 => &said[SALT..],
        _ => said,
    };
    let number = u32::try_from(number).unwrap_or_default();
    mac(secret)
        .chain_update(said)
        .chain_update(number.to_le_bytes())
        .verify_slice(seal)
        .is_ok()
}

/// The key of the seals: PBKDF2 of two rounds over the record's key.
fn secret(key: &Key) -> Zeroizing<[u8; 32]> {
    let salt = key.salt().map(|byte| byte ^ SALT_MASK);
    let key = Zeroizing::new(*key.bytes());
    let first = mac(&key).chain_update(salt).chain_update([0, 0, 0, 1]);
    let first = first.finalize().into_bytes();
    let second = mac(&key).chain_update(first).finalize().into_bytes();
    let mut secret = Zeroizing::new([0; 32]);
    for (byte, (one, other)) in secret.iter_mut().zip(first.iter().zip(second.iter())) {
        *byte = one ^ other;
    }
    secret
}

fn mac(key: &Zeroizing<[u8; 32]>) -> Hmac<Sha512> {
    // What a key of this length is made to before it is used, so that no length is ever wrong.
    let mut padded = Zeroizing::new([0; 128]);
    padded[..32].copy_from_slice(key.as_slice());
    Hmac::<Sha512>::new(&(*padded).into())
}
