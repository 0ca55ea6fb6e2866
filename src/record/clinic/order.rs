//! Order: recordings of which nothing was heard, told by where they stand between those of which
//! something was.

use std::collections::BTreeSet;

use super::{Because, Found, Recording};
use crate::record::DictationId;
use crate::record::fold;
use crate::record::list::appointments::Appointment;

type Row = Result<Found, Option<&'static str>>;

/// Recordings that their order gives to an appointment. Each clinic is taken by itself; between two
/// that are known there must be as many recordings as appointments, those known must stand in one
/// order on both sides, and no two patients of one family name or one time are told apart by it.
pub(super) fn by_order(
    appointments: &[Appointment],
    recordings: &[Recording],
    unsaid: &[&Recording],
    rows: &[Row],
) -> Vec<(usize, Found)> {
    let clinics: BTreeSet<_> = appointments.iter().map(clinic).collect();
    let mut found = Vec::new();
    for of in &clinics {
        let sat: Vec<usize> = in_time(appointments, rows, of);
        let spoken = spoken(recordings, unsaid, rows, &sat, of, clinics.len() == 1);
        found.extend(of_clinic(appointments, &sat, &spoken, rows));
    }
    found
}

type Clinic = (Option<jiff::civil::Date>, String);

fn clinic(appointment: &Appointment) -> Clinic {
    (appointment.day, fold::name(&appointment.consultant))
}

/// The appointments of a clinic to which somebody came, by their time.
fn in_time(appointments: &[Appointment], rows: &[Row], of: &Clinic) -> Vec<usize> {
    let mut sat: Vec<usize> = (0..appointments.len())
        .filter(|at| clinic(&appointments[*at]) == *of)
        .filter(|at| appointments[*at].attended.may_have_come() || rows[*at].is_ok())
        .collect();
    sat.sort_by_key(|at| (appointments[*at].time, appointments[*at].line));
    sat
}

/// The recordings of a clinic, those already known among them, as they were dictated.
fn spoken<'a>(
    recordings: &'a [Recording],
    unsaid: &[&Recording],
    rows: &[Row],
    sat: &[usize],
    of: &Clinic,
    is_only_clinic: bool,
) -> Vec<(&'a Recording, Option<usize>)> {
    let known = |id: DictationId| {
        let mut sat = sat.iter().copied();
        sat.find(|at| matches!(&rows[*at], Ok(found) if found.recording == id))
    };
    let belongs = |recording: &Recording| {
        let is_its_day = match (of.0, recording.day) {
            (Some(day), Some(dictated)) => day == dictated,
            _ => true,
        };
        let speaks = match (recording.author.is_empty(), of.1.is_empty()) {
            (false, false) => is_of(&recording.author, &of.1),
            _ => is_only_clinic,
        };
        is_its_day && speaks && unsaid.iter().any(|it| it.id == recording.id)
    };
    let mut spoken: Vec<(&Recording, Option<usize>)> = recordings
        .iter()
        .map(|recording| (recording, known(recording.id)))
        .filter(|(recording, known)| known.is_some() || belongs(recording))
        .collect();
    spoken.sort_by_key(|(recording, _)| (recording.at, recording.id));
    let days: BTreeSet<_> = spoken.iter().filter_map(|(it, _)| it.day).collect();
    match days.len() > 1 {
        // Of several clinics, and the list does not say which it is.
        true => Vec::new(),
        false => spoken,
    }
}

/// Whether an author's family name stands in how the list names a consultant, both folded.
fn is_of(author: &str, consultant: &str) -> bool {
    let last = author.split_whitespace().last().map(fold::name);
    last.is_some_and(|family| !family.is_empty() && consultant.contains(&family))
}

fn of_clinic(
    appointments: &[Appointment],
    sat: &[usize],
    spoken: &[(&Recording, Option<usize>)],
    rows: &[Row],
) -> Vec<(usize, Found)> {
    let place = |at: usize| sat.iter().position(|it| *it == at);
    let known: Vec<(usize, usize)> = spoken
        .iter()
        .enumerate()
        .filter_map(|(nth, (_, known))| Some((nth, place((*known)?)?)))
        .collect();
    if !known.windows(2).all(|pair| pair[0].1 < pair[1].1) {
        // Not dictated in the order of the list: order says nothing.
        return Vec::new();
    }
    let ends = std::iter::once((spoken.len(), sat.len()));
    let mut found = Vec::new();
    let mut from = (0, 0);
    for (nth, at) in known.into_iter().chain(ends) {
        let (between, free) = (&spoken[from.0..nth], &sat[from.1..at]);
        if between.len() == free.len() && free.iter().all(|at| rows[*at].is_err()) {
            let pairs = between.iter().zip(free).enumerate();
            found.extend(
                pairs
                    .filter(|(_, (_, at))| is_told_by_order(appointments, sat, **at, &rows[**at]))
                    .map(|(before, ((recording, _), at))| {
                        let found = Found {
                            recording: recording.id,
                            because: Because::Order(from.0 + before),
                            is_sure: false,
                        };
                        (*at, found)
                    }),
            );
        }
        from = (nth + 1, at + 1);
    }
    found
}

/// Whether nobody else of the clinic could be taken for this patient by order.
fn is_told_by_order(appointments: &[Appointment], sat: &[usize], at: usize, row: &Row) -> bool {
    let own = &appointments[at];
    let is_like = |other: &Appointment| {
        other.time == own.time
            || fold::name(&other.patient.family) == fold::name(&own.patient.family)
    };
    let mut others = sat.iter().filter(|other| **other != at);
    *row == Err(None) && !others.any(|other| is_like(&appointments[*other]))
}
