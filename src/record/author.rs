//! Authors: the consultants who dictate.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AuthorId, PersonId};

/// A consultant who dictates and whose name stands under the letter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The work type that their dictations are, where nothing else is said; empty for none.
    #[serde(default)]
    pub work_type: String,
    /// How fast their recordings are played, where that is not as for everyone.
    #[serde(default)]
    pub speed: Option<f64>,
    /// Of a locum, the last day here.
    #[serde(default)]
    pub until: Option<Date>,
    /// Who signs for them afterwards.
    #[serde(default)]
    pub successor: Option<AuthorId>,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}
