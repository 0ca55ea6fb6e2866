//! What was found: a page of letters, each with whom it is about and why it is there.

use rusqlite::{Connection, OptionalExtension};

use super::asking::Asked;
use super::excerpt::{self, Excerpt};
use super::index;
use crate::problem::Outcome;
use crate::record::{Dictation, DictationId, LetterId, Patient};
use crate::store::{authors, dictations, patients};

/// A letter that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub dictation: Dictation,
    pub patient: Option<Patient>,
    /// The author's name; empty where nobody has said whose it is.
    pub author: String,
    pub excerpt: Excerpt,
    /// Whether it would be found without a word of the letter itself.
    pub by_its_row: bool,
}

/// So many of them as were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub found: Vec<Found>,
    /// After which one to ask for more; none where these are all.
    pub next: Option<DictationId>,
}

/// The letters that hold what was asked for, the newest first.
pub(super) fn page(
    connection: &Connection,
    asked: &Asked,
    after: Option<DictationId>,
    limit: usize,
) -> Outcome<Page> {
    let ids = ids(connection, asked, after, limit)?;
    let next = ids.last().copied().filter(|_| ids.len() == limit);
    let mut page = Page {
        found: Vec::new(),
        next: next.map(DictationId),
    };
    for id in ids {
        if !is_removed(connection, id)? {
            page.found.push(found(connection, asked, id)?);
        }
    }
    Ok(page)
}

fn ids(
    connection: &Connection,
    asked: &Asked,
    after: Option<DictationId>,
    limit: usize,
) -> Outcome<Vec<i64>> {
    let sql = "SELECT rowid FROM finding WHERE finding MATCH ?1 AND rowid < ?2
         ORDER BY rowid DESC LIMIT ?3";
    let after = after.map_or(i64::MAX, |id| id.0);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map((&asked.index, after, limit), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn is_removed(connection: &Connection, id: i64) -> Outcome<bool> {
    let sql = "SELECT 1 FROM dictation WHERE id = ?1 AND removed_at IS NOT NULL";
    Ok(connection.prepare_cached(sql)?.exists([id])?)
}

fn found(connection: &Connection, asked: &Asked, id: i64) -> Outcome<Found> {
    let dictation = dictations::at(connection, DictationId(id))?;
    let patient = dictation.patient.map(|id| patients::at(connection, id));
    let patient = patient.transpose()?;
    let author = dictation.author.map(|id| authors::at(connection, id));
    let is_restricted = patient.as_ref().is_some_and(|it| it.details.restricted);
    Ok(Found {
        author: author.transpose()?.map_or_else(String::new, |it| it.name),
        excerpt: excerpt::of(&words(connection, id)?, &asked.phrases),
        // Of others nobody has to know.
        by_its_row: !is_restricted || is_by_its_row(connection, asked, id)?,
        dictation,
        patient,
    })
}

fn words(connection: &Connection, id: i64) -> Outcome<String> {
    let sql = "SELECT id FROM letter WHERE dictation = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let letter = statement.query_row([id], |row| row.get(0)).optional()?;
    letter.map_or_else(
        || Ok(String::new()),
        |letter| index::words_of(connection, LetterId(letter)),
    )
}

fn is_by_its_row(connection: &Connection, asked: &Asked, id: i64) -> Outcome<bool> {
    let sql = "SELECT 1 FROM finding WHERE finding MATCH ?1 AND rowid = ?2";
    let of_row = format!("who : ({})", asked.index);
    Ok(connection.prepare_cached(sql)?.exists((of_row, id))?)
}
