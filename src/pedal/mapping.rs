//! Which pedal does what: plain data that the settings keep.

use serde::{Deserialize, Serialize};

use super::{Button, Stroke};

/// What a pedal can ask of the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PedalAction {
    Play,
    Rewind,
    Forward,
    BackStep,
}

/// Whether an action lasts while the foot is down, or starts and stops at every press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    Hold,
    Toggle,
}

/// What one button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub action: PedalAction,
    pub mode: Mode,
}

/// What a stroke asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Do it until [`Deed::End`]; a back-step happens here, once.
    Begin(PedalAction),
    End(PedalAction),
    /// Stop it if it is going on, else start it; whoever does it knows which.
    Toggle(PedalAction),
}

/// What each button does; a button without an assignment does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PedalMap {
    pub left: Option<Assignment>,
    pub middle: Option<Assignment>,
    pub right: Option<Assignment>,
    pub fourth: Option<Assignment>,
}

impl Default for PedalMap {
    fn default() -> Self {
        Self::OURS
    }
}

impl PedalMap {
    /// Rewind, play, forward from left to right: as the pedals themselves are lettered.
    pub const OURS: Self = Self {
        left: hold(PedalAction::Rewind),
        middle: hold(PedalAction::Play),
        right: hold(PedalAction::Forward),
        fourth: hold(PedalAction::BackStep),
    };

    /// Rewind, forward, play from left to right: as Lexacom's typists have it.
    pub const LEXACOM: Self = Self {
        middle: hold(PedalAction::Forward),
        right: hold(PedalAction::Play),
        ..Self::OURS
    };

    pub fn assignment(&self, button: Button) -> Option<Assignment> {
        match button {
            Button::Left => self.left,
            Button::Middle => self.middle,
            Button::Right => self.right,
            Button::Fourth => self.fourth,
        }
    }

    /// Gives a button another task, or none.
    pub fn assign(&mut self, button: Button, task: Option<Assignment>) {
        *match button {
            Button::Left => &mut self.left,
            Button::Middle => &mut self.middle,
            Button::Right => &mut self.right,
            Button::Fourth => &mut self.fourth,
        } = task;
    }

    /// What `stroke` asks for, if its button has a task.
    pub fn deed(&self, stroke: Stroke) -> Option<Deed> {
        let Assignment { action, mode } = self.assignment(stroke.button)?;
        match (action, mode, stroke.down) {
            (PedalAction::BackStep, _, true) => Some(Deed::Begin(action)),
            (PedalAction::BackStep, _, false) => None,
            (_, Mode::Hold, true) => Some(Deed::Begin(action)),
            (_, Mode::Hold, false) => Some(Deed::End(action)),
            (_, Mode::Toggle, true) => Some(Deed::Toggle(action)),
            (_, Mode::Toggle, false) => None,
        }
    }
}

const fn hold(action: PedalAction) -> Option<Assignment> {
    Some(Assignment {
        action,
        mode: Mode::Hold,
    })
}
