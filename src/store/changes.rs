//! An intent done whole, and what it changed, which is read before its transaction ends.

use rusqlite::Connection;

use super::finding::index;
use super::transaction::{Work, transact};
use super::{Store, authors, dictations, patients};
use crate::problem::Outcome;
use crate::record::{Actor, Changes};

impl Store {
    /// Does all of an intent or, should any of it fail, none, and answers with what it changed. On
    /// success it is on the disk.
    pub(super) fn intend<T>(
        &mut self,
        by: &Actor,
        name: &str,
        intent: impl FnOnce(&Work<'_>) -> Outcome<T>,
    ) -> Outcome<(T, Changes)> {
        let (done, trail) = transact(&mut self.connection, name, |transaction| {
            let work = Work::new(transaction, by);
            let done = intent(&work)?;
            index::keep_up(&work)?;
            Ok(((done, of(&work)?), work.trail()))
        })?;
        if let (Some(home), Some(end)) = (&mut self.home, trail) {
            home.head.note(end);
        }
        Ok(done)
    }

    /// An intent whose whole answer is what it changed.
    pub(super) fn change(
        &mut self,
        by: &Actor,
        name: &str,
        intent: impl FnOnce(&Work<'_>) -> Outcome<()>,
    ) -> Outcome<Changes> {
        self.intend(by, name, intent).map(|((), changes)| changes)
    }

    /// An intent that changes no row of the worklist.
    pub(super) fn apart<T>(
        &mut self,
        by: &Actor,
        name: &str,
        intent: impl FnOnce(&Work<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        self.intend(by, name, intent).map(|(done, _)| done)
    }
}

/// The rows an intent has touched, as it leaves them, with the people its dictations name.
fn of(work: &Work<'_>) -> Outcome<Changes> {
    let mut touched = work.touched();
    let rows = touched.dictations.iter();
    let dictations = rows
        .map(|id| dictations::at(work, *id))
        .collect::<Outcome<Vec<_>>>()?;
    touched
        .patients
        .extend(dictations.iter().filter_map(|row| row.patient));
    touched
        .authors
        .extend(dictations.iter().filter_map(|row| row.author));
    let patients = touched.patients.iter();
    let authors = touched.authors.iter();
    Ok(Changes {
        patients: patients
            .map(|id| patients::at(work, *id))
            .collect::<Outcome<_>>()?,
        authors: authors
            .map(|id| authors::at(work, *id))
            .collect::<Outcome<_>>()?,
        dictations,
    })
}

/// Every dictation with the people they name, and every author.
pub(super) fn all(connection: &Connection) -> Outcome<Changes> {
    Ok(Changes {
        dictations: dictations::worklist(connection)?,
        patients: patients::named_by_worklist(connection)?,
        authors: authors::all(connection)?,
    })
}
