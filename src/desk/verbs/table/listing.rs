//! The verbs of the worklist as a table, of its bin, and of how long letters took.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command_shift};
use crate::desk::verbs::need::WORKSPACE;
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::Worklist;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::ToggleTable,
        "Worklist as a table",
        "All columns, to sort, to group and to choose several rows",
        WORKSPACE,
    )
    .on(command_shift(Key::W)),
    verb(
        G,
        C::GroupByClinic,
        "Group the table by clinic",
        "The rows of each clinic stand together, or do so no longer",
        WORKSPACE,
    )
    .on(command_shift(Key::G)),
    verb(
        G,
        C::Show(Sheet::Rows),
        "Change the chosen rows…",
        "Author, clinic, work type, priority, who is on them, when they are wanted; or remove them",
        WORKSPACE,
    )
    .on(command_shift(Key::E)),
    verb(
        G,
        C::Show(Sheet::Bin),
        "Bin…",
        "What was removed from the worklist and why, to bring it back",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::Turnaround),
        "Turnaround…",
        "How long letters take, by author and by clinic, and which are late",
        WORKSPACE,
    ),
];
