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

/// A token that may be written, and its logit.
pub type Near = (i32, f32);

/// The text tokens worth trying, the likeliest first and at most `readings`; none where the model
/// is sure, writes a time or has come to the end.
pub fn near(marks: &Marks, readings: usize, logits: &[f32]) -> Vec<Near> {
    let text = logits.get(..marks.end_of_text as usize).unwrap_or_default();
    let ends = logits.get(text.len()..marks.time_zero as usize);
    let times = logits.get(marks.time_zero as usize..).unwrap_or_default();
    let most = likeliest(text);
    if log_sum(times) > most || likeliest(ends.unwrap_or_default()) > most {
        return Vec::new();
    }
    let near = text.iter().zip(0..);
    let near = near.filter(|(logit, _)| **logit >= most - MARGIN);
    let mut near: Vec<Near> = near.map(|(logit, token)| (token, *logit)).collect();
    near.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    near.truncate(readings);
    if near.len() < 2 {
        near.clear();
    }
    near
}

/// The token of `near` that leads to the likeliest text, where it is written at `place`. None
/// where there is no room to read on, or the model cannot. The reader has read on in any case.
pub fn best(reader: &mut impl Reader, marks: &Marks, place: usize, near: &[Near]) -> Option<i32> {
    if place + DEPTH > marks.room {
        return None;
    }
    let mut best = (None, f32::NEG_INFINITY);
    for (token, logit) in near {
        let likelihood = follow(reader, marks, place, (*token, *logit), best.1);
        if likelihood > best.1 {
            best = (Some(*token), likelihood);
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
    (mut token, mut likelihood): Near,
    least: f32,
) -> f32 {
    for place in place..place + DEPTH {
        if likelihood < least || (marks.end_of_text..marks.time_zero).contains(&token) {
            break;
        }
        let Some(logits) = reader.read(token, place) else {
            return f32::NEG_INFINITY;
        };
        let (text, times) = logits.split_at((marks.time_zero as usize).min(logits.len()));
        // Which time it is has no bearing on the text: that it is one at all is what counts.
        let (next, timed) = (likeliest(text), log_sum(times));
        likelihood += next.max(timed) - log_sum(logits);
        let (row, first) = if timed > next {
            (times, marks.time_zero)
        } else {
            (text, 0)
        };
        let most = likeliest(row);
        let mut tokens = row.iter().zip(first..);
        match tokens.find(|(logit, _)| **logit >= most) {
            Some((_, likeliest)) => token = likeliest,
            None => return f32::NEG_INFINITY,
        }
    }
    likelihood
}
