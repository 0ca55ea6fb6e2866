//! Merging: a patient who proved to be another, and parted again where they were not.

use crate::problem::{Outcome, Problem};
use crate::record::{Patient, PatientId, Seen};
use crate::store::audit::{self, Action, Event};
use crate::store::failure::changed_meanwhile;
use crate::store::transaction::Work;
use crate::store::value::Text;
use crate::store::{dictations, one_row};

use super::{at, count_change, index};

/// Makes a patient another name of one who stays. What is still to be signed goes over to them; what
/// has been signed stays as it was.
pub(in crate::store) fn merge(
    work: &Work<'_>,
    alias: Seen<PatientId>,
    of: Seen<PatientId>,
) -> Outcome<()> {
    let (gone, stays) = (as_seen(work, alias)?, as_seen(work, of)?);
    refuse(work, &gone, &stays)?;
    // Whoever was merged into the one who goes is now of the one who stays.
    work.execute(
        "UPDATE patient_alias SET of = ?2 WHERE of = ?1",
        [alias.id.0, of.id.0],
    )?;
    work.execute(
        "INSERT INTO patient_alias (alias, of, at) VALUES (?1, ?2, ?3)",
        (alias.id.0, of.id.0, Text(jiff::Timestamp::now())),
    )?;
    for id in open_of(work, alias.id)? {
        let sql = "UPDATE dictation SET patient = ?2 WHERE id = ?1";
        one_row(work.execute(sql, [id, of.id.0])?)?;
        dictations::count_change(work, crate::record::DictationId(id))?;
    }
    count_change(work, alias.id)?;
    count_change(work, of.id)?;
    let merged = Event::of(Action::PatientsMerged).patient(alias.id);
    audit::append(work, merged.on(&format!(" into patient {}", of.id.0)))
}

/// Parts a patient from the one they were merged into. What went over with them stays there.
pub(in crate::store) fn part(work: &Work<'_>, alias: PatientId) -> Outcome<()> {
    let deleted = work.execute("DELETE FROM patient_alias WHERE alias = ?1", [alias.0])?;
    one_row(deleted)?;
    count_change(work, alias)?;
    audit::append(work, Event::of(Action::PartedPatients).patient(alias))
}

fn as_seen(work: &Work<'_>, row: Seen<PatientId>) -> Outcome<Patient> {
    let patient = at(work, row.id)?;
    match patient.revision == row.revision {
        true => Ok(patient),
        false => Err(changed_meanwhile("This patient")),
    }
}

fn refuse(work: &Work<'_>, gone: &Patient, stays: &Patient) -> Outcome<()> {
    let refused = |what: &str, next: &str| Err(Problem::new(what, next));
    if gone.id == stays.id {
        return refused(
            "A patient cannot be merged into themselves",
            "Choose the other one; nothing has been changed",
        );
    }
    if index::is_alias(work, gone.id)? || index::is_alias(work, stays.id)? {
        return refused(
            "One of the two has been merged into another patient already",
            "Look both up once more; nothing has been changed",
        );
    }
    if gone.nhs_number.is_some() && stays.nhs_number.is_none() {
        return refused(
            "The one who stays has no NHS number and the other has one",
            "Merge them the other way round; nothing has been changed",
        );
    }
    Ok(())
}

/// The patient's dictations of which nothing has been signed.
fn open_of(work: &Work<'_>, patient: PatientId) -> Outcome<Vec<i64>> {
    let sql = "SELECT id FROM dictation WHERE patient = ?1
        AND id NOT IN (SELECT dictation FROM document) ORDER BY id";
    let mut statement = work.prepare_cached(sql)?;
    let ids = statement.query_map([patient.0], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
