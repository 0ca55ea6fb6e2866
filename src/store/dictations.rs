//! Dictations: taken in once, listed, changed, listened to and drafted.

use std::io::Read;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::value::{Json, Text};
use super::vault::Deposit;
use super::{ReadSeek, Store, one_row};
use crate::clinical::draft::Draft;
use crate::problem::Outcome;
use crate::record::{AuthorId, Dictation, DictationId, Part, PatientId};
use crate::words::Span;

/// What came of taking a recording in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: DictationId,
    /// The same recording, byte for byte, was in the record before; this is that dictation.
    pub already_here: bool,
}

impl Store {
    /// Takes a recording into the vault and lists its dictation; the id of `new` is not looked
    /// at. `extension` is what the file was called after the dot. A recording that is here
    /// already does not come in twice, but mends its stored copy where that was lost.
    ///
    /// # Errors
    /// When the recording is empty or cannot be read, or there is no room for it. Nothing has
    /// been added then.
    pub fn add_dictation(
        &mut self,
        new: &Dictation,
        audio: &mut dyn Read,
        extension: &str,
        received: Timestamp,
    ) -> Outcome<Added> {
        let deposit = self.vault.deposit(audio)?;
        let added = self.transact("taking a dictation in", |tx| {
            if let Some(id) = twin(tx, &deposit)? {
                return Ok(Added {
                    id,
                    already_here: true,
                });
            }
            insert(tx, new, &deposit, extension, received)?;
            Ok(Added {
                id: DictationId(tx.last_insert_rowid()),
                already_here: false,
            })
        });
        match added {
            Ok(added) if added.already_here => self.mend(added.id, &deposit)?,
            Ok(_) => self.vault.settle(&deposit.name)?,
            // What prevented the row is worth more to the person than a file that stays behind
            // until the next start.
            Err(_) => drop(self.vault.discard(&deposit)),
        }
        added
    }

    fn mend(&self, id: DictationId, deposit: &Deposit) -> Outcome<()> {
        let name = self.recording_name(id)?;
        if self.vault.recording(&name).is_err() {
            return self.vault.replace(&name, deposit);
        }
        self.vault.discard(deposit)
    }

    /// All dictations, in the order they came in.
    pub fn dictations(&self) -> Outcome<Vec<Dictation>> {
        let sql = concat!(include_str!("sql/dictations.sql"), "ORDER BY id");
        let mut statement = self.connection.prepare_cached(sql)?;
        let dictations = statement.query_map([], read)?;
        Ok(dictations.collect::<Result<_, _>>()?)
    }

    /// The dictation of that id.
    ///
    /// # Errors
    /// When there is none.
    pub fn dictation(&self, id: DictationId) -> Outcome<Dictation> {
        at(&self.connection, id)
    }

    /// Changes the dictation of that id.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_dictation(&mut self, dictation: &Dictation) -> Outcome<()> {
        self.transact("changing a dictation", |tx| {
            let mut statement = tx.prepare_cached(include_str!("sql/dictation-update.sql"))?;
            one_row(statement.execute(named_params! {
                ":id": dictation.id.0,
                ":author": dictation.author.map(|id| id.0),
                ":patient": dictation.patient.map(|id| id.0),
                ":clinic": dictation.clinic,
                ":work_type": dictation.work_type,
                ":priority": Json(dictation.priority),
                ":status": Json(dictation.status),
                ":length": dictation.length,
                ":dictated_at": Text(dictation.dictated_at),
                ":position": dictation.position,
            })?)
        })
    }

    /// The recording as it came in, decrypted as it is read; nothing readable touches the disk.
    ///
    /// # Errors
    /// When there is no such dictation, or its file is missing or damaged.
    pub fn audio(&self, id: DictationId) -> Outcome<Box<dyn ReadSeek>> {
        let recording = self.vault.recording(&self.recording_name(id)?)?;
        Ok(Box::new(recording))
    }

    /// What the recording's file was called after the dot, in lower case.
    ///
    /// # Errors
    /// When there is no such dictation.
    pub fn audio_extension(&self, id: DictationId) -> Outcome<String> {
        self.dictation_column(id, "SELECT extension FROM dictation WHERE id = ?1")
    }

    fn recording_name(&self, id: DictationId) -> Outcome<String> {
        self.dictation_column(id, "SELECT recording FROM dictation WHERE id = ?1")
    }

    /// Keeps what of the dictation has been listened to, and where the typist is (seconds).
    ///
    /// # Errors
    /// When there is no such dictation.
    pub fn set_listened(&mut self, id: DictationId, heard: &[Span], position: f64) -> Outcome<()> {
        self.transact("keeping what was heard", |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE dictation SET heard = ?2, position = ?3 WHERE id = ?1")?;
            one_row(statement.execute((id.0, Json(heard), position))?)
        })
    }

    /// The stretches that have been listened to.
    ///
    /// # Errors
    /// When there is no such dictation.
    pub fn heard(&self, id: DictationId) -> Outcome<Vec<Span>> {
        let heard: Json<_> =
            self.dictation_column(id, "SELECT heard FROM dictation WHERE id = ?1")?;
        Ok(heard.0)
    }

    /// Keeps the draft in the place of an earlier one.
    ///
    /// # Errors
    /// When there is no such dictation.
    pub fn save_draft(&mut self, id: DictationId, draft: &Draft) -> Outcome<()> {
        self.transact("keeping a draft", |tx| {
            one_row(tx.execute(
                "UPDATE dictation SET draft = ?2 WHERE id = ?1",
                (id.0, Json(draft)),
            )?)
        })
    }

    /// The draft, where there is one.
    ///
    /// # Errors
    /// When there is no such dictation.
    pub fn draft(&self, id: DictationId) -> Outcome<Option<Draft>> {
        let draft: Option<Json<_>> =
            self.dictation_column(id, "SELECT draft FROM dictation WHERE id = ?1")?;
        Ok(draft.map(|draft| draft.0))
    }

    fn dictation_column<T: rusqlite::types::FromSql>(
        &self,
        id: DictationId,
        sql: &str,
    ) -> Outcome<T> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }
}

/// The dictation of that id.
pub(super) fn at(connection: &Connection, id: DictationId) -> Outcome<Dictation> {
    let sql = concat!(include_str!("sql/dictations.sql"), "WHERE id = ?1");
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], read)?)
}

/// The dictation whose recording had the same bytes; of several letters the first.
fn twin(tx: &Transaction<'_>, deposit: &Deposit) -> Outcome<Option<DictationId>> {
    let id = tx
        .query_row(
            "SELECT id FROM dictation WHERE sha256 = ?1 ORDER BY part LIMIT 1",
            [deposit.sha256],
            |row| row.get(0),
        )
        .optional()?;
    Ok(id.map(DictationId))
}

fn insert(
    tx: &Transaction<'_>,
    new: &Dictation,
    deposit: &Deposit,
    extension: &str,
    received: Timestamp,
) -> Outcome<()> {
    tx.execute(
        include_str!("sql/dictation-insert.sql"),
        named_params! {
            ":author": new.author.map(|id| id.0),
            ":patient": new.patient.map(|id| id.0),
            ":clinic": new.clinic,
            ":work_type": new.work_type,
            ":priority": Json(new.priority),
            ":status": Json(new.status),
            ":length": new.length,
            ":dictated_at": Text(new.dictated_at),
            ":position": new.position,
            ":received": Text(received),
            ":sha256": deposit.sha256,
            ":recording": deposit.name,
            ":extension": extension.to_lowercase(),
        },
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Dictation> {
    Ok(Dictation {
        id: DictationId(row.get("id")?),
        author: row.get::<_, Option<_>>("author")?.map(AuthorId),
        patient: row.get::<_, Option<_>>("patient")?.map(PatientId),
        clinic: row.get("clinic")?,
        work_type: row.get("work_type")?,
        priority: row.get::<_, Json<_>>("priority")?.0,
        status: row.get::<_, Json<_>>("status")?.0,
        length: row.get("length")?,
        dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
        position: row.get("position")?,
        part: part(row)?,
    })
}

/// Which of the recording's letters a row is; none where there is one only.
fn part(row: &Row<'_>) -> rusqlite::Result<Option<Part>> {
    let span: (Option<f64>, Option<f64>) = (row.get("starts")?, row.get("ends")?);
    let (Some(start), Some(end)) = span else {
        return Ok(None);
    };
    Ok(Some(Part {
        first: DictationId(row.get("first")?),
        number: row.get("part")?,
        of: row.get("parts")?,
        span: Span::new(start, end),
    }))
}
