//! Checks: what a person must look at before a letter is signed.

pub mod flags;
pub mod ledgers;
