//! Putting files in place so that they are there whole or not at all, even after a power cut.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::failure::unwritable;
use crate::problem::Outcome;

/// Gives a finished file its name, in the same folder, replacing what had it.
pub(super) fn publish(finished: &Path, name: &Path) -> Outcome<()> {
    let publish = || {
        File::options().write(true).open(finished)?.sync_all()?;
        fs::rename(finished, name)
    };
    publish().map_err(|error| unwritable(&error))?;
    sync_folder_of(name);
    Ok(())
}

/// Writes a whole file that only this person can read. Replaces a file of that name only where
/// `replace` says so; [`io::ErrorKind::AlreadyExists`] otherwise.
pub(super) fn write_private(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if replace {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    sync_folder_of(path);
    Ok(())
}

/// The folder a file is in; a bare name is in the current one.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Puts a rename itself on the disk, where the system lets a program ask for that: Windows and
/// some network drives do not, and see to it on their own.
pub(super) fn sync_folder_of(file: &Path) {
    if let Ok(folder) = File::open(folder_of(file)) {
        let _ = folder.sync_all();
    }
}

pub(super) fn remove_if_there(path: &Path) -> Outcome<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&error)),
        _ => Ok(()),
    }
}
