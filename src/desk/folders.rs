//! Folders: what is in one, for whoever has to find a file without the system's help.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};

/// A folder with what can be seen in it: the folders first, each by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub is_folder: bool,
}

/// Looks into a folder; what is hidden stays so.
///
/// # Errors
/// When there is no such folder, or one may not look into it.
pub fn look_into(path: &Path) -> Outcome<Folder> {
    let read = || -> std::io::Result<Folder> {
        let path = fs::canonicalize(path)?;
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !name.starts_with('.') {
                entries.push(Entry {
                    name: name.into_owned(),
                    is_folder: path.is_dir(),
                });
            }
        }
        entries.sort_by_key(|entry| (!entry.is_folder, entry.name.to_lowercase()));
        Ok(Folder { path, entries })
    };
    read().map_err(|error| {
        Problem::new(
            "This folder cannot be looked into",
            "Choose another, or check that its drive is connected and that you may read it",
        )
        .because(error)
    })
}

/// The folder of whoever is at this computer, or else the one the program was started in.
pub fn home() -> PathBuf {
    directories::UserDirs::new().map_or_else(|| PathBuf::from("."), |own| own.home_dir().to_owned())
}
