//! A named transaction: all of some work on the database, or none of it.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::problem::{Outcome, Problem};

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
