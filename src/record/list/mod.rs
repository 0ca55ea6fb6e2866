//! Lists of patients as offices keep them: from a file's bytes to a patient a line, or what is wrong
//! with it. Messages of a hospital system are read in [`adt`].
//!
//! Bytes, `decoding`, text, `cells`, rows, `headings`, columns, `people`, patients. Nothing is
//! guessed that could be another person: what cannot be read for certain is told with its line.

pub mod adt;
pub mod appointments;
mod cells;
mod decoding;
pub mod entries;
mod headings;
mod names;
mod people;

use jiff::civil::Date;

use super::Patient;
use crate::problem::{Outcome, Problem};
use cells::Row;

pub use decoding::text;
pub use headings::Field;
pub use people::with_a_name;

/// A file of rows, with what each of its columns is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    heading: Row,
    rows: Vec<Row>,
    columns: Vec<Option<Field>>,
    /// Rows above the headings.
    titles: usize,
}

/// What came of reading a list.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub people: Vec<Listed>,
    /// Lines that cannot be taken, and why.
    pub problems: Vec<(usize, Problem)>,
    pub passed_over: PassedOver,
    /// Patients who are said to be others.
    pub merges: Vec<Merge>,
    /// Whether messages are counted and not lines.
    pub is_of_messages: bool,
}

/// That one patient is said to be another, by a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub line: usize,
    /// The one who stays, as far as the message says.
    pub stays: Patient,
    /// The keys of the one who goes.
    pub gone: Vec<String>,
}

/// A patient as a line of a list has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub line: usize,
    pub patient: Patient,
    /// What somebody should look at, though it can be taken.
    pub doubts: Vec<&'static str>,
}

/// Rows that are of no patient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Above the headings.
    pub titles: usize,
    /// Totals, footers and headings that are repeated.
    pub others: usize,
}

impl Table {
    /// Reads a file and finds out its columns by what they are called.
    ///
    /// # Errors
    /// When it is no text, or nobody stands in it.
    pub fn read(bytes: &[u8]) -> Outcome<Self> {
        let (mut rows, at) = cells::rows(&decoding::text(bytes)?)?;
        if rows.is_empty() {
            return Err(nobody());
        }
        let below = rows.split_off(at + 1);
        let titles = at;
        let heading = rows.pop().unwrap_or_default();
        let names = heading.cells.iter();
        Ok(Self {
            columns: names.map(|name| Field::of_heading(name)).collect(),
            heading,
            rows: below,
            titles,
        })
    }

    /// What each column is called in the file.
    pub fn headings(&self) -> &[String] {
        &self.heading.cells
    }

    /// What each column is taken for; none for one that is not used.
    pub fn columns(&self) -> &[Option<Field>] {
        &self.columns
    }

    /// What stands first in a column, to know it by.
    pub fn example(&self, column: usize) -> &str {
        let cells = self.rows.iter().map(|row| row.cell(column));
        cells
            .into_iter()
            .find(|cell| !cell.is_empty())
            .unwrap_or("")
    }

    /// Takes a column for something else, or for nothing.
    pub fn take(&mut self, column: usize, field: Option<Field>) {
        if let Some(taken) = self.columns.get_mut(column) {
            *taken = field;
        }
    }

    /// The patients of the list, one a line, as of `today`.
    ///
    /// # Errors
    /// When a column that is needed is not there or is there twice, or there is nobody in the list.
    pub fn people(&self, today: Date) -> Outcome<List> {
        self.refuse_columns()?;
        let mut list = List::default();
        list.passed_over.titles = self.titles;
        for row in &self.rows {
            if people::is_of_nobody(row, &self.heading, &self.columns) {
                list.passed_over.others += 1;
                continue;
            }
            match people::patient(row, &self.columns, today) {
                Ok((patient, doubts)) => list.people.push(Listed {
                    line: row.line,
                    patient,
                    doubts,
                }),
                Err(problem) => list.problems.push((row.line, problem)),
            }
        }
        match list.people.is_empty() && list.problems.is_empty() {
            true => Err(nobody()),
            false => Ok(list),
        }
    }

    fn refuse_columns(&self) -> Outcome<()> {
        let line = self.heading.line;
        let has = |field| self.columns.contains(&Some(field));
        let has_name = has(Field::Family) || has(Field::Given) || has(Field::Name);
        let missing = match (has_name, has(Field::Born)) {
            (true, true) => None,
            (false, true) => Some("the names"),
            (true, false) => Some("the date of birth"),
            (false, false) => Some("the names and the date of birth"),
        };
        if let Some(missing) = missing {
            return Err(Problem::new(
                format!("Line {line} of the patients file has no heading for {missing}"),
                "Put headings above the columns, such as Title, Forename, Surname, Date of birth, \
                 NHS number, Hospital number; no patient has been added or changed",
            ));
        }
        let doubled = Field::ALL.into_iter().find(|field| {
            let taken = self.columns.iter().filter(|taken| **taken == Some(*field));
            !field.may_repeat() && taken.count() > 1
        });
        match doubled {
            Some(field) => Err(Problem::new(
                format!(
                    "Line {line} of the patients file has two headings for the {}",
                    field.label()
                ),
                "Keep the one that is meant; no patient has been added or changed",
            )),
            None => Ok(()),
        }
    }
}

fn nobody() -> Problem {
    Problem::new(
        "There is nobody in that file",
        "Check that it is the right one and has a line for each patient below its headings",
    )
}
