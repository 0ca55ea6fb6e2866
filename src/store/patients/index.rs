//! The index of patients: kept with every save, asked for whoever may be meant.

use rusqlite::{Connection, Transaction};

use super::row::read;
use super::searching;
use crate::problem::Outcome;
use crate::record::{Patient, PatientId, identity};
use crate::store::value::Json;

/// Makes the index of a record that has none, and folds anew what its patients can be found by.
pub(in crate::store) fn index_all(tx: &Transaction<'_>) -> Outcome<()> {
    let mut statement = tx.prepare(include_str!("../sql/patients.sql"))?;
    let mut patients = statement.query([])?;
    let mut text = tx.prepare("UPDATE patient SET search = ?2 WHERE id = ?1")?;
    while let Some(row) = patients.next()? {
        let patient = read(row)?;
        let search = searching::text_of(&patient);
        text.execute((patient.id.0, &search))?;
        add(tx, &patient, &search)?;
    }
    Ok(())
}

/// Notes anew what a patient is known by, in the place of what was noted.
pub(super) fn put(tx: &Connection, patient: &Patient, search: &str) -> Outcome<()> {
    for sql in [
        "DELETE FROM patient_key WHERE patient = ?1",
        "DELETE FROM patient_search WHERE rowid = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([patient.id.0])?;
    }
    add(tx, patient, search)
}

fn add(tx: &Connection, patient: &Patient, search: &str) -> Outcome<()> {
    let mut key = tx.prepare_cached("INSERT INTO patient_key (key, patient) VALUES (?1, ?2)")?;
    for known_by in identity::keys(patient) {
        key.execute((known_by, patient.id.0))?;
    }
    let sql = "INSERT INTO patient_search (rowid, search) VALUES (?1, ?2)";
    tx.prepare_cached(sql)?.execute((patient.id.0, search))?;
    Ok(())
}

/// Everybody who has one of these keys, or had one before they were merged into another.
pub(in crate::store) fn with_keys(
    connection: &Connection,
    keys: &[String],
) -> Outcome<Vec<Patient>> {
    let sql =
        "SELECT DISTINCT patient FROM patient_key WHERE key IN (SELECT value FROM json_each(?1))";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([Json(keys)], |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    named(connection, &ids)
}

/// The patients of these ids, and for one who was merged the one who stays.
fn named(connection: &Connection, ids: &[i64]) -> Outcome<Vec<Patient>> {
    let sql = concat!(
        include_str!("../sql/patients.sql"),
        include_str!("../sql/patients-named.sql"),
        "ORDER BY id"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map([Json(ids)], read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

/// Refuses an id that a merge has made another name of somebody else.
pub(super) fn is_alias(connection: &Connection, id: PatientId) -> Outcome<bool> {
    let sql = "SELECT 1 FROM patient_alias WHERE alias = ?1";
    Ok(connection.prepare_cached(sql)?.exists([id.0])?)
}
