//! The recogniser's two ledgers as questions, as long as nobody has settled them.

use crate::clinical::checks::ledgers;
use crate::desk::review::{Kind, Question};
use crate::desk::workpiece::Workpiece;
use crate::letter::gaps;

/// A question for each gap that nobody has settled.
pub(super) fn questions(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let letter = piece.letter();
    let body = letter.body();
    // Where nothing of the draft stands in the letter, it was typed by ear: what the draft left
    // out is then no gap in the letter.
    let draft = piece.draft.iter().filter(|_| !body.cues().is_empty());
    draft
        .flat_map(|draft| gaps(&draft.missing, &draft.unsupported))
        .filter(|gap| !letter.is_settled(*gap))
        .filter_map(|gap| {
            let flag = ledgers::flag(gap, body)?;
            Some(Question {
                kind: Kind::Flag(flag.kind),
                message: flag.message,
                range: Some(flag.range),
                span: Some(gap.span()),
                blocks: flag.blocks,
            })
        })
}
