//! What goes onto the paper: the letter, whom it is about, whose it is, and what it follows.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Letter, dates};
use crate::record::{Author, DictationId, LetterId, Patient};

/// The head of the paper: whose letter this is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    pub organisation: String,
    pub department: String,
    /// Address and contact lines.
    pub lines: Vec<String>,
    /// A PNG logo set top right, where one is given; kept apart from the words.
    #[serde(skip)]
    pub logo: Option<Arc<[u8]>>,
}

/// How a letter follows an earlier one, of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Follows {
    /// In its place.
    Replaces(Date),
    /// In the place of one that has been withdrawn.
    ReplacesWithdrawn(Date),
    AddsTo(Date),
}

impl Follows {
    /// What the letter says of it.
    pub(super) fn line(self) -> String {
        match self {
            Self::Replaces(day) => {
                format!("This letter replaces the letter of {}.", dates::long(day))
            }
            Self::ReplacesWithdrawn(day) => format!(
                "This letter replaces the letter of {}, which has been withdrawn.",
                dates::long(day)
            ),
            Self::AddsTo(day) => format!("Addendum to the letter of {}.", dates::long(day)),
        }
    }
}

/// Everything that goes onto the paper, gathered before signing.
#[derive(Clone, Debug)]
pub struct Papers {
    pub letter: Letter,
    pub letter_id: LetterId,
    pub dictation_id: DictationId,
    /// 1 for the first signed version, 2 for its first amendment.
    pub version: u32,
    pub patient: Option<Patient>,
    pub author: Option<Author>,
    /// Initials of the typist: the second half of the reference "JS/AB".
    pub typist: String,
    pub letterhead: Letterhead,
    /// The day it was dictated, where anything says which that was.
    pub dictated: Option<Date>,
    /// The day it was made ready to sign; none before that.
    pub typed: Option<Date>,
    /// The letter before it, where it does not stand alone.
    pub follows: Option<Follows>,
    /// How many people have to approve it.
    pub signatories: usize,
}
