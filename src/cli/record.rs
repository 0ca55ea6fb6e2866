//! `verify`, `backup` and `restore`: the record as a whole.

use std::path::Path;

use super::{Place, door, out};
use crate::desk::records::{self, Check, Verified};
use crate::problem::{Outcome, Problem};

/// Checks everything in the record that must still be as it was.
///
/// # Errors
/// When the record cannot be opened, or anything is not as it was; each fault is told.
pub fn verify(place: &Place) -> Outcome<()> {
    let record = place.open()?;
    let (mut check, mut show) = (Check::default(), out::shown());
    while !check.is_done() {
        records::check(&record, &mut check)?;
        show(check.progress());
    }
    out::progress("");
    tell(check.found())
}

/// Writes the record into one file; tells what could not be put into it, or not as it came in.
///
/// # Errors
/// When no backup was made, or one that lacks something; each thing is told.
pub fn backup(file: &Path, place: &Place) -> Outcome<()> {
    let faults = place.open()?.backup_watched(file, &mut out::shown())?;
    out::progress("");
    for fault in &faults {
        out::warn(fault);
    }
    let name = file.display();
    out::say(format!("The record is backed up, encrypted, in {name}"))?;
    match faults.len() {
        0 => Ok(()),
        _ => Err(Problem::new(
            "The backup is made, but not everything is in it as it should be",
            "Keep an earlier backup too, and bring back from it what is named above",
        )),
    }
}

/// Brings a backup back as the record of the workspace, and checks it.
///
/// # Errors
/// When there is a record already, or the backup or its key cannot be used; also when what was
/// brought back is not as it was written, and then each fault is told.
pub fn restore(file: &Path, place: &Place) -> Outcome<()> {
    let folder = place.folder()?;
    let found = records::restore(file, &folder, &place.key_source(), door::passphrase)?;
    out::say(format!("The record is restored in {}", folder.display()))?;
    tell(&found)
}

fn tell(found: &Verified) -> Outcome<()> {
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
