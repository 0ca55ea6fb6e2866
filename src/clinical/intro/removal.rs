//! Taking what is no part of the letter out of its text.

use std::ops::Range;

use crate::letter::{BlockKind, Body, Cue};
use crate::words::capitalised;

/// The stretches grown to whole lines and sentences, so that what stays reads on; none where nothing
/// would stay.
pub(super) fn settled(text: &str, taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut settled: Vec<Range<usize>> = Vec::new();
    for range in taken {
        let range = grown(text, &range);
        match settled.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => settled.push(range),
        }
    }
    if let Some(last) = settled.last_mut().filter(|last| last.end == text.len()) {
        last.start = before(text, last.start);
    }
    let is_left = |at: usize| !settled.iter().any(|range| range.contains(&at));
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    match letters.any(|(at, _)| is_left(at)) {
        true => settled,
        false => Vec::new(),
    }
}

/// A stretch with its own stop and the space after it.
fn grown(text: &str, range: &Range<usize>) -> Range<usize> {
    let after = &text[range.end..];
    let marks = after.trim_start_matches(|c: char| c.is_whitespace() || ".,;:?!-".contains(c));
    let own = after.len() - marks.len();
    let end = range.end + if is_item(after) { 0 } else { own };
    range.start..end
}

/// Where the letter ends before what goes at the end of the text.
fn before(text: &str, start: usize) -> usize {
    let left = text[..start].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    left.len()
}

/// Whether a bracket or a quotation follows at once, which is none of the stretch's marks.
fn is_item(after: &str) -> bool {
    after.starts_with(['(', '"', '\u{201c}'])
}

/// The body with the letter alone in it, its words still tied to the recording. The first letter of
/// what is left is made a capital, and a sentence that was cut short gets its stop.
pub fn without(body: &Body, taken: &[Range<usize>]) -> Body {
    let text = body.text();
    let starts = std::iter::once(0).chain(taken.iter().map(|range| range.end));
    let ends = taken.iter().map(|range| range.start).chain([text.len()]);
    let (mut lines, mut cues, mut at): (Vec<(BlockKind, String)>, Vec<Cue>, usize) =
        Default::default();
    for kept in starts.zip(ends).filter(|(start, end)| start < end) {
        let piece = body.cut(kept.0..kept.1);
        for (number, block) in piece.blocks().enumerate() {
            match lines.last_mut().filter(|_| number == 0) {
                Some((_, line)) => line.push_str(block.text),
                None => lines.push((block.kind, block.text.to_owned())),
            }
        }
        cues.extend(piece.cues().iter().map(|cue| Cue {
            range: cue.range.start + at..cue.range.end + at,
            ..cue.clone()
        }));
        at += piece.text().len();
    }
    if taken.first().is_some_and(|range| range.start == 0) {
        begin_with_capital(&mut lines);
    }
    if let Some(last) = taken.last().filter(|range| range.end == text.len()) {
        end_with_stop(&mut lines, &text[last.clone()]);
    }
    Body::new(lines, cues)
}

fn begin_with_capital(lines: &mut [(BlockKind, String)]) {
    if let Some((_, line)) = lines.first_mut() {
        let written = capitalised(line);
        // Another length would move every word from its place in the recording.
        if written.len() == line.len() {
            *line = written;
        }
    }
}

/// Where the stop of a sentence went with its end.
fn end_with_stop(lines: &mut [(BlockKind, String)], taken: &str) {
    let was_stopped = taken.trim_end().ends_with('.');
    if let Some((_, line)) = lines.last_mut()
        && was_stopped
        && line.ends_with(char::is_alphanumeric)
    {
        line.push('.');
    }
}
