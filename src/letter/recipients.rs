//! Recipients: to whom a letter goes, read from its addressee and its copies.
//!
//! The letter's own fields say to whom it goes as long as it is written; once it is signed they are
//! kept as rows, so that each can be sent its letter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::papers::Papers;
use super::{Field, template};
use crate::record::{Addressee, Contact, Delivery, Patient, RecipientKind};

/// Somebody a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    #[serde(flatten)]
    pub to: Addressee,
    /// Gets a copy, and is not the one the letter is addressed to.
    pub is_copy: bool,
}

/// Somebody a signed version goes to, and what has gone to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// Among the version's recipients, counted from 1.
    pub place: u32,
    pub recipient: Recipient,
    pub sent: Vec<Sending>,
}

/// That a letter has gone to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    pub at: Timestamp,
    pub how: Delivery,
    /// The name of whoever sent it.
    pub by: String,
}

/// To whom a letter goes: the addressee first, then everyone who gets a copy; where and how, as the
/// patient's record and these contacts say.
pub fn of(papers: &Papers, contacts: &[Contact]) -> Vec<Recipient> {
    let letter = &papers.letter;
    let addressee = lines(letter.field(Field::Addressee), "\n");
    let first = recipient(papers, contacts, &addressee, false);
    let copies = letter.field(Field::Copies).lines();
    let copies = copies.filter_map(|copy| recipient(papers, contacts, &lines(copy, ","), true));
    first.into_iter().chain(copies).collect()
}

fn lines(text: &str, between: &str) -> Vec<String> {
    let lines = text.split(between).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Somebody of that name, with what is known of them. An address that stands in the letter counts.
fn recipient(
    papers: &Papers,
    contacts: &[Contact],
    lines: &[String],
    is_copy: bool,
) -> Option<Recipient> {
    let (name, address) = lines.split_first()?;
    let known = contacts
        .iter()
        .find(|contact| plain(&contact.to.name) == plain(name))
        .map(|contact| contact.to.clone());
    let mut to = known.unwrap_or_else(|| from_record(papers, name));
    to.name.clone_from(name);
    if !is_copy {
        to.address = address.to_vec();
    }
    Some(Recipient { to, is_copy })
}

/// What the patient's record says of somebody of that name.
fn from_record(papers: &Papers, name: &str) -> Addressee {
    let patient = papers.patient.as_ref();
    let kind = kind(name, patient);
    let day = papers.typed.or(papers.dictated);
    let mut to = Addressee {
        kind,
        ..Addressee::default()
    };
    match (kind, patient) {
        (RecipientKind::Patient, Some(patient)) => {
            let address = day.and_then(|day| patient.address_on(day));
            to.address = address.unwrap_or_default().to_vec();
            to.delivery = patient.details.delivery;
            to.email.clone_from(&patient.details.email);
            to.large_print = patient.details.large_print;
        }
        (RecipientKind::Practice, Some(patient)) => {
            to.address.clone_from(&patient.practice.address);
        }
        _ => {}
    }
    to
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

fn kind(name: &str, patient: Option<&Patient>) -> RecipientKind {
    let named = plain(name);
    let is = |other: &str| !other.trim().is_empty() && plain(other) == named;
    match patient {
        Some(patient) if is(&patient.practice.doctor) || is(&patient.practice.name) => {
            RecipientKind::Practice
        }
        Some(patient) if is(&template::name_on_envelope(patient)) => RecipientKind::Patient,
        Some(_) if ["patient", "the patient"].contains(&named.as_str()) => RecipientKind::Patient,
        Some(_) if ["gp", "the gp"].contains(&named.as_str()) => RecipientKind::Practice,
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
