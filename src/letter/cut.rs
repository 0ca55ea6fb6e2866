//! A stretch of a body as a body of its own, with its kinds and cues.

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
}
