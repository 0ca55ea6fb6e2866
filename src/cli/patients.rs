//! `patients`: adds or updates patients from a CSV file, all of them or none.

use std::fs;
use std::path::Path;

use super::{Place, out};
use crate::desk::roll;
use crate::problem::{Outcome, Problem};
use crate::record::Actor;

/// Reads the whole file and settles who each line is before anything is saved.
///
/// # Errors
/// Names the line that cannot be taken; no patient has been added or changed then.
pub fn run(file: &Path, place: &Place) -> Outcome<()> {
    let csv = fs::read_to_string(file).map_err(|error| {
        Problem::new(
            "The patients file could not be read",
            "Check that it is there and is a CSV file in UTF-8",
        )
        .because(error)
    })?;
    let brought = roll::bring_in(&csv, &Actor::program(), || {
        Ok(Box::new(place.open_or_begin()?))
    })?;
    out::say(format!(
        "Patients added: {}, updated: {}",
        brought.added, brought.updated
    ))
}
