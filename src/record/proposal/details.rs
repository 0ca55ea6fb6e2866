//! The details of a patient: what a line adds to them, and what that changes.

use jiff::civil::Date;

use crate::record::{AddressKind, Patient, Sex, fold};

/// One detail that a line changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// "family name".
    pub what: &'static str,
    pub from: String,
    pub to: String,
    /// Whether it is one of those by which a person is known.
    pub is_of_identity: bool,
}

/// The patient of the record with what a line says of them. What it leaves blank stays, and so does
/// a spelling that says more.
pub(super) fn merged(known: &Patient, line: &Patient, today: Date) -> (Patient, Vec<&'static str>) {
    let mut patient = known.clone();
    let mut doubts = Vec::new();
    let or = |old: &mut String, new: &str| {
        if !new.is_empty() {
            new.clone_into(old);
        }
    };
    or(&mut patient.title, &line.title);
    patient.born = line.born;
    patient.nhs_number = line.nhs_number.clone().or(patient.nhs_number);
    or(&mut patient.given, fuller(&known.given, &line.given));
    or(&mut patient.family, spelt(&known.family, &line.family));
    let folded =
        [&known.hospital_number, &line.hospital_number].map(|it| fold::hospital_number(it));
    if folded[0] != folded[1] {
        or(&mut patient.hospital_number, &line.hospital_number);
    } else if has_lost_noughts(&known.hospital_number, &line.hospital_number) {
        doubts.push("its hospital number has lost the noughts before it; the record’s is kept");
    }
    if !line.address.is_empty() {
        patient.move_home(line.address.clone(), today);
    }
    or(&mut patient.practice.doctor, &line.practice.doctor);
    or(&mut patient.practice.name, &line.practice.name);
    if !line.practice.address.is_empty() {
        patient.practice.address.clone_from(&line.practice.address);
    }
    or(&mut patient.details.phone, &line.details.phone);
    or(&mut patient.details.email, &line.details.email);
    if line.details.sex != Sex::NotKnown {
        patient.details.sex = line.details.sex;
    }
    patient.details.restricted |= line.details.restricted;
    for other in &line.details.other_addresses {
        if !patient.details.other_addresses.contains(other) {
            patient.details.other_addresses.push(other.clone());
        }
    }
    (patient, doubts)
}

/// A spelling in capitals or without its accents is none the better.
fn spelt<'a>(old: &'a str, new: &'a str) -> &'a str {
    let says_less = fold::name(old) == fold::name(new) && !old.is_empty();
    let marks = |name: &str| {
        name.chars()
            .filter(|c| !c.is_ascii_alphabetic() && !c.is_whitespace())
            .count()
    };
    let is_mixed = |name: &str| name.chars().any(char::is_lowercase);
    let is_better = marks(new) > marks(old) || !is_mixed(old);
    match says_less && !(is_better && is_mixed(new)) {
        true => old,
        false => new,
    }
}

/// An initial does not take the place of a name.
fn fuller<'a>(old: &'a str, new: &'a str) -> &'a str {
    let (was, is) = (fold::name(old), fold::name(new));
    match was.starts_with(&is) && was != is && !is.is_empty() {
        true => old,
        false => spelt(old, new),
    }
}

/// Whether two numbers are the same but for noughts that the second has lost.
fn has_lost_noughts(known: &str, line: &str) -> bool {
    let (known, line) = (fold::name(known), fold::name(line));
    !line.is_empty() && known.len() > line.len() && known.trim_start_matches('0') == line
}

/// What is known of a patient, in words: what it is called, what it is, and whether a patient is known
/// by it.
pub fn told(patient: &Patient) -> [(&'static str, String, bool); 15] {
    let (practice, details) = (&patient.practice, &patient.details);
    let nhs = patient.nhs_number.as_ref();
    let elsewhere = details.other_addresses.iter();
    let elsewhere = elsewhere.filter(|other| other.kind != AddressKind::Home);
    let elsewhere: Vec<String> = elsewhere.map(|other| other.lines.join(", ")).collect();
    let restricted = if details.restricted { "yes" } else { "no" };
    [
        ("title", patient.title.clone(), false),
        ("given name", patient.given.clone(), true),
        ("family name", patient.family.clone(), true),
        (
            "date of birth",
            patient.born.strftime("%d/%m/%Y").to_string(),
            true,
        ),
        (
            "NHS number",
            nhs.map_or_else(String::new, ToString::to_string),
            true,
        ),
        ("hospital number", patient.hospital_number.clone(), true),
        ("address", patient.address.join(", "), false),
        ("address for a time", elsewhere.join("; "), false),
        ("address kept from everybody", restricted.to_owned(), false),
        ("sex", details.sex.label().to_owned(), false),
        ("telephone", details.phone.clone(), false),
        ("e-mail", details.email.clone(), false),
        ("GP", practice.doctor.clone(), false),
        ("practice", practice.name.clone(), false),
        ("practice address", practice.address.join(", "), false),
    ]
}

/// What differs between a patient as the record has them and as they are to be saved.
pub fn changes(from: &Patient, to: &Patient) -> Vec<Change> {
    let pairs = told(from).into_iter().zip(told(to));
    let differing = pairs.filter(|((_, from, _), (_, to, _))| from != to);
    differing
        .map(|((what, from, is_of_identity), (_, to, _))| Change {
            what,
            is_of_identity: is_of_identity && !from.is_empty(),
            from,
            to,
        })
        .collect()
}
