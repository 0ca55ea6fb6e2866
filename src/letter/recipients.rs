//! Recipients: to whom a letter goes, read from its addressee and its copies.
//!
//! The letter's own fields say to whom it goes as long as it is written; once it is signed they are
//! kept as rows, so that each can be sent its letter.

use serde::{Deserialize, Serialize};

use super::papers::Papers;
use super::{Field, template};
use crate::record::{Delivery, Patient};

/// What somebody is to the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// The patient's general practice.
    Practice,
    Patient,
    Colleague,
    Solicitor,
    Other,
}

impl RecipientKind {
    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Practice => "GP",
            Self::Patient => "patient",
            Self::Colleague => "colleague",
            Self::Solicitor => "solicitor",
            Self::Other => "other",
        }
    }
}

/// Somebody a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub kind: RecipientKind,
    pub name: String,
    /// Address lines, the postcode last; empty where the letter does not say.
    pub address: Vec<String>,
    pub delivery: Delivery,
    pub email: String,
    pub large_print: bool,
    /// Gets a copy, and is not the one the letter is addressed to.
    pub is_copy: bool,
}

/// To whom a letter goes: the addressee first, then everyone who gets a copy.
pub fn of(papers: &Papers) -> Vec<Recipient> {
    let letter = &papers.letter;
    let addressee = letter.field(Field::Addressee);
    let copies = letter.field(Field::Copies).lines();
    let copies = copies.filter_map(|copy| recipient(papers, &lines(copy, ","), true));
    let first = recipient(papers, &lines(addressee, "\n"), false);
    first.into_iter().chain(copies).collect()
}

fn lines(text: &str, between: &str) -> Vec<String> {
    let lines = text.split(between).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Somebody of that name, with what the record knows of them.
fn recipient(papers: &Papers, lines: &[String], is_copy: bool) -> Option<Recipient> {
    let (name, address) = lines.split_first()?;
    let patient = papers.patient.as_ref();
    let kind = kind(name, patient);
    let known = patient.filter(|_| kind == RecipientKind::Patient);
    let day = papers.typed.or(papers.dictated);
    let known_address = match (kind, patient) {
        (RecipientKind::Patient, Some(patient)) => day
            .and_then(|day| patient.address_on(day))
            .unwrap_or_default(),
        (RecipientKind::Practice, Some(patient)) => &patient.practice.address,
        _ => &[],
    };
    Some(Recipient {
        kind,
        name: name.clone(),
        address: match is_copy {
            false => address.to_vec(),
            true => known_address.to_vec(),
        },
        delivery: known.map(|it| it.details.delivery).unwrap_or_default(),
        email: known.map(|it| it.details.email.clone()).unwrap_or_default(),
        large_print: known.is_some_and(|it| it.details.large_print),
        is_copy,
    })
}

fn kind(name: &str, patient: Option<&Patient>) -> RecipientKind {
    let plain = |name: &str| name.trim().to_lowercase();
    let named = plain(name);
    let is = |other: &str| !other.trim().is_empty() && plain(other) == named;
    match patient {
        Some(patient) if is(&patient.practice.doctor) || is(&patient.practice.name) => {
            RecipientKind::Practice
        }
        Some(patient) if is(&template::name_on_envelope(patient)) || named.contains("patient") => {
            RecipientKind::Patient
        }
        _ if named.contains("solicitor") || named.contains(" llp") => RecipientKind::Solicitor,
        _ if ["dr ", "prof", "mr ", "mrs ", "ms ", "miss ", "sister "]
            .iter()
            .any(|title| named.starts_with(title)) =>
        {
            RecipientKind::Colleague
        }
        _ => RecipientKind::Other,
    }
}
