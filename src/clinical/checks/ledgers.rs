//! The recogniser's two ledgers as flags: speech with no text, and text with no speech.

use super::flags::{Flag, FlagKind};
use crate::letter::{Body, Gap, Key};
use crate::words::{Span, longest};

/// As much of a stretch of text as a flag's message quotes, in characters.
const QUOTED: usize = 60;

/// Text that leaves less than so many seconds of a stretch unaccounted for fills it.
const FILLED: f64 = 0.6;

/// What a person is to listen to, unless the text has it right by now.
pub fn flag(gap: Gap, body: &Body) -> Option<Flag> {
    let span = gap.span();
    let said = body.said_during(span);
    let text = said.clone().and_then(|range| body.text().get(range));
    let (kind, range, message) = match gap {
        Gap::Missing(_) if text.is_some() && unaccounted(span, body) < FILLED => {
            // Another draft left it out, and the one that stands in the letter did not.
            return None;
        }
        Gap::Missing(_) => {
            let what = match text {
                // A word that seems to last through a sentence which the recogniser passed over.
                Some(text) => format!("more is said here than \u{201c}{}\u{201d}", quoted(text)),
                None => "there is speech or another sound here and no text".to_owned(),
            };
            let at = said.map_or_else(|| body.place_for(span), |range| range.end);
            let message = format!("{what}; listen and type what is missing");
            (FlagKind::Missing, at..at, message)
        }
        Gap::Unsupported(_) => {
            let message = format!(
                "nobody is heard saying \u{201c}{}\u{201d}; listen, and delete it if it was not said",
                quoted(text?)
            );
            (FlagKind::Unsupported, said?, message)
        }
    };
    Some(Flag {
        kind,
        text: body.text()[range.clone()].to_owned(),
        range,
        message: format!("{}: {message}", span.clocks()),
        blocks: true,
        key: Key::of_gap(gap),
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
