//! The workspace: where the record is, where its key comes from, and whether it is open.

use std::path::PathBuf;

use crate::store::exists;

/// Whether the record can be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// No workspace here yet: the first-run page makes one.
    New,
    /// There is one, and it needs its passphrase.
    Locked,
    /// Being opened.
    Opening,
    Open,
}

/// Where the key comes from when it is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    Keychain,
    File(PathBuf),
}

/// Where the record is, where its key comes from, and whether it is open.
pub(super) struct Workspace {
    pub folder: PathBuf,
    pub key_source: KeySource,
    pub door: Door,
    /// Documents saved since the program started.
    pub filed: Vec<PathBuf>,
}

impl Workspace {
    pub fn new(folder: PathBuf, key_source: KeySource) -> Self {
        Self {
            folder,
            key_source,
            door: Door::New,
            filed: Vec::new(),
        }
    }

    /// The record could not be opened or made: what there is stays as it was.
    pub fn stuck(&mut self) {
        self.door = match exists(&self.folder) {
            true => Door::Locked,
            false => Door::New,
        };
    }
}
