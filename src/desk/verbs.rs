//! Verbs: every command that needs no further words, with its label, hint and keys.

mod table;

use super::command::Command;
pub use super::group::Group;
use super::settings::KeySet;
pub use table::VERBS;

/// A verb as menus, palette and key table show it.
pub struct Verb {
    pub command: Command,
    /// What letting the key go does, for verbs that last while held.
    pub released: Option<Command>,
    pub label: &'static str,
    pub hint: &'static str,
    pub group: Group,
    /// The key in the program's own set; empty for none.
    key: &'static str,
    /// The same in the other sets, where they differ: Express Scribe style, Escape style.
    others: Option<[&'static str; 2]>,
}

impl Verb {
    /// The key that does this in a key set; empty for none.
    pub fn key(&self, set: KeySet) -> &'static str {
        match (set, self.others) {
            (KeySet::ExpressScribe, Some([key, _])) | (KeySet::Escape, Some([_, key])) => key,
            _ => self.key,
        }
    }
}

/// The verb that says this command, where one does.
pub fn verb_for(command: &Command) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.command == *command)
}
