//! Letters: begun, and opened at their latest version.

use rusqlite::{Connection, OptionalExtension};

use super::failure::readable;
use super::journal::entries;
use super::transaction::Work;
use super::value::{Json, Text};
use super::versions::{approvals, latest, signed};
use super::{authors, patients};
use crate::letter::sign::Follows;
use crate::letter::versions::{OpenLetter, SignedVersion, Typed};
use crate::letter::{FORM, Letter, dates, template};
use crate::problem::Outcome;
use crate::record::{Dictation, DictationId, LetterId};

/// The dictation's letter, where one has been begun.
pub(super) fn of(connection: &Connection, dictation: DictationId) -> Outcome<Option<OpenLetter>> {
    let id = connection
        .prepare_cached("SELECT id FROM letter WHERE dictation = ?1")?
        .query_row([dictation.0], |row| row.get(0))
        .optional()?;
    id.map(|id| open(connection, LetterId(id))).transpose()
}

/// The dictation's letter, begun with what is known of it where there is none yet.
pub(super) fn of_or_begun(work: &Work<'_>, dictation: &Dictation) -> Outcome<OpenLetter> {
    if let Some(letter) = of(work, dictation.id)? {
        return Ok(letter);
    }
    begin(work, dictation.id, &first_letter(work, dictation)?)
}

/// The letter a dictation starts with.
pub(super) fn first_letter(connection: &Connection, dictation: &Dictation) -> Outcome<Letter> {
    let patient = dictation.patient.map(|id| patients::at(connection, id));
    let author = dictation.author.map(|id| authors::at(connection, id));
    let (patient, author) = (patient.transpose()?, author.transpose()?);
    let start = template::start(dictation, patient.as_ref(), author.as_ref());
    Ok(start)
}

/// Begins the letter of a dictation that has none.
pub(super) fn begin(
    work: &Work<'_>,
    dictation: DictationId,
    start: &Letter,
) -> Outcome<OpenLetter> {
    let sql = "INSERT INTO letter (dictation) VALUES (?1)";
    work.execute(sql, [dictation.0])?;
    let id = LetterId(work.last_insert_rowid());
    begin_version(work, id, 1, start)
}

/// The letter's latest version.
pub(super) fn open(connection: &Connection, id: LetterId) -> Outcome<OpenLetter> {
    let version = latest(connection, id)?;
    Ok(OpenLetter {
        id,
        version,
        start: start_of(connection, id, version)?,
        entries: entries(connection, id, version)?,
        typed: typed(connection, id, version)?,
        approvals: approvals(connection, id, version)?,
        follows: follows(connection, id, version)?,
        signed: signed(connection, id, version)?,
    })
}

/// Whether a version has been made ready to sign: then it is known by whom.
pub(super) fn is_typed(connection: &Connection, letter: LetterId, version: u32) -> Outcome<bool> {
    Ok(typed(connection, letter, version)?.is_some())
}

/// When a version was made ready to sign.
fn typed(connection: &Connection, letter: LetterId, version: u32) -> Outcome<Option<Typed>> {
    let sql = "SELECT typed_at, typist FROM letter_version
         WHERE letter = ?1 AND version = ?2 AND typed_at IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let typed = statement.query_row((letter.0, version), |row| {
        Ok(Typed {
            at: row.get::<_, Text<_>>("typed_at")?.0,
            initials: row.get::<_, Option<String>>("typist")?.unwrap_or_default(),
        })
    });
    Ok(typed.optional()?)
}

/// The letter before this version: its own last one, or the one it adds to.
fn follows(connection: &Connection, letter: LetterId, version: u32) -> Outcome<Option<Follows>> {
    let day = |signed: &SignedVersion| dates::day_of(signed.approval.at);
    if version > 1 {
        let before = signed(connection, letter, version - 1)?;
        return Ok(before.map(|before| match before.withdrawn {
            Some(_) => Follows::ReplacesWithdrawn(day(&before)),
            None => Follows::Replaces(day(&before)),
        }));
    }
    let sql = "SELECT adds_to, adds_to_version FROM letter WHERE id = ?1 AND adds_to IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let added_to = statement
        .query_row([letter.0], |row| Ok((LetterId(row.get(0)?), row.get(1)?)))
        .optional()?;
    let before = added_to.map(|(to, version)| signed(connection, to, version));
    let before = before.transpose()?.flatten();
    Ok(before.map(|before| Follows::AddsTo(day(&before))))
}

/// What a version started from.
fn start_of(connection: &Connection, letter: LetterId, version: u32) -> Outcome<Letter> {
    let sql = "SELECT start, format FROM letter_version WHERE letter = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((letter.0, version))?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    readable(row.get("format")?)?;
    Ok(row.get::<_, Json<_>>("start")?.0)
}

/// Begins a version of a letter.
pub(super) fn begin_version(
    work: &Work<'_>,
    letter: LetterId,
    version: u32,
    start: &Letter,
) -> Outcome<OpenLetter> {
    work.execute(
        "INSERT INTO letter_version (letter, version, start, format) VALUES (?1, ?2, ?3, ?4)",
        (letter.0, version, Json(start), FORM),
    )?;
    open(work, letter)
}

/// The entry of the worklist that the letter is.
pub(super) fn dictation_of(work: &Work<'_>, letter: LetterId) -> Outcome<DictationId> {
    let sql = "SELECT dictation FROM letter WHERE id = ?1";
    // Asked with every batch of keystrokes.
    let mut statement = work.prepare_cached(sql)?;
    Ok(DictationId(
        statement.query_row([letter.0], |row| row.get(0))?,
    ))
}
