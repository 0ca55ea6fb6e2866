//! The record's intents about looking for letters: by whom they are about, who dictated them, and
//! every word in them.

mod asking;
mod excerpt;
mod found;
pub(super) mod index;
mod terms;

use super::Store;
use crate::problem::Outcome;
use crate::record::{Actor, DictationId, Page};

/// Looking for letters among all there are, as the desk speaks of it with the record.
pub trait Finding {
    /// At most `limit` letters that hold every word of the query, the newest first, beginning after
    /// one that has been shown. A word may be cut short, as it is while it is typed; it stands in
    /// the patient's names, numbers or date of birth (dd/mm/yyyy), in the author, the clinic, the
    /// work type or day of the dictation, or in the letter itself. Words in quotation marks stand
    /// together. Whatever is typed is words: there is no language of queries.
    ///
    /// What has been taken out of the worklist is not among them.
    fn search(
        &mut self,
        by: &Actor,
        query: &str,
        after: Option<DictationId>,
        limit: usize,
    ) -> Outcome<Page>;

    /// Makes the index anew from the letters themselves.
    fn index_anew(&mut self, by: &Actor) -> Outcome<()>;
}

impl Finding for Store {
    fn search(
        &mut self,
        by: &Actor,
        query: &str,
        after: Option<DictationId>,
        limit: usize,
    ) -> Outcome<Page> {
        if index::is_behind(&self.connection)? {
            self.apart(by, "indexing what was typed", index::catch_up)?;
        }
        let asked = asking::read(&self.connection, query)?;
        match asked {
            Some(asked) => found::page(&self.connection, &asked, after, limit),
            None => Ok(Page::default()),
        }
    }

    fn index_anew(&mut self, by: &Actor) -> Outcome<()> {
        self.apart(by, "indexing every letter", |work| {
            work.execute("INSERT INTO finding (finding) VALUES ('delete-all')", [])?;
            index::index_all(work, &mut |_| ())
        })
    }
}
