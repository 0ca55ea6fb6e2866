//! Approval: who lets a letter go, in which manner, and how the letter says so.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::dates;

/// In which manner a letter is let go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// By its author.
    #[default]
    Own,
    /// By somebody else on its author's behalf: "pp".
    For,
    /// Unsigned, so as not to keep its readers waiting.
    Unsigned {
        /// Why it could not wait; kept in the record.
        reason: String,
    },
}

impl Manner {
    /// As a person chooses it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Own => "Sign as its author",
            Self::For => "Sign for the author (pp)",
            Self::Unsigned { .. } => "Send as dictated but not signed",
        }
    }
}

/// Who let a letter go, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
    pub at: Timestamp,
    /// Records from before letters could be signed for their author have none but their own.
    #[serde(default)]
    pub manner: Manner,
}

impl Approval {
    /// What the letter says of it, above the name of `author`.
    pub(super) fn line(&self, author: &str) -> String {
        let (by, at) = (&self.by, dates::long_with_time(self.at));
        match &self.manner {
            Manner::Own => format!("Approved electronically by {by} on {at}"),
            Manner::For => format!("Signed for {author} by {by} on {at}"),
            Manner::Unsigned { .. } => {
                format!("Dictated but not signed by {author}, to avoid delay. Sent by {by} on {at}")
            }
        }
    }
}

/// Whoever is about to let a letter go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Empty where nobody has said who they are.
    pub name: String,
    /// Whether the letter is their own.
    pub is_author: bool,
}
