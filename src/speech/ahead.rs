//! Looking ahead: where the model is unsure of the next token, each likely one is read on from for
//! a few tokens, and the one is written that leads to the likeliest text.
//!
//! It takes the place of whisper.cpp's beams, which are as many whole texts decoded all along and
//! are drawn by chance. A beam pays for every token; this pays for the unsure ones alone.

use super::logits::{likeliest, log_sum};

/// A token this much less likely than the likeliest (natural logarithm) is not tried.
const MARGIN: f32 = 2.0;

/// How many tokens are read on.
const DEPTH: usize = 6;

/// The model at work on a window.
pub trait Reader {
    /// What the model expects after it has read one more token, which takes this place in all it
    /// has in mind; what stood there and after is forgotten.
    fn read(&mut self, token: i32, place: usize) -> Option<&[f32]>;
}

/// How tokens are told apart and how far a model can read.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    pub end_of_text: i32,
    /// The token that stands for the time zero; all from here on are times.
    pub time_zero: i32,
    /// Tokens in all.
    pub vocabulary: usize,
    /// Tokens the model can have in mind.
    pub room: usize,
}

/// The text token to write at `place`, or None where the model is sure or writes a time. Up to
/// `readings` tokens are tried. After Some, the reader has read on.
pub fn choose(
    reader: &mut impl Reader,
    marks: &Marks,
    readings: usize,
    place: usize,
    logits: &[f32],
) -> Option<i32> {
    if place + DEPTH > marks.room {
        return None;
    }
    let text = logits.get(..marks.end_of_text as usize)?;
    let times = logits.get(marks.time_zero as usize..)?;
    let most = likeliest(text);
    if log_sum(times) > most {
        return None;
    }
    let near = text.iter().enumerate();
    let near = near.filter(|(_, logit)| **logit >= most - MARGIN);
    let mut near: Vec<(usize, f32)> = near.map(|(token, logit)| (token, *logit)).collect();
    if near.len() < 2 {
        return None;
    }
    near.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    near.truncate(readings);
    let mut best = (None, f32::NEG_INFINITY);
    for (token, logit) in near {
        let token = token as i32;
        let likelihood = follow(reader, marks, place, (token, logit), best.1);
        if likelihood > best.1 {
            best = (Some(token), likelihood);
        }
    }
    best.0
}

/// How likely the text is that goes on from a token of this likelihood, as a natural logarithm;
/// not read on once it is less likely than `least`.
fn follow(
    reader: &mut impl Reader,
    marks: &Marks,
    place: usize,
    (mut token, mut likelihood): (i32, f32),
    least: f32,
) -> f32 {
    for place in place..place + DEPTH {
        if likelihood < least {
            break;
        }
        let Some(logits) = reader.read(token, place) else {
            return f32::NEG_INFINITY;
        };
        let (text, times) = logits.split_at((marks.time_zero as usize).min(logits.len()));
        let (next, timed) = (likeliest(text), log_sum(times));
        likelihood += next.max(timed) - log_sum(logits);
        // A time ends what is said: what comes then has no bearing on this.
        let written = text.iter().position(|logit| *logit >= next);
        match written {
            Some(written) if next >= timed => token = written as i32,
            _ => break,
        }
        if token >= marks.end_of_text {
            break;
        }
    }
    likelihood
}
