//! The record's intents about words: the dictionary's own, and what signed letters have taught.

use super::answers::{PastDraft, TermsImported};
use super::{Store, corrections, terms};
use crate::clinical::learning::{Correction, Lesson};
use crate::clinical::lexicon::{OwnTerm, Term};
use crate::problem::Outcome;
use crate::record::{Actor, AuthorId, CorrectionId, LetterId, TermId};

/// The words of the people who dictate, as the desk speaks of them with the record.
pub trait Vocabulary {
    /// All own terms, in alphabetical order.
    fn terms(&self) -> Outcome<Vec<OwnTerm>>;

    /// Adds the term (id 0) or changes the one with that id.
    ///
    /// # Errors
    /// When that dictionary already has a term of this text.
    fn save_term(&mut self, by: &Actor, own: &OwnTerm) -> Outcome<()>;

    fn remove_term(&mut self, by: &Actor, id: TermId) -> Outcome<()>;

    /// Adds the terms of a word list that this dictionary does not have yet.
    fn import_terms(
        &mut self,
        by: &Actor,
        author: Option<AuthorId>,
        terms: &[Term],
    ) -> Outcome<TermsImported>;

    /// Keeps what a signed letter taught, but for what its author has signed elsewhere as it was
    /// heard, and says about how many corrections a person is to be asked for it. What was decided
    /// before stays decided.
    fn teach(
        &mut self,
        by: &Actor,
        author: AuthorId,
        letter: LetterId,
        lessons: Vec<Lesson>,
    ) -> Outcome<usize>;

    /// All corrections, whatever was decided about them.
    fn corrections(&self) -> Outcome<Vec<Correction>>;

    /// All drafts of an author's dictations, the latest first.
    fn drafts_of(&self, author: AuthorId) -> Outcome<Vec<PastDraft>>;

    /// Makes a rule of a correction; another rule for the same words gives way to it.
    fn accept_rule(&mut self, by: &Actor, id: CorrectionId) -> Outcome<()>;

    /// Makes a dictionary term of a correction: an author's, or with none the organisation's. A
    /// term that is there already learns how it was said.
    fn accept_term(
        &mut self,
        by: &Actor,
        id: CorrectionId,
        author: Option<AuthorId>,
        term: &Term,
    ) -> Outcome<()>;

    /// Leaves a correction alone for good, or stops its rule.
    fn decline_correction(&mut self, by: &Actor, id: CorrectionId) -> Outcome<()>;
}

impl Vocabulary for Store {
    fn terms(&self) -> Outcome<Vec<OwnTerm>> {
        terms::all(&self.connection)
    }

    fn save_term(&mut self, by: &Actor, own: &OwnTerm) -> Outcome<()> {
        self.apart(by, "saving a term", |work| terms::save(work, own))
    }

    fn remove_term(&mut self, by: &Actor, id: TermId) -> Outcome<()> {
        self.apart(by, "removing a term", |work| terms::remove(work, id))
    }

    fn import_terms(
        &mut self,
        by: &Actor,
        author: Option<AuthorId>,
        list: &[Term],
    ) -> Outcome<TermsImported> {
        self.apart(by, "taking a word list in", |work| {
            terms::import(work, author, list)
        })
    }

    fn teach(
        &mut self,
        by: &Actor,
        author: AuthorId,
        letter: LetterId,
        lessons: Vec<Lesson>,
    ) -> Outcome<usize> {
        self.apart(by, "keeping corrections", |work| {
            corrections::teach(work, author, letter, lessons)
        })
    }

    fn corrections(&self) -> Outcome<Vec<Correction>> {
        corrections::all(&self.connection)
    }

    fn drafts_of(&self, author: AuthorId) -> Outcome<Vec<PastDraft>> {
        corrections::drafts_of(&self.connection, author)
    }

    fn accept_rule(&mut self, by: &Actor, id: CorrectionId) -> Outcome<()> {
        self.apart(by, "accepting a correction", |work| {
            corrections::accept_rule(work, id)
        })
    }

    fn accept_term(
        &mut self,
        by: &Actor,
        id: CorrectionId,
        author: Option<AuthorId>,
        term: &Term,
    ) -> Outcome<()> {
        self.apart(by, "accepting a correction", |work| {
            corrections::accept_term(work, id, author, term)
        })
    }

    fn decline_correction(&mut self, by: &Actor, id: CorrectionId) -> Outcome<()> {
        self.apart(by, "declining a correction", |work| {
            corrections::decline(work, id)
        })
    }
}
