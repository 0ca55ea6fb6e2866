//! People: who works in the record, and what they may do.

use serde::{Deserialize, Serialize};

use super::PersonId;

/// Somebody who works in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub initials: String,
}
