//! The sample clinic that ships with the program: invented patients, synthetic voices.

use std::io::Cursor;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::audio::decode;
use crate::letter::sign::Letterhead;
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Author, Changes, DatedBy, Patient, Priority};
use crate::speech::RATE;
use crate::store::Record;

use super::importing::{Arrival, Imported, new_dictation, take_in};
use super::people;

/// Seconds of a dictation that models are timed with: what a model hears at once on the whole, so
/// that no part of a hearing is paid for in vain.
const STRETCH: usize = 24;

/// One dictation of the sample clinic.
#[derive(Deserialize)]
struct SampleEntry {
    audio: String,
    patient: String,
    author: String,
    clinic: String,
    work_type: String,
    priority: Priority,
}

/// The recordings, by the names `clinic.json` uses.
static RECORDINGS: [(&str, &[u8]); 3] = [
    (
        "dictations/arthritis-review.flac",
        include_bytes!("../../assets/sample/dictations/arthritis-review.flac"),
    ),
    (
        "dictations/palpitations.flac",
        include_bytes!("../../assets/sample/dictations/palpitations.flac"),
    ),
    (
        "dictations/neck-injury-report.flac",
        include_bytes!("../../assets/sample/dictations/neck-injury-report.flac"),
    ),
];

/// The letterhead of the sample hospital.
pub fn letterhead() -> Letterhead {
    serde_json::from_str(include_str!("../../assets/letterhead.json")).unwrap_or_default()
}

/// Puts the sample clinic into a record: patients, authors, and dictations that came in over the
/// hours before `now`, so that the worklist shows a clinic under way. A second time adds nothing.
///
/// # Errors
/// When the record cannot be written.
pub fn add(record: &mut dyn Record, by: &Actor, now: Timestamp) -> Outcome<Imported> {
    let mut imported = Imported::default();
    let patients = add_patients(record, by, &mut imported.changes)?;
    let authors = add_authors(record, by, &mut imported.changes)?;
    for (at, entry) in entries()?.into_iter().enumerate() {
        let mut dictation = new_dictation(now - SignedDuration::from_hours(20 + 9 * at as i64));
        let patient = |patient: &&Patient| {
            let number = patient.nhs_number.as_ref();
            number.is_some_and(|number| number.digits() == entry.patient)
        };
        dictation.patient = patients.iter().find(patient).map(|patient| patient.id);
        dictation.author = authors
            .iter()
            .find(|author| author.initials == entry.author)
            .map(|author| author.id);
        dictation.dated_by = DatedBy::Recorder;
        dictation.clinic = entry.clinic;
        dictation.work_type = entry.work_type;
        dictation.priority = entry.priority;
        let arrival = Arrival {
            audio: Box::new(recording(&entry.audio)?),
            name: entry.audio,
            extension: "flac".to_owned(),
            dictation,
            clip: None,
        };
        match take_in(record, by, arrival, now) {
            Ok(taken) => imported.count(Ok(taken.added), Some(taken.clip)),
            Err(problem) => imported.problems.push(problem),
        }
    }
    Ok(imported)
}

fn entries() -> Outcome<Vec<SampleEntry>> {
    serde_json::from_str(include_str!("../../assets/sample/clinic.json")).map_err(damaged)
}

fn recording(name: &str) -> Outcome<&'static [u8]> {
    let found = RECORDINGS.iter().find(|(known, _)| *known == name);
    found.map(|(_, bytes)| *bytes).ok_or_else(|| damaged(name))
}

/// A short stretch of a dictation as it is given to a speech model, to see how long that takes:
/// mono samples at [`RATE`].
///
/// # Errors
/// When this copy of the program is damaged.
pub fn stretch() -> Outcome<Arc<Vec<f32>>> {
    let (_, bytes) = RECORDINGS[0];
    let (clip, decoding) = decode::open(Box::new(Cursor::new(bytes)))?;
    decoding.run(&mut |_| true)?;
    let mut samples = Arc::unwrap_or_clone(clip.for_speech()?);
    samples.truncate(STRETCH * RATE as usize);
    Ok(Arc::new(samples))
}

fn damaged(cause: impl std::fmt::Display) -> Problem {
    Problem::new(
        "The sample clinic in this copy of the program is damaged",
        "Install the program again; your own record is untouched",
    )
    .because(cause)
}

/// Adds the patients that the record does not have yet; gives all of them back with their rows.
fn add_patients(
    record: &mut dyn Record,
    by: &Actor,
    changes: &mut Changes,
) -> Outcome<Vec<Patient>> {
    let mut patients = people::read_patients(include_str!("../../assets/sample/patients.csv"))?;
    for patient in &mut patients {
        let digits = patient
            .nhs_number
            .as_ref()
            .map_or("", |number| number.digits());
        let known = record.find_patients(digits, 1)?;
        patient.id = match known.first() {
            Some(known) => known.id,
            None => {
                let (id, added) = record.save_patient(by, patient)?;
                changes.extend(added);
                id
            }
        };
    }
    Ok(patients)
}

fn add_authors(record: &mut dyn Record, by: &Actor, changes: &mut Changes) -> Outcome<Vec<Author>> {
    let mut authors = people::read_authors(include_str!("../../assets/sample/authors.json"))?;
    let known = record.authors()?;
    for author in &mut authors {
        author.id = match known.iter().find(|known| known.name == author.name) {
            Some(known) => known.id,
            None => {
                let (id, added) = record.save_author(by, author)?;
                changes.extend(added);
                id
            }
        };
    }
    Ok(authors)
}
