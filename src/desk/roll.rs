//! The roll: people found in the record by what files and scripts call them, and a list of patients
//! brought in as a whole.

use super::people::read_patients;
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Author, AuthorId, NhsNumber, Patient, PatientId};
use crate::store::Record;

/// Where the first patient stands in a file, after the header.
const FIRST_LINE: usize = 2;

/// How many patients a list has added, and how many it has brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    pub added: usize,
    pub updated: usize,
}

/// Adds or updates the patients of a CSV text, all of them or none: who each line is about is settled
/// before anything is saved.
///
/// # Errors
/// Names the line that cannot be taken; no patient has been added or changed then.
pub fn bring_in(
    csv: &str,
    by: &Actor,
    open: impl FnOnce() -> Outcome<Box<dyn Record>>,
) -> Outcome<BroughtIn> {
    let rows = read_patients(csv)?;
    refuse_doubles(&rows)?;
    let mut record = open()?;
    let mut patients = Vec::new();
    for (line, row) in (FIRST_LINE..).zip(rows) {
        let patient = settled(record.as_ref(), row).map_err(|problem| {
            Problem::new(format!("Line {line}: {}", problem.what()), problem.next())
        })?;
        refuse_double(&patients, &patient, line)?;
        patients.push(patient);
    }
    let added = patients.iter().filter(|patient| is_new(patient)).count();
    record.import_patients(by, &patients)?;
    Ok(BroughtIn {
        added,
        updated: patients.len() - added,
    })
}

/// The patient with this NHS number or hospital number.
///
/// # Errors
/// When there is none, or several share a hospital number.
pub fn find_patient(record: &dyn Record, number: &str) -> Outcome<PatientId> {
    let found = match NhsNumber::parse(number) {
        Ok(nhs) => with_nhs_number(record, &nhs)?,
        Err(_) => with_hospital_number(record, number)?,
    };
    found.map(|patient| patient.id).ok_or_else(|| {
        Problem::new(
            "No patient in the record has that number",
            "Check the number, or add the patient first with dictation-desk patients FILE.csv",
        )
    })
}

/// The author of this full name or these initials.
///
/// # Errors
/// When there is none, or several.
pub fn find_author(record: &dyn Record, name: &str) -> Outcome<AuthorId> {
    let authors = record.authors()?;
    let of = |part: fn(&Author) -> &str| {
        let mut same = authors
            .iter()
            .filter(|author| part(author).eq_ignore_ascii_case(name.trim()));
        same.next().xor(same.next())
    };
    of(|author| &author.name)
        .or_else(|| of(|author| &author.initials))
        .map(|author| author.id)
        .ok_or_else(|| {
            Problem::new(
                "No one author in the record has that name or those initials",
                "Give the full name, or add the author in the workstation first",
            )
        })
}

fn is_new(patient: &Patient) -> bool {
    patient.id == PatientId(0)
}

/// Two lines for one patient would each undo the other.
fn refuse_doubles(rows: &[Patient]) -> Outcome<()> {
    for (at, row) in rows.iter().enumerate() {
        let same = |other: &Patient| {
            let number = row.nhs_number.is_some() && row.nhs_number == other.nhs_number;
            number || same_hospital_number(row, &other.hospital_number)
        };
        if let Some(first) = rows[..at].iter().position(same) {
            return Err(Problem::new(
                format!(
                    "Lines {} and {} of the patients file have the same number",
                    first + FIRST_LINE,
                    at + FIRST_LINE
                ),
                "Keep one line for each patient; no patient has been added or changed",
            ));
        }
    }
    Ok(())
}

/// Nor may one line name a patient by one number and another line the same one by another.
fn refuse_double(before: &[Patient], patient: &Patient, line: usize) -> Outcome<()> {
    let same = |other: &Patient| !is_new(patient) && other.id == patient.id;
    match before.iter().position(same) {
        Some(first) => Err(Problem::new(
            format!(
                "Lines {} and {line} of the patients file are about the same patient",
                first + FIRST_LINE
            ),
            "Keep one line for each patient; no patient has been added or changed",
        )),
        None => Ok(()),
    }
}

fn same_hospital_number(patient: &Patient, number: &str) -> bool {
    !number.is_empty() && patient.hospital_number.eq_ignore_ascii_case(number)
}

/// The row as it is to be saved: over the patient it names, where the record has them.
fn settled(record: &dyn Record, row: Patient) -> Outcome<Patient> {
    if let Some(number) = &row.nhs_number
        && let Some(known) = with_nhs_number(record, number)?
    {
        return Ok(merged(known, row));
    }
    let Some(known) = with_hospital_number(record, &row.hospital_number)? else {
        return Ok(row);
    };
    // A hospital number alone may have been mistyped, or be another hospital's.
    let numbers_differ = known.nhs_number.is_some() && row.nhs_number.is_some();
    if numbers_differ || known.born != row.born {
        return Err(Problem::new(
            "another patient in the record has this hospital number",
            "Check the hospital number, NHS number and date of birth; no patient has been added or changed",
        ));
    }
    Ok(merged(known, row))
}

/// What the file leaves blank stays as the record has it.
fn merged(known: Patient, row: Patient) -> Patient {
    let or = |new: String, old: String| if new.is_empty() { old } else { new };
    let lines = |new: Vec<String>, old: Vec<String>| if new.is_empty() { old } else { new };
    let mut practice = known.practice;
    practice.doctor = or(row.practice.doctor, practice.doctor);
    practice.name = or(row.practice.name, practice.name);
    practice.address = lines(row.practice.address, practice.address);
    Patient {
        id: known.id,
        title: or(row.title, known.title),
        given: row.given,
        family: row.family,
        born: row.born,
        nhs_number: row.nhs_number.or(known.nhs_number),
        hospital_number: or(row.hospital_number, known.hospital_number),
        address: lines(row.address, known.address),
        practice,
        details: known.details,
        revision: known.revision,
    }
}

/// The patient with this NHS number.
fn with_nhs_number(record: &dyn Record, number: &NhsNumber) -> Outcome<Option<Patient>> {
    let found = record.find_patients(number.digits(), usize::MAX)?;
    let same = |patient: &Patient| patient.nhs_number.as_ref() == Some(number);
    Ok(found.into_iter().find(same))
}

/// The patient with this hospital number, where there is one and only one.
fn with_hospital_number(record: &dyn Record, number: &str) -> Outcome<Option<Patient>> {
    let found = record.find_patients(number, usize::MAX)?;
    let mut same = found
        .into_iter()
        .filter(|patient| same_hospital_number(patient, number));
    match (same.next(), same.next()) {
        (Some(_), Some(_)) => Err(Problem::new(
            "Several patients in the record have this hospital number",
            "Use the NHS number",
        )),
        (found, _) => Ok(found),
    }
}
