//! Tasks: what is to be done that is no letter.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DictationId, Patient, PatientId, RecordingId, Seen, TaskId};

/// Where a task comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Somebody rang.
    #[default]
    PhoneCall,
    /// A recording that is no letter.
    VoiceMessage,
    /// What an author asks for beside a letter.
    Asked,
}

impl TaskKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::PhoneCall => "phone call",
            Self::VoiceMessage => "voice message",
            Self::Asked => "asked in a dictation",
        }
    }
}

/// Something that somebody has to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub kind: TaskKind,
    /// Who rang; empty where nobody did.
    pub caller: String,
    /// What is to be done.
    pub said: String,
    pub patient: Option<PatientId>,
    /// The entry of the worklist that it came from, and its recording.
    pub dictation: Option<DictationId>,
    pub recording: Option<RecordingId>,
    pub due: Option<Date>,
    /// When it was written down and by whom, as they are called.
    pub at: Timestamp,
    pub who: String,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// How often the record has written this row; 0 before it is in the record.
    pub revision: u32,
}

impl Task {
    /// This row, as it is seen here.
    pub fn seen(&self) -> Seen<TaskId> {
        Seen {
            id: self.id,
            revision: self.revision,
        }
    }
}

/// A task with the patient it is about, as they are called now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub task: Task,
    pub patient: Option<Patient>,
}
