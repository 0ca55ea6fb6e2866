//! The record's intents about a whole clinic: recordings given to their patients and letters begun
//! without one, all of them or none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::Deserialize;

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::given::Link;
use super::transaction::Work;
use super::{Store, beginning, dictations, journal, letters, one_row, patients, splitting};
use crate::letter::{BlockKind, Body, Manuscript, template};
use crate::problem::{Outcome, Problem};
use crate::record::clinic::heard::Heard;
use crate::record::{
    Actor, AuthorId, Changes, Dictation, DictationId, NhsNumber, Patient, PatientId, Seen,
};

/// Whom an entry of a batch is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Somebody the record knows, as they were seen.
    Known(Seen<PatientId>),
    /// One of those that the batch saves, by their place in it.
    Saved(usize),
}

/// A recording given to a patient.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    pub row: Seen<DictationId>,
    pub whom: Whom,
    /// Whose it is and of which clinic, where the entry does not say so yet.
    pub author: Option<AuthorId>,
    pub clinic: String,
}

/// A letter begun without a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The id and the patient of it are not looked at.
    pub new: Dictation,
    pub whom: Whom,
    /// What stands in it, a paragraph a line.
    pub text: String,
}

/// What is settled in one go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Patients to be added or changed, as they were seen.
    pub patients: Vec<Patient>,
    pub linked: Vec<Linked>,
    pub begun: Vec<Begun>,
}

/// Clinics, as the desk speaks of them with the record.
pub trait Clinics {
    /// Does all of a batch, or nothing of it.
    ///
    /// # Errors
    /// When a patient or a recording is no longer as it was seen, or a letter has been signed.
    fn settle_clinic(&mut self, by: &Actor, batch: &Batch, now: Timestamp) -> Outcome<Changes>;

    /// Whom the authors of these dictations say that they are about.
    fn spoken_of(&self, ids: &[DictationId]) -> Outcome<BTreeMap<DictationId, SpokenOf>>;
}

/// Whom the author of a dictation says that it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpokenOf {
    pub heard: Heard,
    /// Whether another letter begins in its recording, which has not been split yet.
    pub holds_several: bool,
}

/// Of what was said before a letter, as much as tells whom it is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Introduced {
    patient: Option<Said<String>>,
    born: Option<Said<Option<Date>>>,
    nhs_number: Option<Said<Option<NhsNumber>>>,
    hospital_number: Option<Said<String>>,
}

#[derive(Debug, Deserialize)]
struct Said<T> {
    value: T,
}

impl Clinics for Store {
    fn settle_clinic(&mut self, by: &Actor, batch: &Batch, now: Timestamp) -> Outcome<Changes> {
        self.change(by, "settling a clinic", |work| settle(work, batch, now))
    }

    fn spoken_of(&self, ids: &[DictationId]) -> Outcome<BTreeMap<DictationId, SpokenOf>> {
        let spoken = ids
            .iter()
            .map(|id| Ok((*id, spoken_of(&self.connection, *id)?)));
        spoken.collect()
    }
}

fn spoken_of(connection: &Connection, id: DictationId) -> Outcome<SpokenOf> {
    // The draft itself is not read: forty of them are many words.
    let sql = "SELECT introduced, CASE WHEN json_valid(draft)
             THEN json_array_length(draft, '$.starts') END AS others
         FROM dictation WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let (introduced, others): (Option<String>, Option<i64>) =
        statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // What another version of the program wrote there says nothing, and does no harm.
    let introduced: Introduced = introduced
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    Ok(SpokenOf {
        heard: Heard {
            name: introduced.patient.map(|said| said.value),
            born: introduced.born.and_then(|said| said.value),
            nhs_number: introduced.nhs_number.and_then(|said| said.value),
            hospital_number: introduced.hospital_number.map(|said| said.value),
        },
        holds_several: others.is_some_and(|others| others > 0),
    })
}

fn settle(work: &Work<'_>, batch: &Batch, now: Timestamp) -> Outcome<()> {
    let saved = batch.patients.iter();
    let saved: Vec<PatientId> = saved
        .map(|patient| patients::save(work, patient))
        .collect::<Outcome<_>>()?;
    for linked in &batch.linked {
        link(work, linked, whom(work, linked.whom, &saved)?)?;
    }
    for begun in &batch.begun {
        begin(work, begun, whom(work, begun.whom, &saved)?, now)?;
    }
    let told = format!(
        "{} patients, {} recordings, {} letters without one",
        saved.len(),
        batch.linked.len(),
        batch.begun.len()
    );
    audit::append(work, Event::of(Action::ClinicSettled).on(&told))
}

fn whom(work: &Work<'_>, whom: Whom, saved: &[PatientId]) -> Outcome<PatientId> {
    match whom {
        Whom::Saved(place) => saved
            .get(place)
            .copied()
            .ok_or_else(|| changed_meanwhile("A patient of this list")),
        Whom::Known(seen) if patients::at(work, seen.id)?.revision == seen.revision => Ok(seen.id),
        Whom::Known(_) => Err(changed_meanwhile("A patient of this list")),
    }
}

/// Gives a recording to its patient, and fills what of its letter follows from that and nobody has
/// typed into.
fn link(work: &Work<'_>, linked: &Linked, patient: PatientId) -> Outcome<()> {
    let before = dictations::as_seen(work, linked.row)?;
    if !before.status.is_open() {
        return Err(Problem::new(
            "One of the letters has been signed meanwhile",
            "Open the clinic list once more; nothing has been changed",
        ));
    }
    let letter = letters::of(work, before.id)?;
    let was = letters::first_letter(work, &before)?;
    if before.clinic.trim().is_empty() && !linked.clinic.trim().is_empty() {
        let sql = "UPDATE dictation SET clinic = ?2 WHERE id = ?1";
        one_row(work.execute(sql, (before.id.0, linked.clinic.trim()))?)?;
    }
    dictations::link(work, linked.row, &Link::Patient(patient))?;
    if let (None, Some(author)) = (before.author, linked.author) {
        let row = Seen {
            id: before.id,
            revision: linked.row.revision + 1,
        };
        dictations::link(work, row, &Link::Author(author))?;
    }
    let Some(letter) = letter else {
        return Ok(());
    };
    let is = letters::first_letter(work, &dictations::at(work, before.id)?)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    for edit in template::fill(manuscript.letter(), &was, &is) {
        let entry = manuscript.apply(edit, 0.0)?;
        journal::append(work, letter.id, &[entry])?;
    }
    Ok(())
}

fn begin(work: &Work<'_>, begun: &Begun, patient: PatientId, now: Timestamp) -> Outcome<()> {
    let new = Dictation {
        patient: Some(patient),
        ..begun.new.clone()
    };
    let id = beginning::begin(work, &new, now)?;
    let letter = letters::of_or_begun(work, &dictations::at(work, id)?)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let lines = begun
        .text
        .lines()
        .map(|line| (BlockKind::Paragraph, line.to_owned()));
    let entry = splitting::put(&mut manuscript, &Body::new(lines, Vec::new()))?;
    journal::append(work, letter.id, &[entry])
}
