//! Verbs: every command that needs no further words, one row each.

mod acts;
mod duty;
mod keys;
mod need;
mod row;
mod table;

use super::command::Command;
pub use super::group::Group;
use super::settings::KeySet;
pub use acts::act_of;
pub use duty::duty;
pub use keys::{Chord, Key, Keys, System};
pub use need::{By, Duty, Need};
pub use row::Verb;
pub use table::{all, of, verb_for};

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
