//! Between secretary and author: a tray of letters to sign, queries with their sound, letters sent
//! back.

mod asking;
mod gone;
mod proof;
mod tray;

use dictation_desk::desk::command::Command;
use dictation_desk::record::{DatedBy, Dictation, DictationId, NhsNumber, Patient, PatientId};
use dictation_desk::store::Record;

use crate::clinic::{by, hush, known, problems, say, take_in, told, type_on};
use crate::people::Practice;

/// An invented NHS number of the range that nobody is given.
pub fn nhs(number: u32) -> NhsNumber {
    let mut digits = 999_000_000_u64 + u64::from(number);
    loop {
        let text = format!("{digits}");
        let weights = text.bytes().zip((2..=10).rev());
        let sum: u32 = weights
            .map(|(digit, by)| u32::from(digit - b'0') * by)
            .sum();
        match 11 - sum % 11 {
            // No number has such a check digit: the next one is taken.
            10 => digits += 500,
            11 => return NhsNumber::parse(&format!("{text}0")).unwrap(),
            check => return NhsNumber::parse(&format!("{text}{check}")).unwrap(),
        }
    }
}

/// So many letters about as many patients, typed and waiting for their author; the recording of
/// each is a moment long.
pub fn waiting(practice: &Practice, count: u32) -> Vec<DictationId> {
    let ids = taken_in(practice, count);
    let mut desk = practice.desk_of("Tess Tapper");
    for id in &ids {
        say(&mut desk, Command::Open(*id));
        type_on(&mut desk, "Thank you for referring this lady. She is well.");
        say(&mut desk, Command::SendForSignature);
        assert_eq!(problems(&desk), [""; 0], "{:?}", told(&desk));
        hush(&mut desk);
    }
    ids
}

fn taken_in(practice: &Practice, count: u32) -> Vec<DictationId> {
    let mut record = practice.room.record();
    let first = record.patient(practice.staff.patient).unwrap();
    let ids = (1..=count).map(|number| {
        let patient = Patient {
            id: PatientId(0),
            family: format!("SAMPLE-{number:02}"),
            nhs_number: Some(nhs(number)),
            hospital_number: format!("T{number:05}"),
            revision: 0,
            ..first.clone()
        };
        let (patient, _) = record.save_patient(&by(), &patient).unwrap();
        let minutes = format!("2026-03-04T08:{number:02}:00Z");
        let dictation = Dictation {
            patient: Some(patient),
            dictated_at: minutes.parse().unwrap(),
            dated_by: DatedBy::Recorder,
            ..known(practice.staff)
        };
        let name = format!("{number:02}.wav");
        let seconds = 1.0 + f64::from(number) / 100.0;
        take_in(&practice.room, &mut record, &dictation, &name, seconds)
    });
    ids.collect()
}

/// A letter of the practice that is typed and waits for its author.
pub fn one_waiting(practice: &Practice) -> DictationId {
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SendForSignature);
    assert_eq!(problems(&desk), [""; 0]);
    practice.letter
}
