//! Tuning: how the dictionary helps the model, in stages that can each be switched off.

use serde::{Deserialize, Serialize};

use super::models::Facts;

/// The stages that are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tuning {
    /// Terms worth expecting are put before the audio of each window.
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
            prompt: facts.decode.prompt,
            ..Self::OFF
        }
    }

    /// Everything that helps this model.
    pub fn full(facts: &Facts) -> Self {
        Self {
            prompt: facts.decode.prompt,
            bias: facts.decode.bias,
            second_look: true,
            correction: true,
        }
    }
}
