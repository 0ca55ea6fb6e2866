//! The record's intents by which a person makes two letters of one, or one of two.

use super::answers::Parted;
use super::{Store, dictations, drafts, joining, splitting};
use crate::problem::Outcome;
use crate::record::{Actor, Changes, DictationId, Seen};

/// Letters parted and joined by hand, as the desk speaks of it with the record.
pub trait Partition {
    /// Parts a letter at this byte of its text and this moment of its recording, in seconds.
    ///
    /// # Errors
    /// When it has been changed meanwhile, is signed, or nothing of the recording is on one side of
    /// that moment.
    fn split_at(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        at: usize,
        moment: f64,
    ) -> Outcome<(Parted, Changes)>;

    /// Makes two neighbours in one recording one letter, which is the first from now on. The second
    /// goes into the bin.
    ///
    /// # Errors
    /// When one has been changed meanwhile or is signed, they are no neighbours, or are about two
    /// patients.
    fn join_letters(
        &mut self,
        by: &Actor,
        first: Seen<DictationId>,
        second: Seen<DictationId>,
    ) -> Outcome<Changes>;
}

impl Partition for Store {
    fn split_at(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        at: usize,
        moment: f64,
    ) -> Outcome<(Parted, Changes)> {
        self.intend(by, "splitting a dictation by hand", |work| {
            let dictation = dictations::as_seen(work, row)?;
            let draft = drafts::at(work, row.id)?;
            splitting::split_at(work, &dictation, draft, at, moment)
        })
    }

    fn join_letters(
        &mut self,
        by: &Actor,
        first: Seen<DictationId>,
        second: Seen<DictationId>,
    ) -> Outcome<Changes> {
        self.change(by, "joining two dictations", |work| {
            let first = dictations::as_seen(work, first)?;
            let second = dictations::as_seen(work, second)?;
            joining::join(work, &first, &second)
        })
    }
}
