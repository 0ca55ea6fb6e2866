//! The organisation's and the authors' own dictionary terms.

use rusqlite::{ErrorCode, Row, Transaction, named_params};

use super::value::Json;
use super::{Store, one_row};
use crate::clinical::lexicon::{OwnTerm, Term};
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, TermId};

/// What came of taking a word list in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermsImported {
    pub added: usize,
    /// Terms that dictionary had already; they stay as they were.
    pub already_here: usize,
}

impl Store {
    /// All own terms, in alphabetical order.
    pub fn terms(&self) -> Outcome<Vec<OwnTerm>> {
        let sql = "SELECT id, author, entry FROM term ORDER BY folded, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let terms = statement.query_map([], read)?;
        Ok(terms.collect::<Result<_, _>>()?)
    }

    /// Adds the term (id 0) or changes the one with that id.
    ///
    /// # Errors
    /// When that dictionary already has a term of this text, or there is no term of that id.
    pub fn save_term(&mut self, own: &OwnTerm) -> Outcome<()> {
        self.transact("saving a term", |tx| {
            if own.id.0 == 0 {
                return match add(tx, own.author, &own.term)? {
                    true => Ok(()),
                    false => Err(already_here()),
                };
            }
            let sql = "UPDATE term SET folded = ?2, entry = ?3 WHERE id = ?1";
            let changed = tx.execute(sql, (own.id.0, folded(&own.term), Json(&own.term)));
            match changed {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                    Err(already_here())
                }
                changed => one_row(changed?),
            }
        })
    }

    /// Takes a term out.
    ///
    /// # Errors
    /// When there is no term of that id.
    pub fn remove_term(&mut self, id: TermId) -> Outcome<()> {
        self.transact("removing a term", |tx| {
            one_row(tx.execute("DELETE FROM term WHERE id = ?1", [id.0])?)
        })
    }

    /// Adds the terms of a word list that this dictionary does not have yet, all or none.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn import_terms(
        &mut self,
        author: Option<AuthorId>,
        terms: &[Term],
    ) -> Outcome<TermsImported> {
        self.transact("taking a word list in", |tx| {
            let mut imported = TermsImported::default();
            for term in terms {
                if add(tx, author, term)? {
                    imported.added += 1;
                } else {
                    imported.already_here += 1;
                }
            }
            Ok(imported)
        })
    }
}

/// Adds a term unless that dictionary has it; says whether it was new.
pub(super) fn add(tx: &Transaction<'_>, author: Option<AuthorId>, term: &Term) -> Outcome<bool> {
    let mut statement = tx.prepare_cached(include_str!("sql/term-insert.sql"))?;
    let added = statement.execute(named_params! {
        ":author": author.map(|id| id.0),
        ":folded": folded(term),
        ":entry": Json(term),
    })?;
    Ok(added > 0)
}

/// Adds a term, or to the one that dictionary has of this text the new ways of saying it.
pub(super) fn add_or_extend(
    tx: &Transaction<'_>,
    author: Option<AuthorId>,
    term: &Term,
) -> Outcome<()> {
    if add(tx, author, term)? {
        return Ok(());
    }
    let place = (author.map_or(0, |id| id.0), folded(term));
    let sql = "SELECT id, author, entry FROM term WHERE ifnull(author, 0) = ?1 AND folded = ?2";
    let mut own = tx.query_row(sql, place, read)?;
    for form in &term.spoken {
        if !own.term.spoken.contains(form) {
            own.term.spoken.push(form.clone());
        }
    }
    let sql = "UPDATE term SET entry = ?2 WHERE id = ?1";
    one_row(tx.execute(sql, (own.id.0, Json(&own.term)))?)
}

fn folded(term: &Term) -> String {
    term.text.to_lowercase()
}

fn read(row: &Row<'_>) -> rusqlite::Result<OwnTerm> {
    Ok(OwnTerm {
        id: TermId(row.get("id")?),
        author: row.get::<_, Option<_>>("author")?.map(AuthorId),
        term: row.get::<_, Json<_>>("entry")?.0,
    })
}

fn already_here() -> Problem {
    Problem::new(
        "That dictionary already has a term of this spelling",
        "Change the one that is there; nothing has been added",
    )
}
