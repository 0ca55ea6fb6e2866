//! The organisation's and the authors' own dictionary terms.

use rusqlite::{Connection, ErrorCode, Row, named_params};

use super::answers::TermsImported;
use super::one_row;
use super::transaction::Work;
use super::value::Json;
use crate::clinical::lexicon::{OwnTerm, Term};
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, TermId};

/// All own terms, in alphabetical order.
pub(super) fn all(connection: &Connection) -> Outcome<Vec<OwnTerm>> {
    let sql = "SELECT id, author, entry FROM term ORDER BY folded, id";
    let mut statement = connection.prepare_cached(sql)?;
    let terms = statement.query_map([], read)?;
    Ok(terms.collect::<Result<_, _>>()?)
}

/// Adds the term (id 0) or changes the one with that id.
pub(super) fn save(work: &Work<'_>, own: &OwnTerm) -> Outcome<()> {
    if own.id.0 == 0 {
        return match add(work, own.author, &own.term)? {
            true => Ok(()),
            false => Err(already_here()),
        };
    }
    let sql = "UPDATE term SET folded = ?2, entry = ?3 WHERE id = ?1";
    let changed = work.execute(sql, (own.id.0, folded(&own.term), Json(&own.term)));
    match changed {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(already_here())
        }
        changed => one_row(changed?),
    }
}

pub(super) fn remove(work: &Work<'_>, id: TermId) -> Outcome<()> {
    one_row(work.execute("DELETE FROM term WHERE id = ?1", [id.0])?)
}

/// Adds the terms of a word list that this dictionary does not have yet.
pub(super) fn import(
    work: &Work<'_>,
    author: Option<AuthorId>,
    terms: &[Term],
) -> Outcome<TermsImported> {
    let mut imported = TermsImported::default();
    for term in terms {
        if add(work, author, term)? {
            imported.added += 1;
        } else {
            imported.already_here += 1;
        }
    }
    Ok(imported)
}

/// Adds a term unless that dictionary has it; says whether it was new.
pub(super) fn add(work: &Work<'_>, author: Option<AuthorId>, term: &Term) -> Outcome<bool> {
    let mut statement = work.prepare_cached(include_str!("sql/term-insert.sql"))?;
    let added = statement.execute(named_params! {
        ":author": author.map(|id| id.0),
        ":folded": folded(term),
        ":entry": Json(term),
    })?;
    Ok(added > 0)
}

/// Adds a term, or to the one that dictionary has of this text the new ways of saying it.
pub(super) fn add_or_extend(work: &Work<'_>, author: Option<AuthorId>, term: &Term) -> Outcome<()> {
    if add(work, author, term)? {
        return Ok(());
    }
    let place = (author.map_or(0, |id| id.0), folded(term));
    let sql = "SELECT id, author, entry FROM term WHERE ifnull(author, 0) = ?1 AND folded = ?2";
    let mut own = work.query_row(sql, place, read)?;
    for form in &term.spoken {
        if !own.term.spoken.contains(form) {
            own.term.spoken.push(form.clone());
        }
    }
    let sql = "UPDATE term SET entry = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (own.id.0, Json(&own.term)))?)
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
