//! Contacts: kept, and looked up by whose they are.

use rusqlite::{Connection, Row};

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::one_row;
use super::transaction::Work;
use super::value::Json;
use crate::problem::Outcome;
use crate::record::{Contact, ContactId, PatientId};

/// Adds the contact (id 0) or changes the one with that id, as it was seen.
pub(super) fn save(work: &Work<'_>, contact: &Contact) -> Outcome<ContactId> {
    let patient = contact.patient.map(|id| id.0);
    let id = if contact.id.0 == 0 {
        let sql = "INSERT INTO contact (patient, contact) VALUES (?1, ?2)";
        work.execute(sql, (patient, Json(&contact.to)))?;
        ContactId(work.last_insert_rowid())
    } else {
        let sql = "UPDATE contact SET patient = ?2, contact = ?3, revision = revision + 1
             WHERE id = ?1 AND revision = ?4";
        let values = (contact.id.0, patient, Json(&contact.to), contact.revision);
        one_row(work.execute(sql, values)?).map_err(|_| changed_meanwhile("This contact"))?;
        contact.id
    };
    audit::append(work, changed(id))?;
    Ok(id)
}

pub(super) fn remove(work: &Work<'_>, id: ContactId) -> Outcome<()> {
    one_row(work.execute("DELETE FROM contact WHERE id = ?1", [id.0])?)?;
    audit::append(work, changed(id))
}

/// The patient's own, then the department's.
pub(super) fn of(connection: &Connection, patient: Option<PatientId>) -> Outcome<Vec<Contact>> {
    let sql = "SELECT id, patient, contact, revision FROM contact
         WHERE patient = ?1 OR patient IS NULL ORDER BY patient IS NULL, id";
    let mut statement = connection.prepare_cached(sql)?;
    let contacts = statement.query_map([patient.map(|id| id.0)], read)?;
    Ok(contacts.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: ContactId(row.get("id")?),
        patient: row.get::<_, Option<_>>("patient")?.map(PatientId),
        to: row.get::<_, Json<_>>("contact")?.0,
        revision: row.get("revision")?,
    })
}

fn changed(id: ContactId) -> Event {
    Event::of(Action::ContactChanged).on(&format!("contact {}", id.0))
}
