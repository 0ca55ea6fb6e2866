//! Gaps: where speech and text do not agree.

use serde::{Deserialize, Serialize};

use crate::words::Span;

/// A stretch of the audio where the draft and the sound do not agree. It is known by its place in
/// the audio, so that another draft's gaps are never taken for settled ones.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Gap {
    /// Speech for which there is no text.
    Missing(Span),
    /// Text for which there is no speech.
    Unsupported(Span),
}

impl Gap {
    pub fn span(self) -> Span {
        match self {
            Self::Missing(span) | Self::Unsupported(span) => span,
        }
    }
}

/// The gaps of a draft's two ledgers.
pub fn gaps(missing: &[Span], unsupported: &[Span]) -> impl Iterator<Item = Gap> {
    let missing = missing.iter().copied().map(Gap::Missing);
    missing.chain(unsupported.iter().copied().map(Gap::Unsupported))
}
