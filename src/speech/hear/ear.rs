//! The model's ear: a window just heard, in which other texts than the one written are compared.

use std::ops::Range;

use whisper_rs::{WhisperError, WhisperTokenId};

use super::aloud::Aloud;
use super::hearing::Hearing;
use super::merge::{self, Token};
use super::run::Run;
use crate::speech::tune::second_look::HearAgain;
use crate::words::Word;

/// A window still in the model's ear.
pub(super) struct Ear<'a> {
    pub aloud: Aloud<'a>,
    pub run: &'a Run,
    pub heard: &'a Hearing,
    /// What the model is told to expect, and that the window's text begins.
    pub opening: Vec<WhisperTokenId>,
}

impl Ear<'_> {
    /// A stretch of the window's text tokens written anew, and perhaps a little more; without
    /// times, and nothing where the model cannot.
    pub fn write_again(&mut self, stretch: Range<usize>) -> Vec<Word> {
        let context = &self.run.context;
        let token = |place: &usize| self.heard.all.get(*place).copied();
        let said = self.heard.places.get(..stretch.start).unwrap_or_default();
        let mut before = self.opening.clone();
        before.push(context.token_not());
        before.extend(said.iter().filter_map(token));
        let most = stretch.len() * 3 / 2 + MORE;
        let most = most.min(self.run.marks().room.saturating_sub(before.len()));
        let written = self.aloud.write(&before, context.token_eot(), most);
        let written = written.unwrap_or_default();
        let tokens = written.into_iter().map(|(token, probability)| Token {
            bytes: context.token_to_bytes(token).unwrap_or_default().to_vec(),
            probability,
            end: None,
            segment_start: None,
        });
        merge::words(&tokens.collect::<Vec<_>>())
    }
}

/// Tokens that a stretch written anew may have over half as many again as it had.
const MORE: usize = 8;

/// What is compared after a span, in tokens: a wrong text is found out by what follows.
const AFTER: usize = 3;

impl HearAgain for Ear<'_> {
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
        let mut before = self.opening.clone();
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
