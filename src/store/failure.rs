//! What storage failures mean to a person: the library's codes turned into sentences.

use std::io;

use rusqlite::{Error, ErrorCode};

use crate::letter::FORM;
use crate::problem::{Outcome, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let problem = match (&error, error.sqlite_error_code()) {
            (Error::QueryReturnedNoRows, _) => not_there(),
            (_, Some(ErrorCode::DiskFull)) => full(),
            (_, Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)) => damaged(),
            (Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..), _) => damaged(),
            (_, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => in_use(),
            (
                _,
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied),
            ) => read_only(),
            (_, Some(ErrorCode::SystemIoFailure)) => Self::new(
                "The disk did not take or give back the record",
                "Check that the drive is connected and has space, then try again; \
                 what was saved before is safe",
            ),
            _ => Self::new(
                "The record refused that change",
                "Nothing has been changed; close the program, open it again and retry",
            ),
        };
        problem.because(error)
    }
}

/// A file or folder of the workspace, or the folder letters are filed in, that cannot be
/// written to.
pub(super) fn unwritable(error: &io::Error) -> Problem {
    let problem = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            full()
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => read_only(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Problem::new(
            "The folder cannot be found",
            "Check that the drive is connected and the folder still exists, then try again",
        ),
        _ => Problem::new(
            "The folder could not be written to",
            "Check that the drive is connected and has space, then try again; \
             what was saved before is safe",
        ),
    };
    problem.because(error)
}

pub(super) fn full() -> Problem {
    Problem::new(
        "The disk is full, so that was not saved",
        "Free some space and try again; what was saved before is safe",
    )
}

pub(super) fn read_only() -> Problem {
    Problem::new(
        "This folder cannot be written to",
        "Choose another folder, or ask for the right to write in this one; \
         what was saved before is safe",
    )
}

pub(super) fn in_use() -> Problem {
    Problem::new(
        "The record is already open in another copy of Dictation Desk",
        "Go to that window, or close it and try again",
    )
}

pub(super) fn damaged() -> Problem {
    Problem::new(
        "The record is damaged",
        "Leave its files as they are and restore the latest backup into a new folder",
    )
}

/// A row is no longer what a change to it was asked for on.
pub(super) fn changed_meanwhile(what: &str) -> Problem {
    Problem::new(
        format!("{what} has been changed meanwhile"),
        "Look at it as it is now, and do that again if it is still wanted; nothing has been lost",
    )
}

fn not_there() -> Problem {
    Problem::new(
        "That is no longer in the record",
        "Go back to the worklist and choose again; nothing has been changed",
    )
}

/// Refuses what was written in a form that this program does not know.
pub(super) fn readable(form: u32) -> Outcome<()> {
    match form {
        1..=FORM => Ok(()),
        _ => Err(Problem::new(
            "This letter was written by a newer version of Dictation Desk",
            "Install the newer version to open it; nothing has been changed",
        )),
    }
}
