//! Verbs: every command that needs no further words, one row each.

mod duty;
mod keys;
mod table;

use super::command::Command;
pub use super::group::Group;
use super::settings::KeySet;
pub use duty::{By, Duty, Need, duty};
pub use keys::{Chord, Key, Keys, System};

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
    /// The key that does this in a key set.
    pub fn key(&self, set: KeySet) -> Option<Chord> {
        self.keys.of(set)
    }
}

/// The verbs of one menu, in its order.
pub fn of(group: Group) -> &'static [Verb] {
    match group {
        Group::Worklist => table::worklist::ROWS,
        Group::Playback => table::playback::ROWS,
        Group::Letter => table::letter::ROWS,
        Group::Review => table::review::ROWS,
        Group::View => table::view::ROWS,
    }
}

/// Every verb, in menu order.
pub fn all() -> impl Iterator<Item = &'static Verb> {
    Group::ALL.into_iter().flat_map(of)
}

/// The verb that says this command, where one does.
pub fn verb_for(command: &Command) -> Option<&'static Verb> {
    all().find(|verb| verb.command == *command)
}

/// The row that holds this command: the verb that says it, or that ends with it.
fn row_of(command: &Command) -> Option<&'static Verb> {
    verb_for(command).or_else(|| all().find(|verb| verb.released.as_ref() == Some(command)))
}

/// A text with the key of a verb in place of "{}", for those who read it where no menu is; the
/// verb's name stands there where it has no key.
pub fn telling(text: &str, command: &Command, set: KeySet) -> String {
    let verb = verb_for(command);
    let key = verb
        .and_then(|verb| verb.key(set))
        .map(|key| key.to_string());
    let name = || verb.map_or_else(String::new, |verb| verb.label.to_owned());
    text.replacen("{}", &key.unwrap_or_else(name), 1)
}
