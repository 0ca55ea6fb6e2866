//! The versions of a letter: which is the latest, and what has been signed of each.

use rusqlite::{Connection, OptionalExtension, Row};

use super::sealed::Hash;
use super::value::Json;
use crate::letter::sign::Approval;
use crate::letter::versions::SignedVersion;
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, DictationId, LetterId, PatientId};

/// The hash that the document of a version was signed with.
pub(super) fn hash(connection: &Connection, letter: LetterId, version: u32) -> Outcome<Hash> {
    let sql = "SELECT sha256 FROM document WHERE letter = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((letter.0, version), |row| row.get(0))?)
}

/// The words of a signed document.
pub(super) fn text(connection: &Connection, letter: LetterId, version: u32) -> Outcome<String> {
    let sql = "SELECT text FROM document WHERE letter = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((letter.0, version), |row| row.get(0))?)
}

/// The words of a version's signed document, where it has been signed.
pub(super) fn text_if_signed(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<Option<String>> {
    let sql = "SELECT text FROM document WHERE letter = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let text = statement.query_row((letter.0, version), |row| row.get(0));
    Ok(text.optional()?)
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<SignedVersion> {
    let (letter, version, sha256): (i64, u32, [u8; 32]) =
        (row.get("letter")?, row.get("version")?, row.get("sha256")?);
    let mark = hex::encode(&sha256[..4]);
    Ok(SignedVersion {
        letter: LetterId(letter),
        version,
        patient: PatientId(row.get("patient")?),
        author: AuthorId(row.get("author")?),
        dictation: DictationId(row.get("dictation")?),
        sha256,
        approval: row.get::<_, Json<_>>("approval")?.0,
        withdrawn: row.get("withdrawn")?,
        file_name: format!("letter-{letter:06}-v{version}-{mark}.docx"),
    })
}

/// The number of the letter's latest version.
pub(super) fn latest(connection: &Connection, letter: LetterId) -> Outcome<u32> {
    let sql = "SELECT version FROM letter_version WHERE letter = ?1 ORDER BY version DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([letter.0], |row| row.get(0))?)
}

/// What was signed of a version; nothing where it is still open.
pub(super) fn signed(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<Option<SignedVersion>> {
    let sql = concat!(
        include_str!("sql/documents.sql"),
        "WHERE letter = ?1 AND version = ?2"
    );
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((letter.0, version), read).optional()?)
}

pub(super) fn is_signed(connection: &Connection, letter: LetterId, version: u32) -> Outcome<bool> {
    Ok(signed(connection, letter, version)?.is_some())
}

pub(super) fn already_signed() -> Problem {
    Problem::new(
        "This letter has been signed and can no longer be changed",
        "Amend it to make a new version; the signed one stays as it is",
    )
}

/// Those who have approved a version, in order.
pub(super) fn approvals(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<Vec<Approval>> {
    let sql = "SELECT approval FROM approval WHERE letter = ?1 AND version = ?2 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let approvals = statement.query_map((letter.0, version), |row| {
        row.get::<_, Json<_>>(0).map(|approval| approval.0)
    })?;
    Ok(approvals.collect::<Result<_, _>>()?)
}
