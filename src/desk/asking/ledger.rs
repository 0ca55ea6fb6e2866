//! The recogniser's two ledgers as questions.

use crate::clinical::checks::ledgers;
use crate::desk::review::{Kind, Question};
use crate::desk::workpiece::Workpiece;
use crate::letter::gaps;

/// A question for each gap.
pub(super) fn questions(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let body = piece.letter().body();
    // Where nothing of the draft stands in the letter, it was typed by ear: what the draft left
    // out is then no gap in the letter.
    let draft = piece.draft.iter().filter(|_| !body.cues().is_empty());
    draft
        .flat_map(|draft| gaps(&draft.missing, &draft.unsupported))
        .filter_map(|gap| {
            let flag = ledgers::flag(gap, body)?;
            Some(Question {
                kind: Kind::Flag(flag.kind),
                message: flag.message,
                range: Some(flag.range),
                span: Some(gap.span()),
                blocks: flag.blocks,
                key: flag.key,
            })
        })
}
