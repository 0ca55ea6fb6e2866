//! Letters and their versions: begun, signed once, amended as a new version.

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use sha2::{Digest, Sha256};

use super::audit::{self, Action};
use super::journal::entries;
use super::value::Json;
use super::versions::{already_signed, is_signed, latest, signed, subject};
use super::{Store, one_row};
use crate::letter::Letter;
use crate::letter::history::Manuscript;
use crate::letter::sign::Approval;
use crate::letter::versions::OpenLetter;
use crate::problem::{Outcome, Problem};
use crate::record::{AuthorId, DictationId, LetterId, PatientId, Status};

/// What is kept when a letter is signed.
#[derive(Clone, Debug)]
pub struct NewVersion {
    pub letter: LetterId,
    pub version: u32,
    pub patient: PatientId,
    pub author: AuthorId,
    pub dictation: DictationId,
    /// The Word document, byte for byte as it will be filed.
    pub document: Vec<u8>,
    /// The letter's words, for looking in.
    pub text: String,
    pub approval: Approval,
    /// Why part of the dictation went unheard; empty where all of it was heard.
    pub unheard: String,
}

impl Store {
    /// The dictation's letter, where one has been begun.
    pub fn letter_for(&self, dictation: DictationId) -> Outcome<Option<OpenLetter>> {
        let id = self
            .connection
            .prepare_cached("SELECT id FROM letter WHERE dictation = ?1")?
            .query_row([dictation.0], |row| row.get(0))
            .optional()?;
        id.map(|id| open(&self.connection, LetterId(id)))
            .transpose()
    }

    /// Begins the dictation's letter.
    ///
    /// # Errors
    /// When it has one already, or there is no such dictation.
    pub fn begin_letter(&mut self, dictation: DictationId, start: &Letter) -> Outcome<OpenLetter> {
        if self.letter_for(dictation)?.is_some() {
            return Err(Problem::new(
                "This dictation already has a letter",
                "Open that letter; nothing has been changed",
            ));
        }
        self.dictation(dictation)?;
        self.transact("beginning a letter", |tx| begin(tx, dictation, start))
    }

    /// Signs a version: its document, hash and approval, the dictation's status, the event and
    /// the debt of filing it, all in one transaction.
    ///
    /// # Errors
    /// When that version has been signed already or is not the letter's latest, or patient,
    /// author or dictation are not in the record. Nothing has changed then.
    pub fn sign_letter(&mut self, new: &NewVersion) -> Outcome<()> {
        self.transact("signing a letter", |tx| {
            let version = latest(tx, new.letter)?;
            if version != new.version || dictation_of(tx, new.letter)? != new.dictation {
                return Err(Problem::new(
                    "This is not the version of the letter that is open",
                    "Close the letter, open it again and sign it; nothing has been signed",
                ));
            }
            if is_signed(tx, new.letter, version)? {
                return Err(already_signed());
            }
            insert(tx, new)?;
            set_status(tx, new.dictation, Status::Signed)?;
            let (who, letter) = (&new.approval.by, subject(new.letter, version));
            if !new.unheard.is_empty() {
                let why = format!("{letter}: {}", new.unheard);
                audit::append(tx, who, Action::SignedUnheard, &why)?;
            }
            audit::append(tx, who, Action::Signed, &letter)
        })
    }

    /// Opens a signed letter for change as a new version, which starts where the signed one
    /// ended. The signed version stays as it is, and undo does not reach back into it.
    ///
    /// # Errors
    /// When the letter's latest version has not been signed.
    pub fn amend_letter(&mut self, letter: LetterId) -> Outcome<OpenLetter> {
        self.transact("amending a letter", |tx| {
            let signed = open(tx, letter)?;
            if signed.signed.is_none() {
                return Err(Problem::new(
                    "This letter is not signed, so there is nothing to amend",
                    "Carry on typing in it as it is",
                ));
            }
            let text = Manuscript::replay(signed.start, signed.entries)?;
            let version = signed.version + 1;
            let amended = begin_version(tx, letter, version, text.letter())?;
            set_status(tx, dictation_of(tx, letter)?, Status::Typing)?;
            audit::append(
                tx,
                audit::PROGRAM,
                Action::Amended,
                &subject(letter, version),
            )?;
            Ok(amended)
        })
    }
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

pub(super) fn begin(
    tx: &Transaction<'_>,
    dictation: DictationId,
    start: &Letter,
) -> Outcome<OpenLetter> {
    tx.execute("INSERT INTO letter (dictation) VALUES (?1)", [dictation.0])?;
    let id = LetterId(tx.last_insert_rowid());
    begin_version(tx, id, 1, start)
}

fn begin_version(
    tx: &Transaction<'_>,
    letter: LetterId,
    version: u32,
    start: &Letter,
) -> Outcome<OpenLetter> {
    tx.execute(
        "INSERT INTO letter_version (letter, version, start) VALUES (?1, ?2, ?3)",
        (letter.0, version, Json(start)),
    )?;
    open(tx, letter)
}

fn insert(tx: &Transaction<'_>, new: &NewVersion) -> Outcome<()> {
    let sha256: [u8; 32] = Sha256::digest(&new.document).into();
    tx.execute(
        include_str!("sql/document-insert.sql"),
        named_params! {
            ":letter": new.letter.0,
            ":version": new.version,
            ":patient": new.patient.0,
            ":author": new.author.0,
            ":dictation": new.dictation.0,
            ":sha256": sha256,
            ":approval": Json(&new.approval),
            ":text": new.text,
            ":bytes": new.document,
        },
    )?;
    Ok(())
}

fn dictation_of(tx: &Transaction<'_>, letter: LetterId) -> Outcome<DictationId> {
    let sql = "SELECT dictation FROM letter WHERE id = ?1";
    Ok(DictationId(
        tx.query_row(sql, [letter.0], |row| row.get(0))?,
    ))
}

fn set_status(tx: &Transaction<'_>, dictation: DictationId, status: Status) -> Outcome<()> {
    one_row(tx.execute(
        "UPDATE dictation SET status = ?2 WHERE id = ?1",
        (dictation.0, Json(status)),
    )?)
}
