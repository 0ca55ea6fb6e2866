//! The table of verbs: a file for each menu, a row for each verb, in the menu's order.

mod clinic;
mod letter;
mod listing;
mod playback;
mod post;
mod review;
mod signing;
mod view;
mod worklist;

use super::row::Verb;
use crate::desk::command::Command;
use crate::desk::group::Group;

/// The verbs of one menu, in its order.
pub fn of(group: Group) -> impl Iterator<Item = &'static Verb> {
    let parts: [&'static [Verb]; 3] = match group {
        Group::Worklist => [worklist::ROWS, listing::ROWS, clinic::ROWS],
        Group::Playback => [playback::ROWS, &[], &[]],
        Group::Letter => [letter::ROWS, &[], &[]],
        Group::Review => [review::ROWS, &[], &[]],
        Group::Post => [post::ROWS, &[], &[]],
        Group::Signing => [signing::ROWS, &[], &[]],
        Group::View => [view::ROWS, &[], &[]],
    };
    parts.into_iter().flatten()
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
pub(super) fn row_of(command: &Command) -> Option<&'static Verb> {
    verb_for(command).or_else(|| all().find(|verb| verb.released.as_ref() == Some(command)))
}
