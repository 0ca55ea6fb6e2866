//! The verbs of the post room.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command_shift};
use crate::desk::verbs::need::WORKSPACE;
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::Post;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::Show(Sheet::PostRoom),
        "Post room…",
        "Everything that is signed and has still to go: print it, put it into a folder, mark it as sent",
        WORKSPACE,
    )
    .on(command_shift(Key::O)),
    verb(
        G,
        C::Show(Sheet::Readables),
        "Readable copies…",
        "Which readable files lie outside the record, where, and until when",
        WORKSPACE,
    ),
];
