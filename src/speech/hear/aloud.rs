//! Reading aloud: how likely the model finds a text to be what it hears in a window.

use whisper_rs::{WhisperError, WhisperState, WhisperTokenId};

use super::logits::{likeliest, log_sum};

/// A window still in the model's ear, and what it has been told was said in it so far.
pub(super) struct Aloud<'a> {
    state: &'a mut WhisperState,
    threads: usize,
    /// The tokens the model has in mind.
    said: Vec<WhisperTokenId>,
}

/// A text that leads up to a spot, with what the model expects there.
pub(super) struct Spot {
    before: Vec<WhisperTokenId>,
    expected: Vec<f32>,
}

impl<'a> Aloud<'a> {
    pub fn new(state: &'a mut WhisperState, threads: usize) -> Self {
        Self {
            state,
            threads,
            said: Vec::new(),
        }
    }

    /// Goes to the spot after `before`.
    pub fn to(&mut self, before: &[WhisperTokenId]) -> Result<Spot, WhisperError> {
        self.say(before)?;
        Ok(Spot {
            before: before.to_vec(),
            expected: log_probabilities(self.state.get_logits()?),
        })
    }

    /// How likely `text` is to go on from the spot, as a natural logarithm; None as soon as it
    /// is less likely than `least`.
    pub fn likelihood(
        &mut self,
        spot: &Spot,
        text: &[WhisperTokenId],
        least: f32,
    ) -> Result<Option<f32>, WhisperError> {
        let mut sum = 0.0;
        let mut said = spot.before.clone();
        for (at, token) in text.iter().enumerate() {
            let likely = |expected: &[f32]| expected.get(*token as usize).copied();
            let step = if at == 0 {
                likely(&spot.expected)
            } else {
                self.say(&said)?;
                log_probability(self.state.get_logits()?, *token)
            };
            sum += step.unwrap_or(f32::NEG_INFINITY);
            if sum < least {
                return Ok(None);
            }
            said.push(*token);
        }
        Ok(Some(sum))
    }

    /// What the model writes by itself after `before`, the likeliest token each time with its
    /// probability, until it ends the text or has written `most` tokens.
    pub fn write(
        &mut self,
        before: &[WhisperTokenId],
        end_of_text: WhisperTokenId,
        most: usize,
    ) -> Result<Vec<(WhisperTokenId, f32)>, WhisperError> {
        let mut said = before.to_vec();
        let mut written = Vec::new();
        while written.len() < most {
            self.say(&said)?;
            let logits = self.state.get_logits()?;
            let text = logits.get(..=end_of_text as usize).unwrap_or_default();
            let best = likeliest(text);
            let mut tokens = text.iter().zip(0..);
            match tokens.find(|(logit, _)| **logit >= best) {
                Some((_, token)) if token != end_of_text => {
                    written.push((token, (best - log_sum(text)).exp()));
                    said.push(token);
                }
                _ => break,
            }
        }
        Ok(written)
    }

    /// Has the model read these tokens, as far as it has not just read them.
    fn say(&mut self, tokens: &[WhisperTokenId]) -> Result<(), WhisperError> {
        let same = self.said.iter().zip(tokens).take_while(|(a, b)| a == b);
        // The last is read again in any case: only then does the model tell what comes after it.
        let kept = same.count().min(tokens.len().saturating_sub(1));
        self.said.clear();
        // And it is read by itself: whisper.cpp puts what comes after the last of several behind
        // those of the others, which it leaves as they were, and only the first can be looked at.
        let last = tokens.len().saturating_sub(1);
        if kept < last {
            self.state.decode(&tokens[kept..last], kept, self.threads)?;
        }
        self.state.decode(&tokens[last..], last, self.threads)?;
        self.said = tokens.to_vec();
        Ok(())
    }
}

fn log_probabilities(logits: &[f32]) -> Vec<f32> {
    let all = log_sum(logits);
    logits.iter().map(|logit| logit - all).collect()
}

fn log_probability(logits: &[f32], token: WhisperTokenId) -> Option<f32> {
    Some(logits.get(token as usize)? - log_sum(logits))
}
