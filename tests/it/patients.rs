//! Patients: who they are, where they live, how they come in and how they are found.

mod addresses;
mod files;
mod forms;
mod identity;
mod kept;
mod messages;
mod random;

use dictation_desk::record::{NhsNumber, Patient, PatientDetails, PatientId, Practice};
use jiff::civil::date;

/// Mrs Ada Invented, born 21 June 1958, as a record would have her.
fn ada() -> Patient {
    Patient {
        id: PatientId(0),
        title: "Mrs".into(),
        given: "Ada".into(),
        family: "Invented".into(),
        born: date(1958, 6, 21),
        nhs_number: Some(NhsNumber::parse("999 000 0018").expect("a valid number")),
        hospital_number: "FD1".into(),
        address: lines("1 Made Row|SAMPLETON|TE1 1AA"),
        practice: Practice::default(),
        details: PatientDetails::default(),
        revision: 0,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.split('|').map(str::to_owned).collect()
}
