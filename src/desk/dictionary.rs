//! The dictionary on the desk: own terms by layer, kept in the record, and what a letter is read
//! with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::clinical::learning::{Correction, Lesson, Rule, Rules};
use crate::clinical::lexicon::{Layer, Lexicon, OwnTerm, Table, Term};
use crate::problem::Outcome;
use crate::record::AuthorId;
use crate::store::Record;

/// The person's own terms, with the tables that drafts and reviews look things up in.
#[derive(Debug, Default)]
pub struct Dictionary {
    terms: Vec<OwnTerm>,
    /// By author; none for the organisation.
    tables: BTreeMap<Option<AuthorId>, Arc<Table>>,
    /// Corrections that were accepted.
    rules: BTreeMap<AuthorId, Arc<Rules>>,
}

impl Dictionary {
    /// The dictionary as the record has it.
    pub fn in_record(record: &dyn Record) -> Outcome<Self> {
        Ok(Self::of(record.terms()?, record.corrections()?))
    }

    /// Indexes the terms; with many of them that takes time, so it is the record's worker's job.
    fn of(terms: Vec<OwnTerm>, corrections: Vec<Correction>) -> Self {
        let mut by_author: BTreeMap<Option<AuthorId>, Vec<Term>> = BTreeMap::new();
        for own in &terms {
            by_author
                .entry(own.author)
                .or_default()
                .push(own.term.clone());
        }
        let tables = by_author
            .into_iter()
            .map(|(author, terms)| (author, Arc::new(Table::of(terms))))
            .collect();
        let mut accepted: BTreeMap<AuthorId, Vec<Rule>> = BTreeMap::new();
        for correction in corrections.into_iter().filter(Correction::is_rule) {
            let Lesson { heard, written, .. } = correction.lesson;
            let rules = accepted.entry(correction.author).or_default();
            rules.push(Rule { heard, written });
        }
        let rules = accepted
            .into_iter()
            .map(|(author, rules)| (author, Arc::new(Rules::of(rules))))
            .collect();
        Self {
            terms,
            tables,
            rules,
        }
    }

    /// The terms of an author, or with none of the organisation, in alphabetical order.
    pub fn terms(&self, author: Option<AuthorId>) -> impl Iterator<Item = &OwnTerm> {
        self.terms.iter().filter(move |own| own.author == author)
    }

    /// An author's own terms as they are written.
    pub(super) fn own(&self, author: AuthorId) -> Vec<String> {
        let own = self.terms(Some(author));
        own.map(|own| own.term.text.clone()).collect()
    }

    /// The corrections accepted for an author.
    pub(super) fn rules(&self, author: AuthorId) -> Option<&Arc<Rules>> {
        self.rules.get(&author)
    }

    /// The built-in terms under the organisation's and, where there is one, the author's.
    pub(super) fn lexicon(&self, author: Option<AuthorId>) -> Lexicon {
        let layers = [
            (Layer::Organisation, self.tables.get(&None)),
            (
                author.map_or(Layer::Organisation, Layer::Author),
                author.and_then(|author| self.tables.get(&Some(author))),
            ),
        ];
        layers
            .into_iter()
            .fold(Lexicon::built_in(), |lexicon, (layer, table)| match table {
                Some(table) => lexicon.with(layer, Arc::clone(table)),
                None => lexicon,
            })
    }
}
