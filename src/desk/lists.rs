//! A list of patients against the record: what it would do, looked over before anything is done.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::people::{Refusal, as_one, refusals, unit};
use crate::problem::{Outcome, Problem};
use crate::record::list::{List, Merge, Table, adt};
use crate::record::proposal::{self, Proposal, Proposed};
use crate::record::{Actor, Changes, Patient, PatientId, identity};
use crate::store::Record;

/// The largest list that is read, in bytes: a million patients would take less.
const LARGEST: u64 = 256 << 20;

/// What is in a file of patients.
#[derive(Clone, Debug)]
pub enum File {
    /// Rows, whose columns a person can correct.
    Table(Table),
    /// Messages of a hospital system, which say themselves what they are.
    Messages(List),
}

/// A list with what each of its lines would do to the record.
#[derive(Clone, Debug, Default)]
pub struct LookedOver {
    pub proposed: Vec<Proposed>,
    /// Why it cannot be taken as it is.
    pub refused: Vec<Refusal>,
    /// What somebody should look at, a sentence each.
    pub told: Vec<String>,
    /// Patients who are said to be others; that is for a person to do.
    pub merges: Vec<Pair>,
    /// Rows that are of no patient.
    pub passed_over: usize,
}

/// A patient who is said to be another, both as the record has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub gone: Patient,
    pub stays: Patient,
}

/// How many patients a list has added, and what became of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    pub added: usize,
    pub updated: usize,
    /// Of whom the record knew it all.
    pub unchanged: usize,
}

/// Reads a file of patients, whatever kind it is.
///
/// # Errors
/// When it cannot be read or is no list of patients.
pub fn read(path: &Path, today: Date) -> Outcome<File> {
    of_bytes(&bytes(path)?, today)
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    let unreadable = |error: std::io::Error| {
        Problem::new(
            "The list could not be read",
            "Check that it is there and that you may read it",
        )
        .because(error)
    };
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(Problem::new(
            "That file is too large to be a list of patients",
            "Choose the right one, or have it made in parts",
        ));
    }
    fs::read(path).map_err(unreadable)
}

/// Reads a file of rows.
///
/// # Errors
/// When it cannot be read or is no list.
pub fn read_table(path: &Path) -> Outcome<Table> {
    Table::read(&bytes(path)?)
}

/// The same for what has been read already.
///
/// # Errors
/// When it is no list of patients.
pub fn of_bytes(bytes: &[u8], today: Date) -> Outcome<File> {
    match adt::is_messages(bytes) {
        true => adt::read(bytes, today).map(File::Messages),
        false => Table::read(bytes).map(File::Table),
    }
}

impl File {
    /// The patients in it.
    ///
    /// # Errors
    /// When columns that are needed are missing, or there is nobody.
    pub fn people(&self, today: Date) -> Outcome<List> {
        match self {
            Self::Table(table) => table.people(today),
            Self::Messages(list) => Ok(list.clone()),
        }
    }
}

/// Holds each line against the record.
///
/// # Errors
/// When the record cannot be read.
pub fn look_over(record: &dyn Record, list: List, today: Date) -> Outcome<LookedOver> {
    let mut over = LookedOver {
        refused: refusals(&list),
        passed_over: list.passed_over.others,
        ..LookedOver::default()
    };
    let unit = unit(list.is_of_messages);
    let people = match list.is_of_messages {
        true => proposal::latest(list.people, today),
        false => list.people,
    };
    let keys = people.iter().flat_map(|row| identity::keys(&row.patient));
    let known = record.candidates(&keys.collect::<Vec<_>>())?;
    over.proposed = proposal::propose(people, &known, today);
    for row in &over.proposed {
        over.refused.extend(refusal(unit, row));
        over.told.extend(told(unit, row));
    }
    for merge in &list.merges {
        match pair(record, merge)? {
            Some(pair) => {
                over.told.push(format!(
                    "{unit} {}: two patients are said to be one. Look at them in the workstation: \
                     Worklist, Bring in patients.",
                    merge.line
                ));
                over.merges.push(pair);
            }
            None => over.told.push(format!(
                "{unit} {}: two patients are said to be one, of whom the record does not have both.",
                merge.line
            )),
        }
    }
    if over.passed_over > 0 {
        over.told.push(match over.passed_over {
            1 => "1 row of no patient was passed over.".to_owned(),
            rows => format!("{rows} rows of no patient were passed over."),
        });
    }
    Ok(over)
}

fn refusal(unit: &str, row: &Proposed) -> Option<Refusal> {
    let Proposal::Conflict(conflict) = &row.proposal else {
        return None;
    };
    let (what, next) = match conflict.with {
        Some(other) => (
            format!(
                "{unit}s {other} and {} of the patients file: {}",
                row.line, conflict.why
            ),
            "Keep one line for each patient; no patient has been added or changed",
        ),
        None => (
            format!("{unit} {}: {}", row.line, conflict.why),
            "Check the names, numbers and date of birth; where the record is wrong, change the \
             patient there first. No patient has been added or changed",
        ),
    };
    Some(Refusal {
        line: row.line,
        problem: Problem::new(what, next),
    })
}

/// What to look at of one line, without what stands in it.
fn told(unit: &str, row: &Proposed) -> Vec<String> {
    let line = row.line;
    let doubts = row
        .doubts
        .iter()
        .map(|doubt| format!("{unit} {line}: {doubt}."));
    let mut told: Vec<String> = doubts.collect();
    match &row.proposal {
        Proposal::Update(changes) => {
            let changes = changes.iter().filter(|change| change.is_of_identity);
            told.extend(changes.map(|change| {
                format!(
                    "{unit} {line}: the {} differs from the record’s.",
                    change.what
                )
            }));
        }
        Proposal::Again => told.push(format!(
            "{unit} {line}: it says the same as an earlier one and is taken once."
        )),
        _ => {}
    }
    told
}

/// The two patients of the record whom a message says are one.
fn pair(record: &dyn Record, merge: &Merge) -> Outcome<Option<Pair>> {
    let stays = record.candidates(&identity::keys(&merge.stays))?;
    let stays: Vec<Patient> = stays
        .into_iter()
        .filter(|known| {
            merge
                .gone
                .iter()
                .all(|key| !identity::keys(known).contains(key))
                && identity::verdict(&merge.stays, known) == identity::Verdict::TheSame
        })
        .collect();
    let gone = record.candidates(&merge.gone)?;
    Ok(match (&stays[..], &gone[..]) {
        ([stays], [gone]) if stays.id != gone.id => Some(Pair {
            gone: gone.clone(),
            stays: stays.clone(),
        }),
        _ => None,
    })
}

/// Adds and changes the patients of a list that has been looked over, all of them or none.
///
/// # Errors
/// When a line cannot be taken, or the record refuses one. No patient has been added or changed then.
pub fn save(
    record: &mut dyn Record,
    by: &Actor,
    over: &LookedOver,
) -> Outcome<(BroughtIn, Changes)> {
    if let Some(problem) = as_one(&over.refused) {
        return Err(problem);
    }
    let to_save = over.proposed.iter().filter(|row| row.is_to_save());
    let patients: Vec<Patient> = to_save.map(|row| row.patient.clone()).collect();
    let changes = record.import_patients(by, &patients)?;
    let added = patients
        .iter()
        .filter(|patient| patient.id == PatientId(0))
        .count();
    let brought = BroughtIn {
        added,
        updated: patients.len() - added,
        unchanged: over.proposed.len() - patients.len(),
    };
    Ok((brought, changes))
}
