//! The lines of a list as they are merged into letters: every cell by its heading, and the patient.

use jiff::civil::Date;

use super::{Field, Table, people};
use crate::problem::{Outcome, Problem};
use crate::record::{Patient, fold};

/// One line to make a letter of.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    pub line: usize,
    /// What stands under each heading.
    pub values: Vec<(String, String)>,
    /// Whom the line is about, or why that cannot be read.
    pub patient: Outcome<Patient>,
}

impl Table {
    /// The lines of a list, as of `today`.
    ///
    /// # Errors
    /// Names the columns that are needed to tell whom a line is about and are not there.
    pub fn entries(&self, today: Date) -> Outcome<Vec<ListEntry>> {
        self.refuse_missing_identity()?;
        let rows = self.rows.iter();
        let rows = rows.filter(|row| !people::is_of_nobody(row, &self.heading, &self.columns));
        let entries: Vec<ListEntry> = rows
            .map(|row| ListEntry {
                line: row.line,
                values: self
                    .heading
                    .cells
                    .iter()
                    .enumerate()
                    .map(|(at, heading)| (heading.clone(), fold::kept(row.cell(at))))
                    .collect(),
                patient: people::patient(row, &self.columns, today).map(|(patient, _)| patient),
            })
            .collect();
        match entries.is_empty() {
            true => Err(Problem::new(
                "There is no line for a letter in that file",
                "Check that it is the right one and has a line for each patient below its headings",
            )),
            false => Ok(entries),
        }
    }

    fn refuse_missing_identity(&self) -> Outcome<()> {
        let has = |field| self.columns.contains(&Some(field));
        let needed = [
            ("name", has(Field::Family) || has(Field::Name)),
            ("date of birth", has(Field::Born)),
            ("NHS number", has(Field::NhsNumber)),
        ];
        let missing = needed.iter().filter(|(_, is_there)| !is_there);
        let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(Problem::new(
                format!(
                    "Line {} of the list has no heading for the {}",
                    self.heading.line,
                    missing.join(" and the ")
                ),
                "Name, date of birth and NHS number tell whose letter a line is; no letter has been made",
            )),
        }
    }
}
