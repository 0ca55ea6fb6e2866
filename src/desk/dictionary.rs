//! The dictionary on the desk: own terms by layer, kept in the record, and what a letter is read
//! with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clinical::learning::{Correction, Lesson, Rule, Rules};
use crate::clinical::lexicon::{Layer, Lexicon, OwnTerm, Table, Term, read_list};
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, Dictation, DictationId, TermId};
use crate::store::{Store, TermsImported};

use super::Desk;
use super::crew::Outbox;
use super::event::Event;

/// The largest word list that is read, in bytes: the largest there are hold a few MB.
const LARGEST_LIST: u64 = 64 << 20;

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
    /// Indexes the terms; with many of them that takes time, so it is the record's worker's job.
    pub fn of(terms: Vec<OwnTerm>, corrections: Vec<Correction>) -> Self {
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

    /// The built-in terms under the organisation's and, where there is one, the author's.
    fn lexicon(&self, author: Option<AuthorId>) -> Lexicon {
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

impl Desk {
    /// The person's own terms.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The dictionary a dictation is heard and read with: the built-in terms, the
    /// organisation's, its author's and its patient's.
    pub(super) fn lexicon_of(&self, dictation: &Dictation) -> Lexicon {
        let lexicon = self.dictionary.lexicon(dictation.author);
        match self.patient_of(dictation) {
            Some(patient) => lexicon.with_patient(patient),
            None => lexicon,
        }
    }

    /// As [`Self::lexicon_of`], for a dictation of the worklist.
    pub(super) fn lexicon_for(&self, id: DictationId) -> Lexicon {
        self.dictation(id)
            .map_or_else(Lexicon::built_in, |dictation| self.lexicon_of(dictation))
    }

    /// The corrections accepted for the author of a dictation of the worklist.
    pub(super) fn rules_for(&self, id: DictationId) -> Arc<Rules> {
        let author = self.dictation(id).and_then(|dictation| dictation.author);
        let rules = author.and_then(|author| self.dictionary.rules.get(&author));
        rules.map(Arc::clone).unwrap_or_default()
    }

    pub(super) fn take_dictionary(&mut self, dictionary: Dictionary) {
        self.dictionary = dictionary;
        // A word that is known now is no longer in question.
        if let Some(piece) = &mut self.on_desk.piece {
            piece.review.is_stale = true;
        }
    }

    pub(super) fn save_term(&mut self, mut own: OwnTerm) {
        own.term = tidied(own.term);
        self.crew.record(move |store, outbox| {
            store.save_term(&own)?;
            read(store, outbox)
        });
    }

    pub(super) fn remove_term(&mut self, id: TermId) {
        self.crew.record(move |store, outbox| {
            store.remove_term(id)?;
            read(store, outbox)
        });
    }

    /// Reads a word list away from the record, which has typing to keep meanwhile.
    pub(super) fn import_terms(&mut self, author: Option<AuthorId>, file: PathBuf) {
        self.crew.check(move |outbox| {
            outbox.post(Event::WordListRead(author, read_file(&file)));
        });
    }

    pub(super) fn take_word_list(&mut self, author: Option<AuthorId>, terms: Vec<Term>) {
        self.crew.record(move |store, outbox| {
            let imported = store.import_terms(author, &terms)?;
            read(store, outbox)?;
            outbox.post(Event::TermsImported(imported));
            Ok(())
        });
    }
}

/// Reads the own terms and posts them.
pub(super) fn read(store: &mut Store, outbox: &Outbox) -> Outcome<()> {
    let dictionary = Dictionary::of(store.terms()?, store.corrections()?);
    outbox.post(Event::DictionaryRead(Box::new(dictionary)));
    Ok(())
}

/// What an import brought, for people.
pub(super) fn told(imported: TermsImported) -> String {
    let terms = |count: usize| match count {
        1 => "1 term".to_owned(),
        count => format!("{count} terms"),
    };
    match (imported.added, imported.already_here) {
        (added, 0) => format!("{} added to the dictionary", terms(added)),
        (0, already) => format!("{} there already; nothing was added twice", terms(already)),
        (added, already) => format!(
            "{} added to the dictionary, {already} there already",
            terms(added)
        ),
    }
}

fn read_file(file: &Path) -> Outcome<Vec<Term>> {
    let unreadable = |error: std::io::Error| {
        Problem::new(
            "The word list could not be read",
            "Check that it is still there and is a text file in UTF-8; nothing has been added",
        )
        .because(error)
    };
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if size > LARGEST_LIST {
        return Err(Problem::new(
            "That file is too large to be a word list",
            "Choose a list with one term a line; nothing has been added",
        ));
    }
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let terms = read_list(&extension, &text).map_err(|problem| {
        let next = format!("{}; nothing has been added", problem.next());
        Problem::new(problem.what(), next)
    })?;
    Ok(terms.into_iter().map(tidied).collect())
}

/// A term as it is kept: single spaces.
fn tidied(mut term: Term) -> Term {
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    term.text = single(&term.text);
    term.spoken = term.spoken.iter().map(|form| single(form)).collect();
    term.spoken.retain(|form| !form.is_empty());
    term
}
