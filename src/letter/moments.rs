//! From the text to the moment it was said, and from a moment of the audio to the text.

use std::ops::Range;

use super::{Body, Cue};
use crate::words::Span;

impl Body {
    /// The cue spoken at the moment `at` (seconds), or the last one before it.
    pub fn cue_at_time(&self, at: f64) -> Option<&Cue> {
        self.cues
            .iter()
            .filter(|cue| cue.span.start <= at)
            .max_by(|a, b| a.span.start.total_cmp(&b.span.start))
    }

    /// When the text at byte `at` was spoken, in seconds: exactly for a cued word, and where the
    /// words before it ended for text that was typed in by hand.
    pub fn time_at(&self, at: usize) -> Option<f64> {
        let next = self.cues.partition_point(|cue| cue.range.end <= at);
        match self.cues.get(next) {
            Some(cue) if cue.range.start <= at => Some(cue.span.start),
            following => next
                .checked_sub(1)
                .map(|before| self.cues[before].span.end)
                .or(following.map(|cue| cue.span.start)),
        }
    }

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
