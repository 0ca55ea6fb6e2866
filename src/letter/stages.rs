//! Stages: a letter on its way, as it was when it had come so far.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Letter;

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The machine has drafted it.
    Machine,
    /// It is ready to sign.
    Typed,
    Approved,
    Sent,
}

impl Stage {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Machine => "as the machine drafted it",
            Self::Typed => "as it was typed",
            Self::Approved => "as it was approved",
            Self::Sent => "as it was sent",
        }
    }
}

/// A letter as it was at a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub version: u32,
    pub stage: Stage,
    pub at: Timestamp,
    /// Who had brought it so far; empty where it was the program.
    pub by: String,
    pub letter: Letter,
}
