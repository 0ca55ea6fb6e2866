//! Letters in bulk: a list merged into a text, each line held against the record before a letter is
//! made of it.

use jiff::Timestamp;
use jiff::civil::Date;

use super::clinics::begun;
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::list::entries::ListEntry;
use crate::record::mailing::{Value, filled, identified, name_in_text, unknown};
use crate::record::{AuthorId, Patient, fold};
use crate::store::{Batch, Begun, Whom};

/// What the letters begin as, until somebody words them otherwise.
pub const RESULT: &str = "Your test result is: {Result}.\n\n[INSERT: what it means]";

/// What the letters of a list have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub text: String,
    pub work_type: String,
    pub author: Option<AuthorId>,
}

impl Default for Wording {
    fn default() -> Self {
        Self {
            text: RESULT.to_owned(),
            work_type: "Letter to patient".to_owned(),
            author: None,
        }
    }
}

/// A list on its way to letters.
#[derive(Debug)]
pub struct Mailing {
    /// What its file is called.
    pub name: String,
    pub entries: Vec<ListEntry>,
    /// One for each line; empty while the record is asked.
    pub rows: Vec<MailRow>,
    pub wording: Wording,
    /// How many letters were made; nothing more can be done with it then.
    pub made: Option<usize>,
}

/// A line with the patient it is of, or why it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub line: usize,
    /// Who the list says it is.
    pub who: String,
    pub born: String,
    pub patient: Result<Patient, String>,
    pub is_confirmed: bool,
}

impl Mailing {
    pub fn new(name: String, entries: Vec<ListEntry>, wording: Wording) -> Self {
        Self {
            name,
            entries,
            rows: Vec::new(),
            wording,
            made: None,
        }
    }

    /// Holds each line against those of the record who share a number with any of them.
    pub(super) fn show(&mut self, known: &[Patient]) {
        self.rows = self.entries.iter().map(|entry| row(entry, known)).collect();
        for at in 0..self.rows.len() {
            let own = self.rows[at].patient.as_ref().ok().map(|it| it.id);
            let line = self.rows[..at].iter().find_map(|row| {
                let is_own = row.patient.as_ref().ok().map(|it| it.id) == own;
                (own.is_some() && is_own).then_some(row.line)
            });
            if let Some(line) = line {
                self.rows[at].patient = Err(format!("line {line} is of the same patient"));
                self.rows[at].is_confirmed = false;
            }
        }
    }

    pub(super) fn confirm(&mut self, at: usize, is_confirmed: bool) {
        if let Some(row) = self.rows.get_mut(at) {
            row.is_confirmed = is_confirmed && row.patient.is_ok();
        }
    }

    pub fn confirmed(&self) -> usize {
        self.rows.iter().filter(|row| row.is_confirmed).count()
    }

    /// The fields of the text that no column fills: they become blanks.
    pub fn unknown(&self) -> Vec<&str> {
        let columns = self.entries.first().map(|entry| &entry.values);
        let columns = columns.into_iter().flatten().map(|(name, _)| name.as_str());
        let columns: Vec<&str> = columns.chain(["Name", "Date"]).collect();
        unknown(&self.wording.text, &columns)
    }

    /// What a line's letter says.
    pub fn text(&self, at: usize, today: Date) -> Option<String> {
        let (entry, row) = (self.entries.get(at)?, self.rows.get(at)?);
        let patient = row.patient.as_ref().ok()?;
        Some(filled(&self.wording.text, &values(entry, patient, today)))
    }

    /// The letters of the rows that are confirmed.
    pub(super) fn batch(&self, now: Timestamp) -> Batch {
        let today = dates::day_of(now);
        let rows = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.is_confirmed);
        let begun = rows.filter_map(|(at, row)| {
            let Wording {
                work_type, author, ..
            } = &self.wording;
            Some(Begun {
                new: begun(now, *author, String::new(), work_type.clone()),
                whom: Whom::Known(row.patient.as_ref().ok()?.seen()),
                text: self.text(at, today)?,
            })
        });
        Batch {
            begun: begun.collect(),
            ..Batch::default()
        }
    }
}

fn row(entry: &ListEntry, known: &[Patient]) -> MailRow {
    let read: &Outcome<Patient> = &entry.patient;
    let patient = match read {
        Err(problem) => Err(problem.what().to_owned()),
        Ok(listed) => identified(listed, known).cloned().map_err(str::to_owned),
    };
    MailRow {
        line: entry.line,
        who: read
            .as_ref()
            .map_or_else(|_| String::new(), Patient::display_name),
        born: read.as_ref().map_or_else(
            |_| String::new(),
            |it| it.born.strftime("%d/%m/%Y").to_string(),
        ),
        is_confirmed: patient.is_ok(),
        patient,
    }
}

/// A line's own columns go before what is known without them, but for the name: the record's holds.
fn values(entry: &ListEntry, patient: &Patient, today: Date) -> Vec<Value> {
    let name = ("Name".to_owned(), name_in_text(patient));
    let has_date = entry
        .values
        .iter()
        .any(|(column, _)| fold::name(column) == "date");
    let date = (!has_date).then(|| ("Date".to_owned(), dates::long(today)));
    std::iter::once(name)
        .chain(date)
        .chain(entry.values.iter().cloned())
        .collect()
}
