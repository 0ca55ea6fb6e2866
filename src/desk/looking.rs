//! Looking for letters: what is looked for, and what of it the record has answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::record::{DictationId, Found, Page};

/// So many letters are asked for at a time.
pub const AT_A_TIME: usize = 50;

/// What is looked for and what was found.
#[derive(Debug, Default)]
pub struct Looking {
    query: String,
    found: Vec<Found>,
    next: Option<DictationId>,
    /// Which question was the last; the record's worker passes over those before it.
    last: Arc<AtomicU64>,
    is_waiting: bool,
}

/// A question on its way to the record.
pub(super) struct Question {
    pub query: String,
    pub after: Option<DictationId>,
    number: u64,
    last: Arc<AtomicU64>,
}

/// What came of a question.
#[derive(Debug)]
pub struct Answer {
    number: u64,
    last: Arc<AtomicU64>,
    goes_on: bool,
    page: Page,
}

impl Question {
    /// Whether nobody has asked anything else since.
    pub fn is_last(&self) -> bool {
        self.last.load(Ordering::Acquire) == self.number
    }

    pub fn answer(&self, page: Page) -> Answer {
        Answer {
            number: self.number,
            last: Arc::clone(&self.last),
            goes_on: self.after.is_some(),
            page,
        }
    }
}

impl Looking {
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What was found so far, the newest first.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// Whether there is more than has been asked for.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// Whether the record has not answered yet.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// Looks for something else. What was found before stays until there is an answer, so that
    /// nothing flickers while somebody types.
    pub(super) fn ask(&mut self, query: String) -> Question {
        self.query = query;
        self.question(None)
    }

    /// Asks for more of the same, where there is more and nobody has asked yet.
    pub(super) fn ask_on(&mut self) -> Option<Question> {
        let after = self.next.filter(|_| !self.is_waiting)?;
        Some(self.question(Some(after)))
    }

    fn question(&mut self, after: Option<DictationId>) -> Question {
        self.is_waiting = true;
        let number = self.last.fetch_add(1, Ordering::AcqRel) + 1;
        Question {
            query: self.query.clone(),
            after,
            number,
            last: Arc::clone(&self.last),
        }
    }

    /// Takes an answer in, unless something else has been asked since.
    pub(super) fn answered(&mut self, answer: Answer) {
        // Of whoever was at the desk before it was locked, neither.
        let is_ours = Arc::ptr_eq(&self.last, &answer.last);
        if !is_ours || self.last.load(Ordering::Acquire) != answer.number {
            return;
        }
        self.is_waiting = false;
        if !answer.goes_on {
            self.found.clear();
        }
        self.found.extend(answer.page.found);
        self.next = answer.page.next;
    }

    /// The record could not answer: what it has not told is not waited for.
    pub(super) fn failed(&mut self) {
        self.is_waiting = false;
    }
}
