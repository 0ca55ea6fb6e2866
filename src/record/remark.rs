//! Remarks: what somebody asked or said about a letter that is not in it, and what came back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{DictationId, RemarkId};
use crate::words::Span;

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// A question that only the author can answer.
    Query,
    /// Why a letter was sent back instead of signed.
    Rejection,
}

/// Something asked or said about a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub id: RemarkId,
    pub dictation: DictationId,
    pub kind: RemarkKind,
    pub said: String,
    /// The seconds of the recording it is about, where it is about any.
    pub span: Option<Span>,
    pub at: Timestamp,
    pub by: String,
    pub answer: Option<Answer>,
}

impl Remark {
    /// Whether somebody waits for an answer.
    pub fn is_open(&self) -> bool {
        self.kind == RemarkKind::Query && self.answer.is_none()
    }
}

/// What came back to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub said: String,
    pub at: Timestamp,
    pub by: String,
}
