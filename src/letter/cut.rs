//! A stretch of a body as a body of its own, with its kinds and cues; and two bodies as one.

use std::ops::Range;

use super::{Body, Cue};

impl Body {
    /// The lines and parts of lines in `range` (bytes); words that reach out of it lose their cue.
    pub fn cut(&self, range: Range<usize>) -> Self {
        let text = self.text();
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.floor_char_boundary(range.end.clamp(start, text.len()));
        let lines = self
            .blocks()
            .filter(|block| block.range.start <= end && start <= block.range.end)
            .map(|block| {
                let line = block.range.start.max(start)..block.range.end.min(end);
                (block.kind, text[line].to_owned())
            });
        let cues = self
            .cues()
            .iter()
            .filter(|cue| start <= cue.range.start && cue.range.end <= end)
            .map(|cue| Cue {
                range: cue.range.start - start..cue.range.end - start,
                ..cue.clone()
            });
        Self::new(lines.collect::<Vec<_>>(), cues.collect())
    }

    /// This body and below it the other, which was spoken so many seconds later than it says.
    pub fn followed_by(&self, other: &Self, later: f64) -> Self {
        if other.text().trim().is_empty() {
            return self.clone();
        }
        let (own, offset) = match self.text().trim().is_empty() {
            true => (None, 0),
            false => (Some(self), self.text().len() + 1),
        };
        let lines = own.into_iter().chain([other]);
        let lines = lines.flat_map(|body| {
            let blocks = body.blocks();
            blocks.map(|block| (block.kind, block.text.to_owned()))
        });
        let cues = other.cues().iter().map(|cue| Cue {
            range: cue.range.start + offset..cue.range.end + offset,
            span: cue.span.later_by(later),
            ..cue.clone()
        });
        let own = own.map_or(&[][..], Self::cues).iter().cloned();
        Self::new(lines.collect::<Vec<_>>(), own.chain(cues).collect())
    }
}
