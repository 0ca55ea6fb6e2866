//! About: every letter that is, or was signed as, about one patient.

use crate::letter::versions::LetterAbout;
use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{dictations, versions};
use crate::letter::versions::SignedVersion;
use crate::problem::Outcome;
use crate::record::{Dictation, DictationId, PatientId};

/// The patient by any of the rows they have, theirs and those of people who proved to be them.
const THEIRS: &str = "patient = ?1 OR patient IN (SELECT alias FROM patient_alias WHERE of = ?1)";

/// Their letters, the newest first. One that was signed about them stays among them, whoever its
/// next version is about.
pub(super) fn letters(connection: &Connection, patient: PatientId) -> Outcome<Vec<LetterAbout>> {
    let mut signed: BTreeMap<DictationId, Vec<SignedVersion>> = BTreeMap::new();
    for version in signed_about(connection, patient)? {
        signed.entry(version.dictation).or_default().push(version);
    }
    let mut rows: BTreeMap<DictationId, Dictation> = linked(connection, patient)?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    for id in signed.keys() {
        if !rows.contains_key(id) {
            rows.insert(*id, dictations::at(connection, *id)?);
        }
    }
    let rows = rows.into_values().rev();
    Ok(rows
        .map(|dictation| LetterAbout {
            signed: signed.remove(&dictation.id).unwrap_or_default(),
            dictation,
        })
        .collect())
}

fn linked(connection: &Connection, patient: PatientId) -> Outcome<Vec<Dictation>> {
    let rows = include_str!("sql/dictations.sql");
    let mut statement = connection.prepare_cached(&format!("{rows} WHERE {THEIRS}"))?;
    let rows = statement.query_map([patient.0], dictations::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All signed versions of all letters about the patient, oldest first.
pub(super) fn signed_about(
    connection: &Connection,
    patient: PatientId,
) -> Outcome<Vec<SignedVersion>> {
    let documents = include_str!("sql/documents.sql");
    let sql = format!("{documents} WHERE {THEIRS} ORDER BY letter, version");
    let mut statement = connection.prepare_cached(&sql)?;
    let versions = statement.query_map([patient.0], versions::read)?;
    Ok(versions.collect::<Result<_, _>>()?)
}
