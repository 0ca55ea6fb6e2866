//! Patients and authors from files and forms, checked on the way in.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::record::list::{self, List, Table};
use crate::record::{Author, AuthorId, Patient, born};

/// The day it is here.
pub fn today() -> Date {
    dates::day_of(Timestamp::now())
}

/// The patients of a list, each a line.
///
/// # Errors
/// Names the first line that cannot be taken, never what stands in it.
pub fn read_patients(csv: &str) -> Outcome<Vec<Patient>> {
    let list = Table::read(csv.as_bytes())?.people(today())?;
    match as_one(&refusals(&list)) {
        Some(problem) => Err(problem),
        None => Ok(list.people.into_iter().map(|row| row.patient).collect()),
    }
}

/// A line that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub line: usize,
    pub problem: Problem,
}

/// Why lines of a list cannot be taken, each with its line.
pub fn refusals(list: &List) -> Vec<Refusal> {
    let unit = unit(list.is_of_messages);
    let problems = list.problems.iter();
    problems
        .map(|(line, problem)| Refusal {
            line: *line,
            problem: Problem::new(format!("{unit} {line}: {}", problem.what()), problem.next()),
        })
        .collect()
}

/// All refusals in one sentence: the first, and where the others are.
pub fn as_one(refusals: &[Refusal]) -> Option<Problem> {
    let (first, others) = refusals.split_first()?;
    if others.is_empty() {
        return Some(first.problem.clone());
    }
    let lines: Vec<String> = others.iter().map(|it| it.line.to_string()).collect();
    let next = format!(
        "{}; these lines cannot be taken either: {}",
        first.problem.next(),
        lines.join(", ")
    );
    Some(Problem::new(first.problem.what(), next))
}

/// What is counted in a file, at the beginning of a sentence.
pub(super) fn unit(is_of_messages: bool) -> &'static str {
    if is_of_messages { "Message" } else { "Line" }
}

/// A patient with enough to be told from another.
///
/// # Errors
/// When there is no name.
pub fn checked(patient: Patient) -> Outcome<Patient> {
    list::with_a_name(patient)
}

/// A date of birth as people write it: 21/06/1958, 21-Jun-1958, 1958-06-21.
///
/// # Errors
/// When it is no such date, or is still to come.
pub fn date_of_birth(text: &str) -> Outcome<Date> {
    born::read(text, today())
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
