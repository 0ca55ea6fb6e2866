//! A kept recording: read from any place, and held to what came in.

use std::io::{self, Read, Seek, SeekFrom};

use super::sealed::{Hash, Sealed};
use super::vault::{Kind, hold};
use crate::problem::Outcome;

/// A recording in the vault, decrypted as it is read.
pub struct Kept {
    sealed: Sealed,
    came_in: Hash,
}

impl Kept {
    pub(super) fn new(sealed: Sealed, came_in: Hash) -> Self {
        Self { sealed, came_in }
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.sealed.length()
    }

    /// Reads it to its end; it is at its beginning again afterwards.
    ///
    /// # Errors
    /// When it is damaged anywhere, or not the recording that came in.
    pub fn hold(&mut self) -> Outcome<()> {
        hold(Kind::Recording, &mut self.sealed, &self.came_in)
    }
}

impl Read for Kept {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.sealed.read(buffer)
    }
}

impl Seek for Kept {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.sealed.seek(to)
    }
}
