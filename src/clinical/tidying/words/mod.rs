//! What a recogniser writes of its own accord, levelled before any rule sees it.
//!
//! Models write what they hear in forms of their own: noises in brackets, commands with hyphens,
//! abbreviations with stops, letters spelt with hyphens, "100 and 40". Each stage makes one kind
//! of these the words that somebody said, and leaves all else as it came.

mod figures;
mod hesitations;
mod hyphens;
mod inventions;
mod noise;
mod stops;

pub(super) use hyphens::are_said_apart;

use super::tokens::{self, Token};
use crate::clinical::lexicon::Lexicon;
use crate::words::Word;

/// One kind of what recognisers write.
type Stage = fn(Vec<Token>, &Lexicon) -> Vec<Token>;

/// The stages, in order.
const STAGES: &[Stage] = &[
    noise::drop,
    inventions::drop,
    stops::settle,
    hyphens::part,
    figures::join,
    hesitations::drop,
];

/// The recognised words as tokens that say what was said.
pub(super) fn level(words: &[Word], lexicon: &Lexicon) -> Vec<Token> {
    let tokens = tokens::tokenise(words);
    STAGES
        .iter()
        .fold(tokens, |tokens, stage| stage(tokens, lexicon))
}
