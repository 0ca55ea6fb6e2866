//! Patients and authors from files and forms, checked on the way in.

use jiff::civil::Date;
use serde::Deserialize;

use crate::problem::{Outcome, Problem};
use crate::record::{Author, AuthorId, NhsNumber, Patient, PatientDetails, PatientId, Practice};

/// A row of a patients file. Address lines are separated by `|`.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    title: String,
    given: String,
    family: String,
    born: String,
    #[serde(default)]
    nhs_number: String,
    #[serde(default)]
    hospital_number: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    gp_doctor: String,
    #[serde(default)]
    gp_practice: String,
    #[serde(default)]
    gp_address: String,
}

/// Patients from a CSV text with a header row; the columns stand in `assets/sample/README.md`.
///
/// # Errors
/// Names the line that cannot be read, never what stands in it.
pub fn read_patients(csv: &str) -> Outcome<Vec<Patient>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    reader
        .deserialize::<Row>()
        .enumerate()
        .map(|(at, row)| {
            let line = at + 2;
            let row = row.map_err(|error| {
                Problem::new(
                    format!("Line {line} of the patients file cannot be read"),
                    "Check its columns; no patient has been added or changed",
                )
                .because(error)
            })?;
            patient(row).map_err(|problem| {
                Problem::new(format!("Line {line}: {}", problem.what()), problem.next())
            })
        })
        .collect()
}

fn patient(row: Row) -> Outcome<Patient> {
    let lines = |text: &str| -> Vec<String> {
        let lines = text
            .split('|')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let nhs_number = match row.nhs_number.as_str() {
        "" => None,
        digits => Some(NhsNumber::parse(digits)?),
    };
    checked(Patient {
        id: PatientId(0),
        born: date_of_birth(&row.born)?,
        nhs_number,
        address: lines(&row.address),
        practice: Practice {
            address: lines(&row.gp_address),
            doctor: row.gp_doctor,
            name: row.gp_practice,
        },
        title: row.title,
        given: row.given,
        family: row.family,
        hospital_number: row.hospital_number,
        details: PatientDetails::default(),
        revision: 0,
    })
}

/// A patient with enough to be told from another.
///
/// # Errors
/// When a name is missing.
pub fn checked(patient: Patient) -> Outcome<Patient> {
    if patient.family.is_empty() || patient.given.is_empty() {
        return Err(Problem::new(
            "A patient needs a given name and a family name",
            "Fill both in; nothing has been saved yet",
        ));
    }
    Ok(patient)
}

/// A date of birth as people write it: 21/06/1958, 21.6.1958 or 1958-06-21.
///
/// # Errors
/// When it is no such date.
pub fn date_of_birth(text: &str) -> Outcome<Date> {
    let parts: Option<Vec<i16>> = text
        .trim()
        .split(['/', '.', '-', ' '])
        .map(|part| part.parse().ok())
        .collect();
    let date = match parts.as_deref() {
        Some([year, month, day]) if *year > 31 => date(*year, *month, *day),
        Some([day, month, year]) if *year > 99 => date(*year, *month, *day),
        _ => None,
    };
    date.ok_or_else(|| {
        Problem::new(
            "The date of birth is not a date",
            "Write it as day, month and full year: 21/06/1958",
        )
    })
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day as people write it.
///
/// # Errors
/// When it is no such date.
pub fn day(text: &str) -> Outcome<Date> {
    date_of_birth(text).map_err(|_| {
        Problem::new(
            "That is not a date",
            "Write it as day, month and full year: 4/3/2026",
        )
    })
}

/// An author as a file gives them.
#[derive(Deserialize)]
struct AuthorRow {
    name: String,
    post: String,
    qualifications: String,
    initials: String,
    department: String,
    back_step: Option<f64>,
}

/// Authors from a JSON list.
///
/// # Errors
/// When the text is no such list.
pub fn read_authors(json: &str) -> Outcome<Vec<Author>> {
    let rows: Vec<AuthorRow> = serde_json::from_str(json).map_err(|error| {
        Problem::new("The list of authors cannot be read", "Check the file").because(error)
    })?;
    Ok(rows
        .into_iter()
        .map(|row| Author {
            id: AuthorId(0),
            name: row.name,
            post: row.post,
            qualifications: row.qualifications,
            initials: row.initials,
            department: row.department,
            back_step: row.back_step,
            ..Author::default()
        })
        .collect())
}
