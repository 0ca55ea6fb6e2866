//! Readable copies outside the record: noted when they are written, deleted when their time is over.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Fate, LetterId, NewReadable, PatientId, Readable, Readables};
use crate::store::Record;

/// What is to be noted of a copy that a person asked for: they keep it as long as they like.
pub(super) fn copy(path: &Path, what: &str) -> NewReadable {
    NewReadable {
        path: path.to_string_lossy().into_owned(),
        what: what.to_owned(),
        letter: None,
        patient: None,
        until: None,
    }
}

pub(super) fn of_letter(path: &Path, what: &str, letter: LetterId, version: u32) -> NewReadable {
    NewReadable {
        letter: Some((letter, version)),
        ..copy(path, what)
    }
}

fn of_patient(path: &Path, what: &str, patient: PatientId) -> NewReadable {
    NewReadable {
        patient: Some(patient),
        ..copy(path, what)
    }
}

/// Every file of a folder that was made for a patient's papers.
pub(super) fn in_folder(folder: &Path, what: &str, patient: PatientId) -> Vec<NewReadable> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| of_patient(&entry.path(), what, patient))
        .collect()
}

/// Deletes what is overdue.
///
/// # Errors
/// When some could not be deleted; the others are.
pub(super) fn sweep(record: &mut dyn Record, now: Timestamp) -> Outcome<()> {
    let overdue = record.overdue_readables(now)?;
    delete(record, &Actor::program(), &overdue, now)
}

/// Deletes these. One whose folder is not there, a drive that is not attached, is left as it is.
///
/// # Errors
/// When some could not be deleted; the others are.
pub(super) fn delete(
    record: &mut dyn Record,
    by: &Actor,
    copies: &Readables,
    now: Timestamp,
) -> Outcome<()> {
    let mut left = 0;
    for copy in &copies.files {
        match fs::remove_file(&copy.file.path) {
            Ok(()) => record.readable_gone(by, copy.id, Fate::Deleted, now)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !has_folder(copy) {
                    continue;
                }
                record.readable_gone(by, copy.id, Fate::FoundGone, now)?;
            }
            Err(_) => left += 1,
        }
    }
    match left {
        0 => Ok(()),
        left => Err(Problem::new(
            format!("{left} readable copies could not be deleted"),
            "Close what has them open; Sending, Readable copies, says where they lie",
        )),
    }
}

/// Notes which of these are there no longer, and gives what is left.
///
/// # Errors
/// When the record cannot be written.
pub(super) fn look_over(record: &mut dyn Record, by: &Actor, now: Timestamp) -> Outcome<Readables> {
    let is_gone = |copy: &&Readable| has_folder(copy) && !Path::new(&copy.file.path).exists();
    let known = record.readables()?;
    let gone: Vec<_> = known.files.iter().filter(is_gone).map(|it| it.id).collect();
    if gone.is_empty() {
        return Ok(known);
    }
    for id in gone {
        record.readable_gone(by, id, Fate::FoundGone, now)?;
    }
    record.readables()
}

fn has_folder(copy: &Readable) -> bool {
    Path::new(&copy.file.path)
        .parent()
        .is_some_and(Path::exists)
}

/// Removes private folders in which papers were being made when the program was cut off.
pub(super) fn clear_workspace(workspace: &Path, own: &str) {
    let Ok(entries) = fs::read_dir(workspace) else {
        return;
    };
    for entry in entries.flatten() {
        let is_own = entry.file_name().to_string_lossy().starts_with(own);
        if is_own && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // What cannot be removed now is tried again at the next start.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
