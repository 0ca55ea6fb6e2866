//! A row of the table: one verb with all that is known of it, and how it is put together.

use super::keys::{Chord, Keys, System};
use super::need::{By, Duty, Need};
use crate::desk::command::Command;
use crate::desk::group::Group;
use crate::desk::settings::KeySet;

/// A verb as menus, palette and key table show it.
pub struct Verb {
    pub command: Command,
    /// What letting the key go does, for verbs that last while held.
    pub released: Option<Command>,
    pub label: &'static str,
    pub hint: &'static str,
    pub group: Group,
    pub keys: Keys,
    pub duty: Duty,
}

impl Verb {
    /// The key that does this in a key set on this system.
    pub fn key(&self, set: KeySet) -> Option<Chord> {
        self.keys.of(set, System::HERE)
    }
}

/// A row: where it stands, what it says, what it is called, what it does, and what it needs.
/// By itself it has no key and is carried out by the desk.
pub const fn verb(
    group: Group,
    command: Command,
    label: &'static str,
    hint: &'static str,
    needs: &'static [Need],
) -> Verb {
    lasting(group, command, None, label, hint, needs)
}

/// A row that may say something else as well when its key is let go.
pub const fn lasting(
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
        duty: Duty::by_desk(needs),
    }
}

impl Verb {
    /// The same key in every key set.
    pub(super) const fn on(mut self, chord: Chord) -> Self {
        self.keys = Keys::always(chord);
        self
    }

    /// Another key on a Mac, where the system or its text boxes have the usual one.
    pub(super) const fn on_mac(mut self, chord: Chord) -> Self {
        self.keys = self.keys.on_mac(chord);
        self
    }

    pub(super) const fn keys(mut self, keys: Keys) -> Self {
        self.keys = keys;
        self
    }

    pub(super) const fn by(mut self, by: By) -> Self {
        self.duty.by = by;
        self
    }
}
