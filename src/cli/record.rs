//! `verify`, `backup` and `restore`: the record as a whole.

use std::path::Path;

use super::{Place, door, out};
use crate::desk::records;
use crate::problem::{Outcome, Problem};

/// Checks everything in the record that must still be as it was.
///
/// # Errors
/// When the record cannot be opened, or anything is not as it was; each fault is told.
pub fn verify(place: &Place) -> Outcome<()> {
    let found = place.open()?.verify()?;
    for fault in &found.faults {
        out::say(fault)?;
    }
    out::say(format!(
        "Checked events: {}, documents: {}, recordings: {}",
        found.events, found.documents, found.recordings
    ))?;
    match found.faults.len() {
        0 => out::say("All is as it was written"),
        faults => Err(Problem::new(
            format!("The record is not as it was written (faults found: {faults})"),
            "Leave its files as they are and restore the latest backup into a new folder",
        )),
    }
}

pub fn backup(file: &Path, place: &Place) -> Outcome<()> {
    place.open()?.backup(file)?;
    out::say(format!(
        "The record is backed up, encrypted, in {}",
        file.display()
    ))
}

/// Brings a backup back as the record of the workspace.
///
/// # Errors
/// When there is a record already, or the backup or its key cannot be used.
pub fn restore(file: &Path, place: &Place) -> Outcome<()> {
    let folder = place.folder()?;
    records::restore(file, &folder, &place.key_source(), door::passphrase)?;
    out::say(format!("The record is restored in {}", folder.display()))
}
