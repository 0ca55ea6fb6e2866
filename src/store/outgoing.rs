//! Outgoing: signed letters with those of their recipients to whom they have not gone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Connection;

use super::patients;
use super::value::{Json, Text};
use crate::letter::outgoing::{Outgoing, Stop};
use crate::letter::recipients::Recipient;
use crate::letter::sign::Approval;
use crate::problem::Outcome;
use crate::record::{DictationId, LetterId, Patient, PatientId, Seen};

/// Those that still have to go, oldest first, and those that were withdrawn since then.
pub(super) fn all(connection: &Connection, from: Timestamp) -> Outcome<Vec<Outgoing>> {
    let mut statement = connection.prepare_cached(include_str!("sql/outgoing.sql"))?;
    let mut rows = statement.query([Text(from)])?;
    let mut patients: BTreeMap<i64, Patient> = BTreeMap::new();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("patient")?;
        if let std::collections::btree_map::Entry::Vacant(place) = patients.entry(id) {
            place.insert(patients::at(connection, PatientId(id))?);
        }
        let Some(patient) = patients.get(&id) else {
            continue;
        };
        found.push(Outgoing {
            stop: Stop {
                row: Seen {
                    id: DictationId(row.get("dictation")?),
                    revision: row.get("revision")?,
                },
                letter: LetterId(row.get("letter")?),
                version: row.get("version")?,
                place: row.get("place")?,
            },
            recipient: row.get::<_, Json<Recipient>>("recipient")?.0,
            patient: PatientId(id),
            about: patient.display_name(),
            hospital_number: patient.hospital_number.clone(),
            is_restricted: patient.details.restricted,
            is_withdrawn: row.get("withdrawn")?,
            work_type: row.get("work_type")?,
            signed_at: row.get::<_, Json<Approval>>("approval")?.0.at,
        });
    }
    Ok(found)
}
