//! `patients`: adds or updates patients from a list, all of them or none.

use std::path::Path;

use super::{Place, out};
use crate::desk::{lists, people};
use crate::problem::Outcome;
use crate::record::Act;

/// Reads the whole file and settles who each line is before anything is saved.
///
/// # Errors
/// Names every line that cannot be taken; no patient has been added or changed then.
pub fn run(file: &Path, place: &Place) -> Outcome<()> {
    let today = people::today();
    let list = lists::read(file, today)?.people(today)?;
    if let Some(problem) = people::as_one(&people::refusals(&list)) {
        return Err(problem);
    }
    let mut record = place.open_or_begin()?;
    let by = place.act_as(&mut record, Some(Act::TakeListsIn))?;
    let over = lists::look_over(&record, list, today)?;
    let (brought, _) = lists::save(&mut record, &by, &over)?;
    for sentence in &over.told {
        out::warn(sentence);
    }
    let unchanged = match brought.unchanged {
        0 => String::new(),
        unchanged => format!(", unchanged: {unchanged}"),
    };
    out::say(format!(
        "Patients added: {}, updated: {}{unchanged}",
        brought.added, brought.updated
    ))
}
