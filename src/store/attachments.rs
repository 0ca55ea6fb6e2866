//! Attachments: papers about a patient that came from elsewhere, each once.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::audit::{self, Action, Event};
use super::sealed::Hash;
use super::transaction::Work;
use super::value::Text;
use super::vault::Deposit;
use crate::problem::Outcome;
use crate::record::{Attachment, AttachmentId, PatientId};

/// Lists a paper that lies in the vault, unless the patient has it already.
pub(super) fn add(
    work: &Work<'_>,
    patient: PatientId,
    title: &str,
    extension: &str,
    deposit: &Deposit,
) -> Outcome<AttachmentId> {
    let sql = "SELECT id FROM attachment WHERE patient = ?1 AND sha256 = ?2";
    let here = work.query_row(sql, (patient.0, deposit.sha256), |row| row.get(0));
    if let Some(id) = here.optional()? {
        return Ok(AttachmentId(id));
    }
    work.execute(
        "INSERT INTO attachment (patient, title, extension, sha256, at, person)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            patient.0,
            title,
            extension.to_lowercase(),
            deposit.sha256,
            Text(Timestamp::now()),
            work.person(),
        ),
    )?;
    let id = work.last_insert_rowid();
    let attached = Event::of(Action::Attached).patient(patient);
    audit::append(work, attached.on(&format!(" attachment {id}")))?;
    Ok(AttachmentId(id))
}

/// The patient's papers, the newest first.
pub(super) fn of(connection: &Connection, patient: PatientId) -> Outcome<Vec<Attachment>> {
    let sql = "SELECT id, title, extension, at FROM attachment
         WHERE patient = ?1 OR patient IN (SELECT alias FROM patient_alias WHERE of = ?1)
         ORDER BY id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let papers = statement.query_map([patient.0], read)?;
    Ok(papers.collect::<Result<_, _>>()?)
}

/// By what the paper is kept.
pub(super) fn hash(connection: &Connection, id: AttachmentId) -> Outcome<Hash> {
    let sql = "SELECT sha256 FROM attachment WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], |row| row.get(0))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.get("id")?),
        title: row.get("title")?,
        extension: row.get("extension")?,
        at: row.get::<_, Text<_>>("at")?.0,
    })
}
