//! Finding a patient among 200,000 while somebody types, in an encrypted record on disk.

use dictation_desk::record::{
    Actor, NhsNumber, Patient, PatientDetails, PatientId, Practice, identity,
};
use dictation_desk::store::{Key, Record, Store};

use crate::room::Room;
use crate::table::{Row, milliseconds};

const PATIENTS: usize = 200_000;

/// As many as the window asks for at once.
const SHOWN: usize = 50;

/// So many patients are looked for, each letter by letter.
const TYPED: usize = 60;

/// So many come into the record at once while it is filled.
const BATCH: usize = 20_000;

pub fn rows() -> Vec<Row> {
    let room = Room::new();
    let (store, _) = full_record(&room);
    let mut rows = Vec::new();
    for (by, query) in [
        ("family name", by_family as fn(&Patient) -> String),
        ("given and family name", |patient| {
            format!("{} {}", patient.given, patient.family)
        }),
        ("NHS number", |patient| {
            patient
                .nhs_number
                .as_ref()
                .map_or_else(String::new, ToString::to_string)
        }),
        ("hospital number", |patient| patient.hospital_number.clone()),
        ("date of birth and name", |patient| {
            format!("{} {}", patient.born.strftime("%d/%m/%Y"), patient.family)
        }),
    ] {
        rows.extend(typed(&store, by, query));
    }
    let ids = (1..=TYPED).map(|at| PatientId((at * PATIENTS / TYPED) as i64));
    let opened = ids.flat_map(|id| milliseconds(1, || store.patient(id)));
    rows.push(Row::new(
        "open one patient of 200,000",
        "ms",
        opened.collect(),
    ));
    let keys: Vec<String> = (0..300)
        .flat_map(|at| identity::keys(&patient(at * 601)))
        .collect();
    let runs = milliseconds(5, || store.candidates(&keys));
    rows.push(Row::new("hold a list of 300 against 200,000", "ms", runs));
    rows
}

fn by_family(patient: &Patient) -> String {
    patient.family.clone()
}

/// Every beginning of what would be typed for some patients: the median, and the 99th percentile.
fn typed(store: &Store, by: &str, query: fn(&Patient) -> String) -> [Row; 2] {
    let mut runs = Vec::new();
    for at in 0..TYPED {
        let patient = patient(at * (PATIENTS / TYPED));
        let whole: Vec<char> = query(&patient).chars().collect();
        for end in 1..=whole.len() {
            let query: String = whole[..end].iter().collect();
            runs.extend(milliseconds(1, || store.find_patients(&query, SHOWN)));
            let found = store
                .find_patients(&query, SHOWN)
                .expect("the record answers");
            assert!(!found.is_empty(), "somebody is found by {by}");
        }
    }
    runs.sort_by(f64::total_cmp);
    let slow = runs[(runs.len() - 1) * 99 / 100];
    let what = format!("find a patient of 200,000 as typed, by {by}");
    [
        Row::new(&what, "ms", runs),
        Row::new("  of that the 99th percentile", "ms", vec![slow]),
    ]
}

/// A record of so many patients, and its key.
pub fn full_record(room: &Room) -> (Store, Key) {
    let key = Key::random().expect("the system gives random bytes");
    let mut store = Store::create(&room.workspace(), &key).expect("a new record");
    for batch in 0..PATIENTS / BATCH {
        let patients = (0..BATCH).map(|at| patient(batch * BATCH + at));
        store
            .import_patients(&Actor::program(), &patients.collect::<Vec<_>>())
            .expect("there is room");
    }
    (store, key)
}

/// The patient of that place: names of two and three syllables, some far oftener than others.
pub fn patient(at: usize) -> Patient {
    const GIVEN: [&str; 14] = [
        "Ada",
        "Bert",
        "Clara",
        "Dev",
        "Ewa",
        "Farah",
        "Gwyn",
        "Margaret",
        "Mohammed",
        "John",
        "Siân",
        "Oluwaseun",
        "Anne-Marie",
        "Wei",
    ];
    const SYLLABLES: [&str; 24] = [
        "ash", "bar", "can", "der", "ell", "fin", "gra", "hol", "ing", "jen", "kir", "lan", "mar",
        "nor", "ole", "pat", "qua", "ros", "son", "ton", "und", "ver", "wood", "zep",
    ];
    let lines = |text: &str| text.split('|').map(str::to_owned).collect();
    // The same for the same place, and spread as if by chance.
    let mixed = (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
    let pick = |shift: u32, of: usize| ((mixed >> shift) as usize) % of;
    let family = match pick(0, 10) {
        0 => "Invented".to_owned(),
        1 => format!("O’{}{}", SYLLABLES[pick(4, 24)], SYLLABLES[pick(9, 24)]),
        _ => [4, 9, 14].map(|shift| SYLLABLES[pick(shift, 24)]).concat(),
    };
    let born = jiff::civil::date(
        1920 + pick(20, 100) as i16,
        1 + pick(7, 12) as i8,
        1 + pick(11, 28) as i8,
    );
    Patient {
        id: PatientId(0),
        title: "Mx".to_owned(),
        given: GIVEN[pick(3, GIVEN.len())].to_owned(),
        family,
        born,
        nhs_number: Some(number(at)),
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

/// The invented NHS number of that place: nine digits of the 999 range, and the one that checks them.
fn number(at: usize) -> NhsNumber {
    let nine = 999_000_000 + at * 4;
    let found = (0..40).find_map(|step| NhsNumber::parse(&(nine * 10 + step).to_string()).ok());
    found.expect("one of forty passes")
}
