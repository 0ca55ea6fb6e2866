//! Cues tie text to audio: which words were spoken when, how surely, and what was heard.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::words::Span;

/// A stretch of the body's text that was spoken during a stretch of audio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Bytes of the body's text.
    pub range: Range<usize>,
    /// Seconds of the audio.
    pub span: Span,
    /// How sure the recogniser was, 0 to 1; 1 once a person has typed here.
    pub confidence: f32,
    /// What the recogniser heard, where the text now says something else.
    pub heard: Option<String>,
}

/// Below this confidence a word is marked as unsure.
pub const UNSURE: f32 = 0.6;

impl Cue {
    pub fn is_unsure(&self) -> bool {
        self.confidence < UNSURE
    }

    /// What the recogniser heard here, in a body of this text.
    fn heard_in<'a>(&'a self, text: &'a str) -> &'a str {
        self.heard.as_deref().unwrap_or(&text[self.range.clone()])
    }
}

/// Sorts cues and drops those that a body of this text cannot hold.
pub(super) fn in_order(mut cues: Vec<Cue>, text: &str) -> Vec<Cue> {
    cues.sort_by_key(|cue| (cue.range.start, cue.range.end));
    let mut end = 0;
    cues.retain(|cue| {
        let fits =
            cue.range.start >= end && text.get(cue.range.clone()).is_some_and(|t| !t.is_empty());
        if fits {
            end = cue.range.end;
        }
        fits
    });
    cues
}

/// How cues look after the text in `range` became `inserted`. `touched` are the cues that meet
/// the range, edges included; `text` is the body before the change.
///
/// Words the change cuts, covers or lengthens become one cue that keeps their place in the audio,
/// remembers what was heard, and counts as sure because a person typed it. A word before which
/// something is typed stays as it was: adding a word must not settle the next one unseen.
pub(super) fn after_change(
    touched: &[Cue],
    range: &Range<usize>,
    inserted: &str,
    text: &str,
) -> Vec<Cue> {
    let lengthens = inserted.starts_with(char::is_alphanumeric);
    let first = touched.partition_point(|cue| cue.range.end <= range.start && !lengthens);
    let (before, rest) = touched.split_at(first);
    let (changed, after) = rest.split_at(rest.partition_point(|cue| cue.range.start < range.end));
    let moved = |at: usize| at - range.len() + inserted.len();
    let after = after.iter().map(|cue| Cue {
        range: moved(cue.range.start)..moved(cue.range.end),
        ..cue.clone()
    });
    before
        .iter()
        .cloned()
        .chain(typed_over(changed, range, inserted, text))
        .chain(after)
        .collect()
}

/// The one cue that words typed over leave; none where nothing is left of them.
fn typed_over(words: &[Cue], range: &Range<usize>, inserted: &str, text: &str) -> Option<Cue> {
    let (first, last) = (words.first()?, words.last()?);
    let start = first.range.start.min(range.start);
    let only_lengthened = last.range.end <= range.start;
    let middle = if only_lengthened {
        inserted.split(char::is_whitespace).next()?
    } else {
        inserted
    };
    let tail = &text[range.end..last.range.end.max(range.end)];
    let whole = [&text[start..range.start], middle, tail].concat();
    let now = whole.trim();
    let start = start + whole.len() - whole.trim_start().len();
    let heard: Vec<&str> = words.iter().map(|word| word.heard_in(text)).collect();
    let heard = heard.join(" ");
    (!now.is_empty()).then(|| Cue {
        range: start..start + now.len(),
        span: words
            .iter()
            .fold(first.span, |all, word| all.join(word.span)),
        confidence: 1.0,
        heard: (heard != now).then_some(heard),
    })
}
