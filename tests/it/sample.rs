//! The sample clinic: every file of it is sound and they agree with one another.

use std::fs;
use std::path::Path;

use dictation_desk::letter::sign::Letterhead;
use dictation_desk::record::{NhsNumber, Priority};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

/// The years of birth of those dictated about, as they are said.
const YEARS: [(i16, &str); 3] = [
    (1949, "nineteen forty nine"),
    (1958, "nineteen fifty eight"),
    (1990, "nineteen ninety"),
];

/// The digits as they are said, from zero.
const DIGITS: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

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
        let (_, year) = YEARS
            .into_iter()
            .find(|(year, _)| *year == born.year())
            .unwrap();
        assert!(spoken.contains(&format!("{} {year}", born.strftime("of %B"))));
        let number = text("patient")
            .chars()
            .map(|digit| DIGITS[digit as usize - '0' as usize]);
        let number = number.collect::<Vec<_>>().join(" ");
        assert!(spoken.replace(',', "").contains(&number));
    }
}

#[test]
fn the_letterhead_is_complete() {
    let head: Letterhead = serde_json::from_slice(&asset("letterhead.json")).unwrap();
    assert!(!head.organisation.is_empty() && !head.department.is_empty() && !head.lines.is_empty());
}
