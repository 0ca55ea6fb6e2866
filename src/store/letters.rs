//! Letters and their versions: begun, signed once, amended as a new version.

use rusqlite::{Connection, OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::audit::{self, Action};
use super::given::NewVersion;
use super::journal::entries;
use super::transaction::Work;
use super::value::Json;
use super::versions::{already_signed, is_signed, latest, signed, subject};
use super::{authors, dictations, patients};
use crate::letter::history::Manuscript;
use crate::letter::versions::OpenLetter;
use crate::letter::{Letter, template};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, LetterId, Status};

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

/// Signs a version: its document, hash and approval, the dictation's status, the event and the debt
/// of filing it.
pub(super) fn sign(work: &Work<'_>, new: &NewVersion) -> Outcome<()> {
    let version = latest(work, new.letter)?;
    if version != new.version || dictation_of(work, new.letter)? != new.dictation.id {
        return Err(Problem::new(
            "This is not the version of the letter that is open",
            "Close the letter, open it again and sign it; nothing has been signed",
        ));
    }
    if is_signed(work, new.letter, version)? {
        return Err(already_signed());
    }
    dictations::as_seen(work, new.dictation)?;
    insert(work, new)?;
    dictations::set_status(work, new.dictation.id, Status::Signed)?;
    dictations::count_change(work, new.dictation.id)?;
    let letter = subject(new.letter, version);
    if !new.unheard.is_empty() {
        let why = format!("{letter}: {}", new.unheard);
        audit::append(work, Action::SignedUnheard, &why)?;
    }
    audit::append(work, Action::Signed, &letter)
}

/// Opens a signed letter for change as a new version, which starts where the signed one ended.
pub(super) fn amend(work: &Work<'_>, letter: LetterId) -> Outcome<OpenLetter> {
    let signed = open(work, letter)?;
    if signed.signed.is_none() {
        return Err(Problem::new(
            "This letter is not signed, so there is nothing to amend",
            "Carry on typing in it as it is",
        ));
    }
    let text = Manuscript::replay(signed.start, signed.entries)?;
    let version = signed.version + 1;
    let amended = begin_version(work, letter, version, text.letter())?;
    let dictation = dictation_of(work, letter)?;
    dictations::set_status(work, dictation, Status::Typing)?;
    dictations::count_change(work, dictation)?;
    audit::append(work, Action::Amended, &subject(letter, version))?;
    Ok(amended)
}

fn open(connection: &Connection, id: LetterId) -> Outcome<OpenLetter> {
    let version = latest(connection, id)?;
    Ok(OpenLetter {
        id,
        version,
        start: start_of(connection, id, version)?,
        entries: entries(connection, id, version)?,
        signed: signed(connection, id, version)?,
    })
}

/// What a version started from.
fn start_of(connection: &Connection, letter: LetterId, version: u32) -> Outcome<Letter> {
    let sql = "SELECT start FROM letter_version WHERE letter = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let start: Json<_> = statement.query_row((letter.0, version), |row| row.get(0))?;
    Ok(start.0)
}

fn begin_version(
    work: &Work<'_>,
    letter: LetterId,
    version: u32,
    start: &Letter,
) -> Outcome<OpenLetter> {
    work.execute(
        "INSERT INTO letter_version (letter, version, start) VALUES (?1, ?2, ?3)",
        (letter.0, version, Json(start)),
    )?;
    open(work, letter)
}

fn insert(work: &Work<'_>, new: &NewVersion) -> Outcome<()> {
    let sha256: [u8; 32] = Sha256::digest(&new.document).into();
    work.execute(
        include_str!("sql/document-insert.sql"),
        named_params! {
            ":letter": new.letter.0,
            ":version": new.version,
            ":patient": new.patient.0,
            ":author": new.author.0,
            ":dictation": new.dictation.id.0,
            ":sha256": sha256,
            ":approval": Json(&new.approval),
            ":text": new.text,
        },
    )?;
    Ok(())
}

fn dictation_of(work: &Work<'_>, letter: LetterId) -> Outcome<DictationId> {
    let sql = "SELECT dictation FROM letter WHERE id = ?1";
    Ok(DictationId(
        work.query_row(sql, [letter.0], |row| row.get(0))?,
    ))
}
