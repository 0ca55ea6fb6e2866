//! Clinics: a list of appointments matched with the recordings of the clinic, row by row. Nothing is
//! changed before a person says so.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::worklist::Snapshot;
use crate::letter::dates;
use crate::record::clinic::heard::{Heard, tie};
use crate::record::clinic::{Because, Found, Matching, Recording, matched};
use crate::record::list::appointments::{Appointment, ClinicList};
use crate::record::mailing::{Value, filled, name_in_text};
use crate::record::proposal::{Proposal, Proposed};
use crate::record::{AuthorId, DatedBy, Dictation, DictationId, PatientId, Priority, Status, fold};
use crate::store::{Batch, Begun, Linked, SpokenOf, Whom};

/// What a letter to whoever did not come begins as, until somebody words it otherwise.
pub const NOT_ATTENDED: &str =
    "{Name} did not attend the appointment on {Date}.\n\n[INSERT: what is to happen next]";

/// Under which name the record keeps how that was worded last.
pub(super) const WORDING: &str = "letter to who did not attend";

/// A clinic list on its way into the record.
#[derive(Debug)]
pub struct Clinic {
    /// What its file is called.
    pub name: String,
    pub list: ClinicList,
    /// One for each appointment; empty while the record is asked.
    pub rows: Vec<ClinicRow>,
    /// The recordings that may be of it, as they were dictated.
    pub recordings: Vec<Recording>,
    /// Why no appointment is proposed for some of them.
    pub left: Vec<(DictationId, &'static str)>,
    /// What the letters to those who did not come say.
    pub wording: String,
    /// How many recordings and letters were settled; nothing more can be done with it then.
    pub settled: Option<(usize, usize)>,
}

/// An appointment with what is proposed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicRow {
    pub appointment: Appointment,
    /// What becomes of its patient in the record.
    pub patient: Proposed,
    pub found: Result<Found, Option<&'static str>>,
    /// Whether the recording speaks of somebody else, though a person has chosen it.
    pub is_against_what_is_heard: bool,
    /// Whether a letter without a recording is to be begun, and none is there.
    pub is_letter: bool,
    pub is_confirmed: bool,
}

impl ClinicRow {
    /// Why it cannot be confirmed, where it cannot.
    pub fn held(&self) -> Option<&'static str> {
        match &self.patient.proposal {
            Proposal::Conflict(conflict) => Some(conflict.why),
            _ if self.found.is_err() && !self.is_letter => Some("nothing is proposed for it"),
            _ => None,
        }
    }

    /// Whether it can be confirmed without a look.
    pub fn is_sure(&self) -> bool {
        self.held().is_none()
            && self.patient.doubts.is_empty()
            && self
                .found
                .as_ref()
                .map_or(self.is_letter, |found| found.is_sure)
    }

    /// What there is to know of it, in words.
    pub fn words(&self) -> String {
        let attended = self.appointment.attended;
        let mut words = match &self.found {
            Ok(found) if self.is_against_what_is_heard => {
                vec![format!(
                    "{}, but it names somebody else",
                    found.because.words()
                )]
            }
            Ok(found) => vec![found.because.words()],
            Err(_) if self.is_letter => vec![format!(
                "{}: a letter without a recording",
                attended.label()
            )],
            Err(_) if attended.is_missed() => {
                vec![format!("{}, and has a letter", attended.label())]
            }
            Err(None) if !attended.may_have_come() => vec![attended.label().to_owned()],
            Err(why) => vec![why.unwrap_or("no recording").to_owned()],
        };
        match &self.patient.proposal {
            Proposal::New => words.push("new to the record".to_owned()),
            Proposal::Update(changes) => {
                let names: Vec<&str> = changes.iter().map(|change| change.what).collect();
                words.push(format!("changes {}", names.join(", ")));
            }
            Proposal::Conflict(conflict) => words.push(conflict.why.to_owned()),
            Proposal::Same | Proposal::Again => {}
        }
        words.extend(self.patient.doubts.iter().map(|doubt| (*doubt).to_owned()));
        words.join("; ")
    }
}

/// Whom the authors of the recordings say that they are about.
pub type Spoken = BTreeMap<DictationId, SpokenOf>;

/// What the record says about a clinic list.
pub struct LookedOver {
    /// What each patient of it is to the record.
    pub proposed: Vec<Proposed>,
    pub spoken: Spoken,
    /// How letters to those who did not come were worded last.
    pub wording: Option<String>,
}

/// Whether it is a recording that is still to be typed.
pub(super) fn may_be_of_a_clinic(row: &Dictation) -> bool {
    row.recording.is_some() && row.status.is_open()
}

/// The recordings of the worklist that may be of a clinic: those that are still to be typed.
pub(super) fn recordings(snapshot: &Snapshot, spoken: &Spoken) -> Vec<Recording> {
    let rows = snapshot.dictations.iter();
    let rows = rows.filter(|row| may_be_of_a_clinic(row));
    let mut recordings: Vec<Recording> = rows.map(|row| recording(snapshot, row, spoken)).collect();
    recordings.sort_by_key(|it| (it.at, it.id));
    recordings
}

fn recording(snapshot: &Snapshot, row: &Dictation, spoken: &Spoken) -> Recording {
    let said = spoken.get(&row.id).cloned().unwrap_or_default();
    let chosen = row.patient.and_then(|id| snapshot.patients.get(&id));
    let mut authors = snapshot.authors.iter();
    let author = authors.find(|author| Some(author.id) == row.author);
    Recording {
        id: row.id,
        at: row.dictated_at,
        day: row
            .dated_by
            .is_known()
            .then(|| dates::day_of(row.dictated_at)),
        author: author.map_or(String::new(), |author| author.name.clone()),
        heard: vec![chosen.map_or(said.heard, Heard::of)],
        is_chosen: chosen.is_some(),
        holds_several: said.holds_several && row.part.is_none(),
    }
}

impl Clinic {
    pub fn new(name: String, list: ClinicList, wording: String) -> Self {
        Self {
            name,
            list,
            rows: Vec::new(),
            recordings: Vec::new(),
            left: Vec::new(),
            wording,
            settled: None,
        }
    }

    /// Takes in what the record says of the patients, and matches.
    pub(super) fn show(&mut self, proposed: Vec<Proposed>, spoken: &Spoken, snapshot: &Snapshot) {
        self.recordings = recordings(snapshot, spoken);
        let is_whole = self.list.problems.is_empty();
        let Matching { rows, left } = matched(&self.list.appointments, &self.recordings, is_whole);
        self.left = left;
        let appointments = self.list.appointments.iter().cloned();
        let rows = appointments.zip(proposed).zip(rows);
        self.rows = rows
            .map(|((appointment, patient), found)| ClinicRow {
                is_letter: found.is_err()
                    && appointment.attended.is_missed()
                    && !has_letter(snapshot, &appointment, patient.patient.id),
                is_against_what_is_heard: false,
                is_confirmed: false,
                appointment,
                patient,
                found,
            })
            .collect();
    }

    /// Takes a recording for an appointment, or none; nobody else has it then.
    pub(super) fn choose(&mut self, at: usize, recording: Option<DictationId>) {
        let heard = recording.and_then(|id| self.recordings.iter().find(|it| it.id == id));
        let mut heard = heard.map(|it| it.heard.clone()).unwrap_or_default();
        heard.retain(Heard::says_who);
        for row in &mut self.rows {
            if row
                .found
                .is_ok_and(|found| Some(found.recording) == recording)
            {
                row.found = Err(None);
                row.is_confirmed = false;
            }
        }
        if let Some(row) = self.rows.get_mut(at) {
            row.is_confirmed = false;
            row.is_letter = recording.is_none() && row.appointment.attended.is_missed();
            row.is_against_what_is_heard = !heard.is_empty()
                && heard
                    .iter()
                    .all(|it| tie(it, &row.appointment.patient).is_none());
            row.found = recording.map_or(Err(None), |recording| {
                Ok(Found {
                    recording,
                    because: Because::Said,
                    is_sure: false,
                })
            });
        }
    }

    /// The recording that comes after or before the one an appointment has, among those nobody has.
    pub fn next_free(&self, at: usize, is_after: bool) -> Option<DictationId> {
        let own = self.rows.get(at)?.found.ok().map(|found| found.recording);
        let is_taken = |id: DictationId| {
            let mut rows = self.rows.iter();
            Some(id) != own && rows.any(|row| row.found.is_ok_and(|it| it.recording == id))
        };
        let free = self.recordings.iter().map(|it| it.id);
        let free: Vec<Option<DictationId>> = std::iter::once(None)
            .chain(free.filter(|id| !is_taken(*id)).map(Some))
            .collect();
        let place = free.iter().position(|it| *it == own).unwrap_or(0);
        let step = if is_after { 1 } else { free.len() - 1 };
        free[(place + step) % free.len()]
    }

    pub(super) fn confirm(&mut self, at: usize, is_confirmed: bool) {
        if let Some(row) = self.rows.get_mut(at) {
            row.is_confirmed = is_confirmed && row.held().is_none();
        }
    }

    pub(super) fn confirm_sure(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.is_sure()) {
            row.is_confirmed = true;
        }
    }

    /// How many recordings and how many letters without one are confirmed.
    pub fn confirmed(&self) -> (usize, usize) {
        let rows = self.rows.iter().filter(|row| row.is_confirmed);
        let (linked, begun): (Vec<_>, Vec<_>) = rows.partition(|row| row.found.is_ok());
        (linked.len(), begun.len())
    }

    /// What is to be done for the rows that are confirmed. A letter whose list says no day is of
    /// `today`.
    pub(super) fn batch(&self, snapshot: &Snapshot, today: Date) -> Batch {
        let mut batch = Batch::default();
        for row in self.rows.iter().filter(|row| row.is_confirmed) {
            let whom = self.whom(row, &mut batch);
            let author = author_of(snapshot, &row.appointment.consultant);
            let clinic = row.appointment.clinic.clone();
            match row.found {
                Ok(found) => {
                    let mut dictations = snapshot.dictations.iter();
                    if let Some(dictation) = dictations.find(|it| it.id == found.recording) {
                        batch.linked.push(Linked {
                            row: dictation.seen(),
                            whom,
                            author,
                            clinic,
                        });
                    }
                }
                Err(_) => batch.begun.push(Begun {
                    new: letter(&row.appointment, author, today),
                    whom,
                    text: filled(&self.wording, &values(&row.appointment, today)),
                }),
            }
        }
        batch
    }

    /// Whom a row is about, who is to be saved first where the record does not have them so.
    fn whom(&self, row: &ClinicRow, batch: &mut Batch) -> Whom {
        let patient = &row.patient.patient;
        let is_first = |it: &&ClinicRow| {
            it.patient.proposal == Proposal::New && it.patient.patient == *patient
        };
        let first = self
            .rows
            .iter()
            .find(is_first)
            .map_or(patient, |it| &it.patient.patient);
        if row.patient.proposal == Proposal::Same
            || (first.id != PatientId(0) && !row.patient.is_to_save())
        {
            return Whom::Known(patient.seen());
        }
        let place = batch.patients.iter().position(|it| it == first);
        Whom::Saved(place.unwrap_or_else(|| {
            batch.patients.push(first.clone());
            batch.patients.len() - 1
        }))
    }
}

/// Whether a letter without a recording was begun for this appointment before.
fn has_letter(snapshot: &Snapshot, appointment: &Appointment, patient: PatientId) -> bool {
    patient != PatientId(0)
        && snapshot.dictations.iter().any(|row| {
            row.patient == Some(patient)
                && row.recording.is_none()
                && appointment
                    .day
                    .is_none_or(|day| dates::day_of(row.dictated_at) == day)
        })
}

/// The one author whose family name stands in how a list names the consultant.
fn author_of(snapshot: &Snapshot, consultant: &str) -> Option<AuthorId> {
    let consultant = fold::name(consultant);
    let is_named = |name: &str| {
        let family = name.split_whitespace().last().map(fold::name);
        family.is_some_and(|family| !family.is_empty() && consultant.contains(&family))
    };
    let mut named = snapshot
        .authors
        .iter()
        .filter(|author| is_named(&author.name));
    let first = named.next()?;
    named.next().is_none().then_some(first.id)
}

/// An entry of the worklist for a letter to somebody who was not there.
fn letter(appointment: &Appointment, author: Option<AuthorId>, today: Date) -> Dictation {
    let day = appointment.day.unwrap_or(today);
    begun(
        dates::moment_of(day.to_datetime(appointment.time)),
        author,
        appointment.clinic.clone(),
        "Clinic letter".to_owned(),
    )
}

/// An entry of the worklist that has its text already.
pub(super) fn begun(
    at: jiff::Timestamp,
    author: Option<AuthorId>,
    clinic: String,
    work_type: String,
) -> Dictation {
    Dictation {
        author,
        clinic,
        work_type,
        priority: Priority::Routine,
        status: Status::DraftReady,
        dated_by: DatedBy::Person,
        ..super::importing::new_dictation(at)
    }
}

fn values(appointment: &Appointment, today: Date) -> Vec<Value> {
    let day = appointment.day.unwrap_or(today);
    let value = |name: &str, value: String| (name.to_owned(), value);
    vec![
        value("Name", name_in_text(&appointment.patient)),
        value("Date", dates::long(day)),
        value("Time", appointment.time.strftime("%H:%M").to_string()),
        value("Clinic", appointment.clinic.clone()),
        value("Consultant", appointment.consultant.clone()),
    ]
}
