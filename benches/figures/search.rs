//! Finding a patient among 20,000, in an encrypted record on disk.

use dictation_desk::record::{Actor, NhsNumber, Patient, PatientDetails, PatientId, Practice};
use dictation_desk::store::{Key, Record, Store};

use crate::room::Room;
use crate::table::{Row, milliseconds};

const PATIENTS: usize = 20_000;

/// As many as the window asks for at once.
const SHOWN: usize = 50;

pub fn rows() -> Vec<Row> {
    let room = Room::new();
    let store = full_record(&room);
    let row = |by: &str, query: &str| {
        let found = store
            .find_patients(query, SHOWN)
            .expect("the record answers");
        assert!(!found.is_empty(), "somebody is found by {by}");
        let runs = milliseconds(20, || store.find_patients(query, SHOWN));
        Row::new(format!("find a patient of 20,000, by {by}"), "ms", runs)
    };
    let last = store
        .find_patients("", 1)
        .expect("the record answers")
        .remove(0);
    let number = last.nhs_number.expect("everybody has one").to_string();
    let name_and_birth = format!("{} {} 14/03/1958", last.given, last.family);
    vec![
        row("NHS number", &number),
        row("name and date of birth", &name_and_birth),
        row("the first letters of many", "inv"),
    ]
}

fn full_record(room: &Room) -> Store {
    let key = Key::random().expect("the system gives random bytes");
    let mut store = Store::create(&room.workspace(), &key).expect("a new record");
    let numbers =
        (9_990_000_000_u64..).filter_map(|number| NhsNumber::parse(&number.to_string()).ok());
    for (at, number) in numbers.take(PATIENTS).enumerate() {
        store
            .save_patient(&Actor::program(), &patient(at, number))
            .expect("there is room");
    }
    store
}

fn patient(at: usize, number: NhsNumber) -> Patient {
    const GIVEN: [&str; 7] = ["Ada", "Bert", "Clara", "Dev", "Ewa", "Farah", "Gwyn"];
    let lines = |text: &str| text.split('|').map(str::to_owned).collect();
    Patient {
        id: PatientId(0),
        title: "Mx".to_owned(),
        given: GIVEN[at % GIVEN.len()].to_owned(),
        family: format!("Invented-{at}"),
        born: "1958-03-14".parse().expect("a date"),
        nhs_number: Some(number),
        hospital_number: format!("SV{at:06}"),
        address: lines("12 Invented Row|SAMPLETON|SA9 1AA"),
        practice: Practice {
            doctor: "Dr A Example".to_owned(),
            name: "Invented Lane Surgery".to_owned(),
            address: lines("3 Invented Lane|SAMPLETON|SA9 2BB"),
        },
        details: PatientDetails::default(),
        revision: 0,
    }
}
