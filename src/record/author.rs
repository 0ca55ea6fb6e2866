//! Authors: the consultants who dictate.

use serde::{Deserialize, Serialize};

use super::{AuthorId, PersonId};

/// A consultant who dictates and whose name stands under the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub id: AuthorId,
    /// "Dr Jonathan Sample".
    pub name: String,
    /// "Consultant Rheumatologist".
    pub post: String,
    /// "MB ChB FRCP".
    pub qualifications: String,
    /// "JS": the first half of the letter's reference.
    pub initials: String,
    pub department: String,
    /// Seconds the transport steps back on resume, where that is not as for everyone.
    pub back_step: Option<f64>,
    /// Who this author is among those who work here.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}
