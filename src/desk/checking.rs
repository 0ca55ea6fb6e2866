//! A check of the record: how far it is, and what it found.

use crate::store::{Progress, Verified};

/// What is known of the check that was asked for last.
#[derive(Debug, Default)]
pub enum Checking {
    #[default]
    Never,
    Begun,
    Under(Progress),
    /// A person stopped it.
    Stopped,
    Done(Verified),
}

impl Checking {
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Begun | Self::Under(_))
    }

    /// What it is doing, in a line.
    pub fn told(&self) -> String {
        match self {
            Self::Never => "Not checked since the program started".to_owned(),
            Self::Begun => "Beginning\u{2026}".to_owned(),
            Self::Under(Progress { what, done, of }) => format!("{what}: {done} of {of}"),
            Self::Stopped => "Stopped before its end; nothing has been changed".to_owned(),
            Self::Done(found) if found.faults.is_empty() => format!(
                "All is as it was written: {} events, {} documents, {} recordings",
                found.events, found.documents, found.recordings
            ),
            Self::Done(found) => format!("Faults found: {}", found.faults.len()),
        }
    }

    /// How much of the step under way is done, from 0 to 1.
    pub fn share(&self) -> f32 {
        match self {
            Self::Under(Progress { done, of, .. }) if *of > 0 => *done as f32 / *of as f32,
            _ => 0.0,
        }
    }

    /// What was found amiss, one sentence each.
    pub fn faults(&self) -> &[String] {
        match self {
            Self::Done(found) => &found.faults,
            _ => &[],
        }
    }
}
