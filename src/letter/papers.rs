//! What goes onto the paper: the letter, whom it is about, whose it is, and who approved it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Letter;
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
    pub dictated: Date,
    pub typed: Date,
}

/// Who approved the letter, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
    pub at: Timestamp,
}
