//! The dictionary's verbs: own terms saved, taken away, and brought in from a word list.

use std::path::{Path, PathBuf};

use crate::clinical::lexicon::{OwnTerm, Term, read_list};
use crate::desk::crew::Outbox;
use crate::desk::dictionary::Dictionary;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, TermId};
use crate::store::{Record, TermsImported};

/// The largest word list that is read, in bytes: the largest there are hold a few MB.
const LARGEST_LIST: u64 = 64 << 20;

impl Desk {
    pub(in crate::desk) fn terms_imported(&mut self, imported: TermsImported, now: f64) {
        self.notices.say(told(imported), now);
    }

    pub(in crate::desk) fn take_dictionary(&mut self, dictionary: Dictionary) {
        self.dictionary = dictionary;
        // A word that is known now is no longer in question.
        if let Some(piece) = &mut self.on_desk.piece {
            piece.review.is_stale = true;
        }
    }

    pub(in crate::desk) fn save_term(&mut self, mut own: OwnTerm) {
        own.term = tidied(own.term);
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            record.save_term(&by, &own)?;
            read(record, outbox)
        });
    }

    pub(in crate::desk) fn remove_term(&mut self, id: TermId) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            record.remove_term(&by, id)?;
            read(record, outbox)
        });
    }

    /// Reads a word list away from the record, which has typing to keep meanwhile.
    pub(in crate::desk) fn import_terms(&mut self, author: Option<AuthorId>, file: PathBuf) {
        self.crew.check(move |outbox| {
            outbox.post(Event::WordListRead(author, read_file(&file)));
        });
    }

    pub(in crate::desk) fn take_word_list(&mut self, author: Option<AuthorId>, terms: Vec<Term>) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let imported = record.import_terms(&by, author, &terms)?;
            read(record, outbox)?;
            outbox.post(Event::TermsImported(imported));
            Ok(())
        });
    }
}

/// Reads the own terms and posts them.
pub(in crate::desk) fn read(record: &dyn Record, outbox: &Outbox) -> Outcome<()> {
    let dictionary = Dictionary::in_record(record)?;
    outbox.post(Event::DictionaryRead(Box::new(dictionary)));
    Ok(())
}

/// What an import brought, for people.
fn told(imported: TermsImported) -> String {
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
