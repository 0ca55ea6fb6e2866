//! Gaps between speech and text: where in the letter they lie, and which a person has settled.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Body, Letter};
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

    fn in_order(self, other: Self) -> Ordering {
        let (one, two) = (self.span(), other.span());
        let kind = |gap| matches!(gap, Self::Unsupported(_));
        (one.start.total_cmp(&two.start))
            .then(one.end.total_cmp(&two.end))
            .then(kind(self).cmp(&kind(other)))
    }
}

/// The gaps of a draft's two ledgers.
pub fn gaps(missing: &[Span], unsupported: &[Span]) -> impl Iterator<Item = Gap> {
    let missing = missing.iter().copied().map(Gap::Missing);
    missing.chain(unsupported.iter().copied().map(Gap::Unsupported))
}

impl Letter {
    /// Whether a person has listened to this gap and said that the letter is right.
    pub fn is_settled(&self, gap: Gap) -> bool {
        self.settled_gaps.contains(&gap)
    }

    /// Marks a gap as settled or as open again; says whether that was a change.
    pub(super) fn settle_gap(&mut self, gap: Gap, done: bool) -> bool {
        // In order, so that it does not matter in which they were settled.
        let at = self
            .settled_gaps
            .binary_search_by(|settled| settled.in_order(gap));
        match (at, done) {
            (Err(at), true) => self.settled_gaps.insert(at, gap),
            (Ok(at), false) => drop(self.settled_gaps.remove(at)),
            _ => return false,
        }
        true
    }
}

impl Body {
    /// Where in the text something said during `span` would stand: after what was said before it.
    pub fn place_for(&self, span: Span) -> usize {
        let mut before = self.cues().iter();
        before
            .rfind(|cue| cue.span.start < span.start)
            .map_or(0, |cue| cue.range.end)
    }

    /// The text whose words were said during `span`; none where they have been deleted.
    pub fn said_during(&self, span: Span) -> Option<Range<usize>> {
        // By a word's middle: a neighbour may reach a little way in.
        let middle = |cue: &Span| f64::midpoint(cue.start, cue.end);
        let said = self.cues().iter();
        said.filter(|cue| span.holds(middle(&cue.span)))
            .map(|cue| cue.range.clone())
            .reduce(|all, range| all.start.min(range.start)..all.end.max(range.end))
    }
}
