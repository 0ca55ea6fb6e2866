//! Where somebody speaks, by two witnesses: how loud it is, and Silero where its file is here.
//!
//! Each errs in its own way. Loudness takes a slammed door for a word and finds nobody in a noisy
//! room; Silero may pass over a word said under the breath. A lost word is worse than a noise
//! listened to, so the model hears what either of them finds. Only what Silero is certain is no
//! voice stays unheard, and that is told to a person where it is long enough to be a sentence.

use std::ops::Range;
use std::path::Path;

use super::loudness::stretches;
use super::silero::{self, STEP};
use super::voice::{by_loudness, joined};
use crate::speech::{Cancel, RATE};

/// From this probability on somebody speaks ...
const BEGINS: f32 = 0.5;

/// ... and does so for as long as it stays above this.
const GOES_ON: f32 = 0.35;

/// Sound of a sentence's length that never reaches this is no voice ...
const DOUBT: f32 = 0.1;

/// ... and a shorter one, as coughs, doors, rings and keys are, not unless it reaches this. In what
/// was measured no stretch of speech so short that was loud enough to be found by that stayed below
/// 0.69; a whispered sentence may stay below 0.2.
const DOUBT_OF_SHORT: f32 = 0.4;

/// The shortest sentence, in samples.
const SENTENCE: usize = RATE as usize * 5 / 2;

/// A pause shorter than this lies within speech, in steps: about a third of a second.
const PAUSE: usize = 10;

/// Silero notices a word a little late and leaves it before its last consonant has died away, so
/// this much is kept on either side, in samples.
const MARGIN: usize = RATE as usize / 5;

/// What was found in a dictation, as ranges of its samples in order and apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speech {
    /// What the model is to hear.
    pub heard: Vec<Range<usize>>,
    /// What is speech beyond doubt: text elsewhere has nothing to rest on.
    pub certain: Vec<Range<usize>>,
    /// What may be speech, heard or not: without text it is for a person to settle.
    pub possible: Vec<Range<usize>>,
}

impl Speech {
    /// By loudness alone.
    pub fn loud(loud: Vec<Range<usize>>) -> Self {
        Self {
            heard: loud.clone(),
            certain: loud.clone(),
            possible: loud,
        }
    }

    /// By both: what is loud among so many samples, and Silero's probability for each [`STEP`].
    pub fn weighed(loud: &[Range<usize>], probabilities: &[f32], samples: usize) -> Self {
        let certain = voiced(probabilities, samples);
        let is_doubtful = |stretch: &&Range<usize>| {
            let steps = stretch.start / STEP..stretch.end.div_ceil(STEP);
            let within = probabilities.get(steps.start..steps.end.min(probabilities.len()));
            let least = if stretch.len() < SENTENCE {
                DOUBT_OF_SHORT
            } else {
                DOUBT
            };
            within.is_none_or(|within| within.iter().any(|probability| *probability >= least))
        };
        let doubtful: Vec<_> = loud.iter().filter(is_doubtful).cloned().collect();
        Self {
            heard: either(&certain, &doubtful),
            possible: either(&certain, loud),
            certain,
        }
    }
}

/// Where somebody speaks in a dictation that is to be heard by the speech model at `model`.
pub fn speech(samples: &[f32], model: &Path, threads: usize, cancel: &Cancel) -> Speech {
    let loud = by_loudness(samples);
    let probabilities = silero::beside(model)
        .and_then(|file| silero::probabilities(&file, samples, threads, cancel));
    match probabilities {
        Some(probabilities) => Speech::weighed(&loud, &probabilities, samples.len()),
        None => Speech::loud(loud),
    }
}

/// Where Silero finds a voice, with margins.
fn voiced(probabilities: &[f32], samples: usize) -> Vec<Range<usize>> {
    let speaks = probabilities.iter().scan(false, |speaks, probability| {
        *speaks = *probability >= if *speaks { GOES_ON } else { BEGINS };
        Some(*speaks)
    });
    let with_margins = |steps: Range<usize>| {
        let start = (steps.start * STEP).saturating_sub(MARGIN);
        start..(steps.end * STEP + MARGIN).min(samples)
    };
    let found = joined(stretches(speaks), PAUSE).into_iter();
    joined(found.map(with_margins).collect(), 0)
}

fn either(some: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut all = [some, others].concat();
    all.sort_by_key(|range| range.start);
    joined(all, 0)
}
