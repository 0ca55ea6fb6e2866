//! Tuning: how the dictionary helps the model, in stages that can each be switched off.

pub mod bias;
pub mod candidates;
pub mod correct;
pub mod doubt;
pub mod prompt;
pub mod relisten;
pub mod second_look;
pub mod sound;

use serde::{Deserialize, Serialize};

use crate::speech::model::Facts;

/// The stages that are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tuning {
    /// Windows with words in doubt are heard again with the terms that these sound like.
    pub prompt: bool,
    /// The decoder leans towards dictionary terms that are nearly as likely as what it would write.
    pub bias: bool,
    /// Unsure spans that sound like a term are listened to again for just those terms.
    pub second_look: bool,
    /// Unsure words that sound and look like one term alone become that term.
    pub correction: bool,
}

impl Tuning {
    /// The model listens unaided.
    pub const OFF: Self = Self {
        prompt: false,
        bias: false,
        second_look: false,
        correction: false,
    };

    /// The prompt alone, for a model that bears it.
    pub fn prompt(facts: &Facts) -> Self {
        Self {
            prompt: facts.decode.terms > 0,
            ..Self::OFF
        }
    }

    /// Everything that helps this model.
    pub fn full(facts: &Facts) -> Self {
        Self {
            prompt: facts.decode.terms > 0,
            bias: facts.decode.bias,
            second_look: true,
            correction: true,
        }
    }
}
