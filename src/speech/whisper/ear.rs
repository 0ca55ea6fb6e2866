//! The model's ear: a window just heard, in which other texts than the one written are compared.

use std::ops::Range;

use whisper_rs::WhisperError;

use super::super::second_look::Heard;
use super::aloud::Aloud;
use super::lane::Hearing;
use super::run::Run;

/// A window still in the model's ear.
pub(super) struct Ear<'a> {
    pub aloud: Aloud<'a>,
    pub run: &'a Run,
    pub heard: &'a Hearing,
}

/// What is compared after a span, in tokens: a wrong text is found out by what follows.
const AFTER: usize = 3;

impl Heard for Ear<'_> {
    fn compare(&mut self, span: Range<usize>, texts: &[(String, f32)]) -> Vec<Option<f32>> {
        let nothing = vec![None; texts.len()];
        let (Some(first), Some(last)) = (
            self.heard.places.get(span.start).copied(),
            span.end
                .checked_sub(1)
                .and_then(|last| self.heard.places.get(last))
                .copied(),
        ) else {
            return nothing;
        };
        let mut before = self.run.opening();
        before.extend(&self.heard.all[..first]);
        let after = &self.heard.all[last + 1..];
        let after = &after[..after.len().min(AFTER)];
        let mut compare = || {
            let spot = self.aloud.to(&before)?;
            let own = [&self.heard.all[first..=last], after].concat();
            let own = self.aloud.likelihood(&spot, &own, f32::NEG_INFINITY)?;
            let own = own.unwrap_or(f32::NEG_INFINITY);
            texts
                .iter()
                .map(|(text, least)| {
                    let mut tokens = self.run.vocabulary.tokens(&format!(" {text}"));
                    tokens.extend(after);
                    let found = self.aloud.likelihood(&spot, &tokens, own + least)?;
                    Ok(found.map(|likelihood| likelihood - own))
                })
                .collect::<Result<Vec<_>, WhisperError>>()
        };
        compare().unwrap_or(nothing)
    }
}
