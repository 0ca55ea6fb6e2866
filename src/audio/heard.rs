//! The heard map: which parts of a recording a person has truly listened to.

use serde::{Deserialize, Serialize};

use crate::words::Span;

/// Gaps shorter than this, in seconds, are not worth sending anyone back for.
const SLIVER: f64 = 0.2;

/// Spans of the audio that were played, in order, apart from each other. Winding is not hearing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Span>", into = "Vec<Span>")]
pub struct HeardMap {
    spans: Vec<Span>,
}

impl HeardMap {
    /// Adds a span that was played; one that is empty or not a number is ignored.
    pub fn mark(&mut self, span: Span) {
        if !(span.start.is_finite() && span.end.is_finite() && span.start < span.end) {
            return;
        }
        let first = self.spans.partition_point(|old| old.end < span.start);
        let after = self.spans.partition_point(|old| old.start <= span.end);
        let joined = self.spans[first..after]
            .iter()
            .fold(span, |joined, old| joined.join(*old));
        self.spans.splice(first..after, [joined]);
    }

    /// What was heard, in order; no two spans touch.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// How much of a recording of `length` seconds was heard, 0 to 1; 0 while the length is
    /// unknown.
    pub fn fraction(&self, length: f64) -> f64 {
        if length > 0.0 {
            let heard: f64 = self
                .within(Span::new(0.0, length))
                .map(|span| span.length())
                .sum();
            (heard / length).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    /// What of a stretch of the recording has not been heard, slivers left out.
    pub fn unheard(&self, stretch: Span) -> Vec<Span> {
        let mut gaps = Vec::new();
        let mut from = stretch.start;
        for span in self.within(stretch) {
            gaps.push(Span::new(from, span.start));
            from = span.end;
        }
        gaps.push(Span::new(from, stretch.end));
        gaps.retain(|gap| gap.length() >= SLIVER);
        gaps
    }

    fn within(&self, stretch: Span) -> impl Iterator<Item = Span> {
        self.spans
            .iter()
            .map(move |span| Span::new(span.start.max(stretch.start), span.end.min(stretch.end)))
            .filter(|span| span.start < span.end)
    }
}

impl From<Vec<Span>> for HeardMap {
    fn from(spans: Vec<Span>) -> Self {
        let mut map = Self::default();
        for span in spans {
            map.mark(span);
        }
        map
    }
}

impl From<HeardMap> for Vec<Span> {
    fn from(map: HeardMap) -> Self {
        map.spans
    }
}
