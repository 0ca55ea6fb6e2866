//! The table of verbs: a file for each menu, a row for each verb, in the menu's order.

pub mod letter;
pub mod playback;
pub mod review;
pub mod view;
pub mod worklist;

use super::duty::{By, Duty, Need};
use super::keys::{Chord, Keys};
use super::{Group, Verb};
use crate::desk::command::Command;

/// A row: where it stands, what it says, what it is called, what it does, and what it needs.
/// By itself it has no key and is carried out by the desk.
const fn verb(
    group: Group,
    command: Command,
    label: &'static str,
    hint: &'static str,
    needs: &'static [Need],
) -> Verb {
    lasting(group, command, None, label, hint, needs)
}

/// A row that may say something else as well when its key is let go.
const fn lasting(
    group: Group,
    command: Command,
    released: Option<Command>,
    label: &'static str,
    hint: &'static str,
    needs: &'static [Need],
) -> Verb {
    Verb {
        command,
        released,
        label,
        hint,
        group,
        keys: Keys::NONE,
        duty: Duty {
            needs,
            by: By::Desk,
        },
    }
}

impl Verb {
    /// The same key in every key set.
    const fn on(mut self, chord: Chord) -> Self {
        self.keys = Keys::always(chord);
        self
    }

    const fn keys(mut self, keys: Keys) -> Self {
        self.keys = keys;
        self
    }

    const fn by(mut self, by: By) -> Self {
        self.duty.by = by;
        self
    }
}
