//! What was said before and after a letter, as JSON; places in characters of the letter's own text.

use serde::Serialize;

use super::printed::{Printed, ordinary};
use crate::clinical::Tidied;
use crate::clinical::intro::{self, Introduction, Said};
use crate::letter::Body;

/// One thing that was said.
#[derive(Serialize)]
struct Heard {
    /// None where what was said is no date or number.
    value: Option<String>,
    heard: String,
    start: usize,
    end: usize,
}

/// A stretch that is no part of the letter.
#[derive(Serialize)]
struct Taken {
    start: usize,
    end: usize,
}

/// All that was said beside one letter.
#[derive(Serialize)]
pub struct Introduced {
    author: Option<Heard>,
    clinic: Option<Heard>,
    dated: Option<Heard>,
    patient: Option<Heard>,
    born: Option<Heard>,
    nhs_number: Option<Heard>,
    hospital_number: Option<Heard>,
    reference: Option<Heard>,
    work_type: Option<Heard>,
    urgency: Option<Heard>,
    recipients: Vec<Heard>,
    notes: Vec<Heard>,
    taken: Vec<Taken>,
    /// The letter without what was taken.
    letter: String,
}

/// Of each letter of a draft, in order.
pub fn of_letters(tidied: &Tidied) -> Vec<Introduced> {
    let letters = tidied.letters();
    letters.iter().map(|letter| of(&letter.body)).collect()
}

/// Of a draft taken as one letter.
pub fn of(body: &Body) -> Introduced {
    let found = intro::find(body);
    let printed = Printed::new(body);
    let text = |said: &Said<String>| heard(said, Some(ordinary(&said.value)), &printed);
    let all = |said: &[Said<String>]| said.iter().map(text).collect();
    let Introduction { dated, born, .. } = &found;
    let date = |said: &Said<Option<jiff::civil::Date>>| {
        heard(said, said.value.map(|date| date.to_string()), &printed)
    };
    let taken = found.taken.iter().map(|range| Taken {
        start: printed.place(range.start),
        end: printed.place(range.end),
    });
    Introduced {
        author: found.author.as_ref().map(text),
        clinic: found.clinic.as_ref().map(text),
        dated: dated.as_ref().map(date),
        patient: found.patient.as_ref().map(text),
        born: born.as_ref().map(date),
        nhs_number: found.nhs_number.as_ref().map(|said| {
            let digits = said.value.as_ref().map(|it| it.digits().to_owned());
            heard(said, digits, &printed)
        }),
        hospital_number: found.hospital_number.as_ref().map(text),
        reference: found.reference.as_ref().map(text),
        work_type: found.work_type.as_ref().map(text),
        urgency: found
            .urgency
            .as_ref()
            .map(|said| heard(said, Some(said.value.label().to_owned()), &printed)),
        recipients: all(&found.recipients),
        notes: all(&found.notes),
        taken: taken.collect(),
        letter: Printed::new(&intro::without(body, &found.taken)).text,
    }
}

fn heard<T>(said: &Said<T>, value: Option<String>, printed: &Printed<'_>) -> Heard {
    Heard {
        value,
        heard: ordinary(&said.heard),
        start: printed.place(said.place.start),
        end: printed.place(said.place.end),
    }
}
