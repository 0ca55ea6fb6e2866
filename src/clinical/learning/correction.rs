//! A correction that signed letters have taught, and what a person has decided about it.

use serde::{Deserialize, Serialize};

use super::{Lesson, Makes};
use crate::record::{AuthorId, CorrectionId};

/// A correction of one author's drafts, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub id: CorrectionId,
    pub author: AuthorId,
    pub lesson: Lesson,
    pub standing: Standing,
    /// How many letters have taught it.
    pub letters: u32,
}

/// What a person has decided about a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Proposed,
    Accepted,
    Declined,
}

impl Correction {
    /// Whether a person is to be asked: at once where the words look alike, otherwise once the
    /// same was corrected in another letter too.
    pub fn is_offered(&self) -> bool {
        self.standing == Standing::Proposed && (self.lesson.is_close || self.letters > 1)
    }

    /// Whether it is applied to drafts.
    pub fn is_rule(&self) -> bool {
        self.standing == Standing::Accepted && self.lesson.makes == Makes::Rule
    }
}
