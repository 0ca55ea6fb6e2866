//! A named transaction: all of some work on the database, or none of it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::head::End;
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, AuthorId, DictationId, PatientId};

/// Does all of `work` or, should any of it fail, none, and then tells what it was by `name`. On
/// success it is on the disk.
pub(super) fn transact<T>(
    connection: &mut Connection,
    name: &str,
    work: impl FnOnce(&Transaction<'_>) -> Outcome<T>,
) -> Outcome<T> {
    let attempt = || {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    };
    attempt().map_err(|problem: Problem| {
        let cause = format!("{name}: {}", problem.cause().unwrap_or("refused"));
        problem.because(cause)
    })
}

/// An intent under way: its transaction, who does it, and the rows it has touched so far.
pub(super) struct Work<'a> {
    transaction: &'a Transaction<'a>,
    by: &'a Actor,
    touched: RefCell<Touched>,
    trail: Cell<Option<End>>,
}

/// Rows that an intent has added or changed.
#[derive(Clone, Default)]
pub(super) struct Touched {
    pub dictations: BTreeSet<DictationId>,
    pub patients: BTreeSet<PatientId>,
    pub authors: BTreeSet<AuthorId>,
}

impl<'a> Work<'a> {
    pub fn new(transaction: &'a Transaction<'a>, by: &'a Actor) -> Self {
        Self {
            transaction,
            by,
            touched: RefCell::default(),
            trail: Cell::default(),
        }
    }

    pub fn by(&self) -> &Actor {
        self.by
    }

    /// The row of whoever does it; none where it is the program.
    pub fn person(&self) -> Option<i64> {
        self.by.person().map(|person| person.0)
    }

    pub fn touch_dictation(&self, id: DictationId) {
        self.touched.borrow_mut().dictations.insert(id);
    }

    pub fn touch_patient(&self, id: PatientId) {
        self.touched.borrow_mut().patients.insert(id);
    }

    pub fn touch_author(&self, id: AuthorId) {
        self.touched.borrow_mut().authors.insert(id);
    }

    pub fn touch_trail(&self, end: End) {
        self.trail.set(Some(end));
    }

    /// Where the audit trail ends now, if this intent has added to it.
    pub fn trail(&self) -> Option<End> {
        self.trail.get()
    }

    pub fn touched(&self) -> Touched {
        self.touched.borrow().clone()
    }
}

impl<'a> Deref for Work<'a> {
    type Target = Transaction<'a>;

    fn deref(&self) -> &Transaction<'a> {
        self.transaction
    }
}
