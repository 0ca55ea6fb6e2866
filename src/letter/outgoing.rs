//! Outgoing: a signed letter with one of those it has not gone to yet, and whether it may go.

use jiff::Timestamp;

use super::recipients::Recipient;
use crate::record::{Delivery, DictationId, LetterId, PatientId, Seen};

/// A signed version and one of its recipients, by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The letter's entry of the worklist, as it was seen.
    pub row: Seen<DictationId>,
    pub letter: LetterId,
    pub version: u32,
    pub place: u32,
}

impl Stop {
    /// Whether it is the same letter to the same recipient, however either was seen.
    pub fn is(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.letter, it.version, it.place);
        key(self) == key(other)
    }
}

/// What has still to go, with what a person has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub stop: Stop,
    pub recipient: Recipient,
    pub patient: PatientId,
    /// As it is shown: "Mrs Ada EXAMPLE".
    pub about: String,
    pub hospital_number: String,
    pub is_restricted: bool,
    pub is_withdrawn: bool,
    pub work_type: String,
    pub signed_at: Timestamp,
}

impl Outgoing {
    /// Why it may not go in that way, a sentence; none where it may.
    pub fn held(&self, how: Delivery) -> Option<&'static str> {
        let to = &self.recipient.to;
        if self.is_withdrawn {
            return Some("Held: this version was withdrawn; amend it to write what replaces it");
        }
        if self.is_restricted {
            return Some(
                "Held: the patient's record is restricted; a supervisor has to lift that first",
            );
        }
        match how {
            Delivery::Post if to.address.is_empty() => Some(
                "Held: no address is known; add one to the patient's contacts and sign again, or \
                 choose another way",
            ),
            Delivery::Email if to.email.trim().is_empty() => {
                Some("Held: no e-mail address is known; choose another way")
            }
            Delivery::Email if !is_mailbox(&to.email) => {
                Some("Held: the e-mail address is not one; choose another way")
            }
            _ => None,
        }
    }

    /// The lines of an envelope: the name, then the address.
    pub fn lines(&self) -> Vec<String> {
        let to = &self.recipient.to;
        let name = std::iter::once(&to.name);
        name.chain(&to.address).cloned().collect()
    }

    /// Who it is to and about whom, to name it in a sentence on the screen.
    pub fn named(&self) -> String {
        format!("{} to {}", self.about, self.recipient.to.name)
    }
}

/// Whether this is the address of one mailbox, and nothing besides.
pub fn is_mailbox(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    match text.trim().split_once('@') {
        Some((name, place)) => {
            let is_place = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
            !name.is_empty()
                && name.chars().all(plain)
                && place.contains('.')
                && !place.starts_with('.')
                && !place.ends_with('.')
                && place.chars().all(is_place)
        }
        None => false,
    }
}
