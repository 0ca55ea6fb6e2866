//! A patient's row of the database, read.

use rusqlite::Row;
use rusqlite::types::Type;

use crate::record::{NhsNumber, Patient, PatientId};
use crate::store::value::{Json, Text};

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Patient> {
    Ok(Patient {
        id: PatientId(row.get("id")?),
        title: row.get("title")?,
        given: row.get("given")?,
        family: row.get("family")?,
        born: row.get::<_, Text<_>>("born")?.0,
        nhs_number: row
            .get::<_, Option<String>>("nhs_number")?
            .map(|digits| NhsNumber::parse(&digits))
            .transpose()
            .map_err(|problem| {
                rusqlite::Error::FromSqlConversionFailure(0, Type::Text, problem.into())
            })?,
        hospital_number: row.get("hospital_number")?,
        address: row.get::<_, Json<_>>("address")?.0,
        practice: row.get::<_, Json<_>>("practice")?.0,
        details: row.get::<_, Json<_>>("details")?.0,
        revision: row.get("revision")?,
    })
}
