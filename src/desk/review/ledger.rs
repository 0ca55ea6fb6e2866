//! The recogniser's two ledgers as questions: speech with no text, and text with no speech.

use super::{Kind, Question, clocks};
use crate::clinical::flags::FlagKind;
use crate::desk::workpiece::Workpiece;
use crate::letter::{Body, Gap};
use crate::speech::omitted::longest;
use crate::words::Span;

/// As much of a stretch of text as a question quotes, in characters.
const QUOTED: usize = 60;

/// Text that leaves less than so many seconds of a stretch unaccounted for fills it.
const FILLED: f64 = 0.6;

/// A question for each gap that nobody has settled.
pub(super) fn questions(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let letter = piece.letter();
    let body = letter.body();
    // Where nothing of the draft stands in the letter, it was typed by ear: what the draft left
    // out is then no gap in the letter.
    let draft = piece.draft.iter().filter(|_| !body.cues().is_empty());
    draft
        .flat_map(|draft| {
            let missing = draft.missing.iter().copied().map(Gap::Missing);
            missing.chain(draft.unsupported.iter().copied().map(Gap::Unsupported))
        })
        .filter(|gap| !letter.is_settled(*gap))
        .filter_map(|gap| question(gap, body))
}

fn question(gap: Gap, body: &Body) -> Option<Question> {
    let span = gap.span();
    let when = clocks(span);
    let (kind, range, message) = match gap {
        Gap::Missing(_) => {
            let said = body.said_during(span);
            if said.is_some() && unaccounted(span, body) < FILLED {
                // Another draft left it out, and the one that stands in the letter did not.
                return None;
            }
            let text = said.clone().and_then(|range| body.text().get(range));
            let what = match text {
                // A word that seems to last through a sentence which the recogniser passed over.
                Some(text) => format!("more is said here than \u{201c}{}\u{201d}", quoted(text)),
                None => "there is speech or another sound here and no text".to_owned(),
            };
            let at = said.map_or_else(|| body.place_for(span), |range| range.end);
            let message = format!("{when}: {what}; listen and type what is missing");
            (FlagKind::Missing, at..at, message)
        }
        Gap::Unsupported(_) => {
            let range = body.said_during(span)?;
            let text = quoted(body.text().get(range.clone()).unwrap_or_default());
            let message = format!(
                "{when}: nobody is heard saying \u{201c}{text}\u{201d}; listen, and delete it if it was not said"
            );
            (FlagKind::Unsupported, range, message)
        }
    };
    Some(Question {
        kind: Kind::Flag(kind),
        message,
        range: Some(range),
        span: Some(span),
        blocks: true,
    })
}

/// Seconds of a stretch in which more must have been said than the text has there.
fn unaccounted(span: Span, body: &Body) -> f64 {
    let said = body.cues().iter().map(|cue| {
        let takes = longest(&body.text()[cue.range.clone()]);
        cue.span.shared(span).min(takes)
    });
    span.length() - said.sum::<f64>()
}

fn quoted(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}\u{2026}", line[..end].trim_end()),
        None => line,
    }
}
