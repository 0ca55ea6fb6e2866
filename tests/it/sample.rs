//! The sample clinic: every file of it is sound and they agree with one another.

use std::fs;
use std::path::Path;

use dictation_desk::letter::sign::Letterhead;
use dictation_desk::record::{NhsNumber, Priority};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

fn asset(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(name: &str) -> Vec<Value> {
    serde_json::from_slice(&asset(name)).unwrap()
}

/// The patients' rows, by column name.
fn patients() -> Vec<std::collections::HashMap<String, String>> {
    let bytes = asset("sample/patients.csv");
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn patients_are_sound_and_plainly_invented() {
    let patients = patients();
    assert_eq!(patients.len(), 4);
    for patient in &patients {
        let number = NhsNumber::parse(&patient["nhs_number"]).unwrap();
        assert!(number.digits().starts_with("999"));
        assert!(patient["family"].starts_with("Sample-"));
        patient["born"].parse::<Date>().unwrap();
        assert!(patient["address"].split('|').count() >= 3);
        assert!(patient["gp_address"].split('|').count() >= 3);
    }
}

#[test]
fn each_dictation_has_its_patient_author_and_audio() {
    let (patients, authors) = (patients(), entries("sample/authors.json"));
    let clinic = entries("sample/clinic.json");
    assert_eq!(clinic.len(), 3);
    for entry in &clinic {
        let text = |key: &str| entry[key].as_str().unwrap();
        let patient = patients
            .iter()
            .find(|row| row["nhs_number"] == text("patient"));
        assert!(
            authors
                .iter()
                .any(|author| author["initials"] == text("author"))
        );
        assert!(
            Priority::ALL
                .iter()
                .any(|priority| priority.label() == text("priority"))
        );
        text("dictated_at").parse::<Timestamp>().unwrap();
        let audio = asset(&format!("sample/{}", text("audio")));
        assert!(audio.starts_with(b"fLaC") && audio.len() < 1_600_000);
        let spoken = asset(&format!(
            "sample/{}",
            text("audio").replace(".flac", ".txt")
        ));
        let spoken = String::from_utf8(spoken).unwrap();
        let patient = patient.unwrap();
        let named = patient["family"].replace('-', " ");
        assert!(spoken.contains(&format!("{} {named}", patient["given"])));
        let born: Date = patient["born"].parse().unwrap();
        assert!(spoken.contains(&born.strftime("of %B %Y").to_string()));
    }
}

#[test]
fn the_letterhead_is_complete() {
    let head: Letterhead = serde_json::from_slice(&asset("letterhead.json")).unwrap();
    assert!(!head.organisation.is_empty() && !head.department.is_empty() && !head.lines.is_empty());
}
