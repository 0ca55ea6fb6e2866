//! Patients in the record: found as they are typed, merged and parted, all of a list or nothing.

use dictation_desk::desk::lists;
use dictation_desk::record::{Actor, Dictation, NhsNumber, Patient, PatientId, identity};
use dictation_desk::store::{Record, Store};
use jiff::civil::date;

use super::ada;
use crate::clinic;

fn by() -> Actor {
    crate::clinic::by()
}

fn named(given: &str, family: &str, hospital_number: &str) -> Patient {
    Patient {
        given: given.into(),
        family: family.into(),
        hospital_number: hospital_number.into(),
        nhs_number: None,
        ..ada()
    }
}

fn save(store: &mut Store, patient: &Patient) -> Patient {
    let (id, _) = store.save_patient(&by(), patient).expect("saved");
    store.patient(id).expect("there")
}

fn found(store: &Store, query: &str) -> Vec<String> {
    let found = store.find_patients(query, 50).expect("looked");
    found.into_iter().map(|patient| patient.given).collect()
}

#[test]
fn a_patient_is_found_by_every_beginning_of_what_is_typed() {
    let mut store = Store::in_memory().expect("a record");
    let list = [
        ada(),
        named("Siân", "O’Brien-Müller", "RX00104"),
        named("伟", "王", ""),
        named("Madonna", "", ""),
    ];
    list.iter()
        .for_each(|patient| drop(save(&mut store, patient)));
    for (whole, given) in [
        ("Siân O’Brien-Müller", "Siân"),
        ("sian o'brien", "Siân"),
        ("obrien muller sian", "Siân"),
        ("RX00104", "Siân"),
        ("Invented, Ada 21/6/1958", "Ada"),
        ("999 000 0018", "Ada"),
        ("王 伟", "伟"),
        ("madonna", "Madonna"),
    ] {
        let letters: Vec<char> = whole.chars().collect();
        for end in 1..=letters.len() {
            let query: String = letters[..end].iter().collect();
            let found = found(&store, &query);
            assert!(
                found.iter().any(|name| name == given),
                "{query:?} finds {found:?}"
            );
        }
    }
    for (query, nobody) in [
        ("rien", "Siân"),
        ("104", "Siân"),
        ("0018", "Ada"),
        ("vent", "Ada"),
    ] {
        assert_eq!(
            found(&store, query),
            [nobody],
            "from within a word: {query}"
        );
    }
    for query in [
        "%",
        "\"",
        "zz",
        "ada brien",
        "* OR *",
        "-",
        ",",
        "ada\u{0}x",
    ] {
        assert_eq!(found(&store, query), Vec::<String>::new(), "{query:?}");
    }
}

#[test]
fn of_very_many_the_family_name_comes_first() {
    let mut store = Store::in_memory().expect("a record");
    let mut list: Vec<Patient> = (0..900)
        .map(|at| named(&format!("Smithson {at:03}"), "Aardvark", &format!("H{at}")))
        .collect();
    list.push(named("Zoe", "Smith", "Z1"));
    store.import_patients(&by(), &list).expect("taken in");
    let found = store.find_patients("smith", 50).expect("looked");
    assert_eq!(found.len(), 50);
    let found = store.find_patients("smith", 2000).expect("looked");
    assert!(found.iter().any(|patient| patient.given == "Zoe"));
}

#[test]
fn a_change_is_found_by_what_it_made_and_not_by_what_was() {
    let mut store = Store::in_memory().expect("a record");
    let mut patient = save(&mut store, &ada());
    patient.family = "Married".into();
    save(&mut store, &patient);
    assert_eq!(found(&store, "married"), ["Ada"]);
    assert_eq!(found(&store, "invented"), Vec::<String>::new());
    let candidates = store.candidates(&identity::keys(&ada())).expect("asked");
    assert_eq!(candidates.len(), 1, "her numbers still tell who she is");
}

#[test]
fn a_list_in_conflict_saves_nothing_of_it() {
    let mut store = Store::in_memory().expect("a record");
    save(&mut store, &ada());
    let csv = "given,family,born,nhs number,hospital number\n\
        Cy,Specimen,01/01/1970,,FD7\n\
        Bert,Fabric,02/03/1971,999 000 0018,FD2\n";
    let today = date(2026, 11, 27);
    let file = lists::of_bytes(csv.as_bytes(), today).expect("a list");
    let list = file.people(today).expect("people");
    let over = lists::look_over(&store, list, today).expect("looked over");
    let refused = lists::save(&mut store, &by(), &over).expect_err("a conflict");
    assert!(
        refused
            .message()
            .starts_with("Line 3: another patient in the record has this NHS number")
    );
    assert!(!refused.message().contains("Fabric"));
    assert_eq!(found(&store, ""), ["Ada"]);
    assert_eq!(
        store.find_patients("", 9).expect("looked")[0].family,
        "Invented"
    );
}

/// A record with two patients who are one, and a dictation of the one that goes.
fn two_who_are_one() -> (Store, Patient, Patient, Dictation) {
    let mut store = Store::in_memory().expect("a record");
    let gone = save(&mut store, &named("Adela", "Inwented", "FD9"));
    let stays = save(&mut store, &ada());
    let new = Dictation {
        patient: Some(gone.id),
        ..clinic::unknown()
    };
    let now = new.dictated_at;
    let added = store
        .take_in(&by(), &new, &mut "sound".as_bytes(), "wav", now)
        .expect("taken in");
    let dictation = store.dictation(added.id).expect("there");
    (store, gone, stays, dictation)
}

#[test]
fn a_merged_patient_is_found_as_the_one_who_stays_and_their_open_work_goes_over() {
    let (mut store, gone, stays, dictation) = two_who_are_one();
    let changes = store
        .merge_patients(&by(), gone.seen(), stays.seen())
        .expect("merged");
    assert_eq!(changes.dictations[0].patient, Some(stays.id));
    assert_eq!(changes.dictations[0].revision, dictation.revision + 1);
    for query in ["inwented", "adela", "FD9", "ada", "999 000 0018"] {
        let found = store.find_patients(query, 9).expect("looked");
        let ids: Vec<PatientId> = found.iter().map(|patient| patient.id).collect();
        assert_eq!(ids, [stays.id], "{query}");
    }
    assert_eq!(store.find_patients("", 9).expect("looked").len(), 1);
    let candidates = store.candidates(&["hosp:fd9".to_owned()]).expect("asked");
    assert_eq!(candidates[0].id, stays.id);
    let row = |store: &Store, id| store.patient(id).expect("there").seen();
    let (gone, stays) = (row(&store, gone.id), row(&store, stays.id));
    assert!(
        store.merge_patients(&by(), gone, stays).is_err(),
        "once only"
    );

    store.part_patients(&by(), gone.id).expect("parted");
    assert_eq!(found(&store, "inwented"), ["Adela"]);
    assert!(store.part_patients(&by(), gone.id).is_err());
}

#[test]
fn a_merge_that_is_not_safe_changes_nothing() {
    let (mut store, gone, stays, dictation) = two_who_are_one();
    let mut old = gone.seen();
    old.revision += 1;
    for (alias, of) in [
        (gone.seen(), gone.seen()),
        (old, stays.seen()),
        (stays.seen(), gone.seen()),
    ] {
        assert!(
            store.merge_patients(&by(), alias, of).is_err(),
            "{alias:?} into {of:?}"
        );
    }
    assert_eq!(store.dictation(dictation.id).expect("there"), dictation);
    assert_eq!(store.find_patients("", 9).expect("looked").len(), 2);
}

#[test]
fn two_patients_may_share_a_hospital_number_and_a_script_is_told() {
    let mut store = Store::in_memory().expect("a record");
    let first = save(&mut store, &named("Ada", "Invented", "00123"));
    let find =
        |store: &Store, number: &str| dictation_desk::desk::roll::find_patient(store, number);
    assert_eq!(find(&store, "123"), Ok(first.id));
    assert_eq!(find(&store, "00123"), Ok(first.id));
    save(&mut store, &named("Bert", "Fabric", "123"));
    assert!(find(&store, "123").is_err());
    assert!(NhsNumber::parse("123").is_err());
}
