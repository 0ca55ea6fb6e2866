//! Patients: saved and looked up. What they are found by stands in the files below this one.

pub(super) mod index;
mod merging;
mod row;
mod searching;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::audit::{self, Action, Event};
use super::dictations::LATELY_DONE;
use super::failure::changed_meanwhile;
use super::one_row;
use super::transaction::Work;
use super::value::{Json, Text};
use crate::problem::{Outcome, Problem};
use crate::record::{NhsNumber, Patient, PatientId};

pub(super) use index::with_keys;
pub(super) use merging::{merge, part};
use row::read;
pub(super) use searching::find;

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
        // UNION ALL: to have each once here, the patients of every letter there is were walked.
        "WHERE id IN (SELECT patient FROM dictation
             WHERE done_at IS NULL AND removed_at IS NULL UNION ALL
             SELECT patient FROM (SELECT patient FROM dictation WHERE done_at IS NOT NULL
                 ORDER BY done_at DESC LIMIT ?1))
         ORDER BY id"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map([LATELY_DONE], read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

/// Counts one change of the row.
fn count_change(work: &Work<'_>, id: PatientId) -> Outcome<()> {
    work.touch_patient(id);
    let sql = "UPDATE patient SET revision = revision + 1 WHERE id = ?1";
    one_row(work.prepare_cached(sql)?.execute([id.0])?)
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
    let search = searching::text_of(patient);
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
        ":search": search,
    };
    one_row(statement.execute(values)?)?;
    let id = match new {
        true => PatientId(work.last_insert_rowid()),
        false => patient.id,
    };
    let saved = Patient {
        id,
        ..patient.clone()
    };
    index::put(work, &saved, &search)?;
    Ok(id)
}
