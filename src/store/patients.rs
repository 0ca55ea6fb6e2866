//! Patients: saved, looked up and searched for.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::one_row;
use super::transaction::Work;
use super::value::{Json, Text};
use crate::problem::{Outcome, Problem};
use crate::record::{NhsNumber, Patient, PatientId};

/// Adds the patient (id 0) or changes the one with that id.
pub(super) fn save(work: &Work<'_>, patient: &Patient) -> Outcome<PatientId> {
    let is_new = patient.id.0 == 0;
    if !is_new {
        let before = at(work, patient.id)?;
        if before.revision != patient.revision {
            return Err(changed_meanwhile("This patient"));
        }
        if before != *patient {
            let changed = Event::of(Action::PatientChanged).patient(patient.id);
            audit::append(work, changed)?;
        }
    }
    refuse_shared_number(work, patient)?;
    let id = write(work, patient)?;
    work.touch_patient(id);
    Ok(id)
}

/// The patient of that id.
pub(super) fn at(connection: &Connection, id: PatientId) -> Outcome<Patient> {
    let sql = concat!(include_str!("sql/patients.sql"), "WHERE id = ?1");
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], read)?)
}

/// Every patient whom a dictation of the worklist names.
pub(super) fn named_by_worklist(connection: &Connection) -> Outcome<Vec<Patient>> {
    let sql = concat!(
        include_str!("sql/patients.sql"),
        "WHERE id IN (SELECT patient FROM dictation WHERE done_at IS NULL UNION
             SELECT patient FROM (SELECT patient FROM dictation WHERE done_at IS NOT NULL
                 ORDER BY done_at DESC LIMIT 200))
         ORDER BY id"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map([], read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

/// At most `limit` patients that hold every word of the query.
pub(super) fn find(connection: &Connection, query: &str, limit: usize) -> Outcome<Vec<Patient>> {
    let words = words_of(query);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = concat!(
        include_str!("sql/patients.sql"),
        include_str!("sql/patients-find.sql")
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map((Json(words), limit), read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

fn refuse_shared_number(work: &Work<'_>, patient: &Patient) -> Outcome<()> {
    let Some(number) = &patient.nhs_number else {
        return Ok(());
    };
    let holder: Option<i64> = work
        .query_row(
            "SELECT id FROM patient WHERE nhs_number = ?1",
            [number.digits()],
            |row| row.get(0),
        )
        .optional()?;
    match holder {
        Some(id) if id != patient.id.0 => Err(Problem::new(
            "Another patient in the record has this NHS number",
            "Find that patient by the number, or correct it here; nothing has been changed",
        )),
        _ => Ok(()),
    }
}

fn write(work: &Work<'_>, patient: &Patient) -> Outcome<PatientId> {
    let new = patient.id.0 == 0;
    let mut statement = work.prepare_cached(if new {
        include_str!("sql/patient-insert.sql")
    } else {
        include_str!("sql/patient-update.sql")
    })?;
    let values = named_params! {
        ":id": (!new).then_some(patient.id.0),
        ":title": patient.title,
        ":given": patient.given,
        ":family": patient.family,
        ":born": Text(patient.born),
        ":nhs_number": patient.nhs_number.as_ref().map(NhsNumber::digits),
        ":hospital_number": patient.hospital_number,
        ":address": Json(&patient.address),
        ":practice": Json(&patient.practice),
        ":details": Json(&patient.details),
        ":search": search_text(patient),
    };
    if new {
        statement.execute(values)?;
        return Ok(PatientId(work.last_insert_rowid()));
    }
    one_row(statement.execute(values)?)?;
    Ok(patient.id)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Patient> {
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

/// What a patient can be found by, one item a line so that no word matches across two.
fn search_text(patient: &Patient) -> String {
    let number = patient.nhs_number.as_ref().map_or("", NhsNumber::digits);
    let born = patient.born.strftime("%d/%m/%Y").to_string();
    fold(
        &[
            patient.family.as_str(),
            &patient.given,
            &patient.title,
            &patient.hospital_number,
            number,
            &born,
        ]
        .join("\n"),
    )
}

/// Lower case, and one apostrophe for O'Brien however it was typed.
fn fold(text: &str) -> String {
    text.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'")
}

/// The words to look for; digits with spaces or hyphens between are one number.
fn words_of(query: &str) -> Vec<String> {
    let spaced_number = query.chars().any(|c| c.is_ascii_digit())
        && query
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    if spaced_number {
        return vec![query.chars().filter(char::is_ascii_digit).collect()];
    }
    fold(query)
        .split_whitespace()
        .map(|word| as_date(word).unwrap_or_else(|| word.trim_end_matches(',').to_owned()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// "3/5/1948" as the record writes it: "03/05/1948".
fn as_date(word: &str) -> Option<String> {
    let parts: Vec<u32> = word
        .split('/')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [day, month, year] = parts[..] else {
        return None;
    };
    Some(format!("{day:02}/{month:02}/{year:04}"))
}
