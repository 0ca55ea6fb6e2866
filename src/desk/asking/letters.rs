//! Several letters in one recording as questions: where another begins, and what strayed from one
//! into another. Two patients must never share a letter.

use crate::desk::review::{Kind, Question};
use crate::desk::workpiece::Workpiece;
use crate::letter::{Key, Subject};
use crate::record::Part;
use crate::words::{Span, clock};

/// Seconds of a letter's beginning that a question points to.
const BEGINNING: f64 = 2.0;

pub(super) fn questions(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let starts = piece.draft.iter().flat_map(|draft| &draft.starts);
    let next = starts.map(|start| next_letter(piece, *start));
    next.chain(piece.dictation.part.and_then(|part| strayed(piece, part)))
}

fn next_letter(piece: &Workpiece, start: f64) -> Question {
    let body = piece.letter().body();
    let first = body.cues().iter().find(|cue| cue.span.start >= start);
    Question {
        kind: Kind::NextLetter,
        message: format!(
            "Another letter begins at {}. F12 gives each its own place in the worklist; Review, It \
             is one letter, leaves them together",
            clock(start)
        ),
        range: first.map(|cue| cue.range.clone()),
        span: Some(Span::new(start, start + BEGINNING)),
        blocks: true,
        key: Key::of_moment(Subject::NextLetter, Span::new(start, start)),
    }
}

/// Text that was spoken in another of the recording's letters, as undoing a split brings it back.
fn strayed(piece: &Workpiece, part: Part) -> Option<Question> {
    let cues = piece.letter().body().cues().iter();
    let (range, span) = cues
        .filter(|cue| !part.holds(cue.span))
        .map(|cue| (cue.range.clone(), cue.span))
        .reduce(|(all, spoken), (range, span)| {
            (all.start..range.end.max(all.end), spoken.join(span))
        })?;
    Some(Question {
        kind: Kind::OtherLetter,
        message: format!(
            "This was said in another letter of the recording, from {}; take it out of this one",
            clock(span.start)
        ),
        range: Some(range),
        span: Some(span),
        blocks: true,
        key: Key::of_moment(Subject::OtherLetter, span),
    })
}
