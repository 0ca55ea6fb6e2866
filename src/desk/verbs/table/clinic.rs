//! The verbs of a whole clinic and of what is no letter; they stand in the menu of the worklist.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift};
use crate::desk::verbs::need::{CHANGEABLE, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::Worklist;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::Show(Sheet::Clinic),
        "Clinic list…",
        "Match the recordings with the appointments of a clinic; nothing is changed before you say so",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::MailMerge),
        "Letters from a list…",
        "Results and other letters in bulk: a text with fields, and a list to fill them from",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::PhoneNote),
        "Phone note",
        "Write down who rang and what for; the letter and its sound stay as they are",
        WORKSPACE,
    )
    .on(command(Key::T))
    .on_mac(command_shift(Key::I)),
    verb(
        G,
        C::Show(Sheet::Tasks),
        "Tasks…",
        "What is to be done that is no letter, the first due first",
        WORKSPACE,
    )
    .on(command_shift(Key::T))
    .on_mac(command_shift(Key::K)),
    verb(
        G,
        C::Show(Sheet::NoLetter),
        "This is no letter…",
        "A voice message becomes a task: it leaves the worklist, and its recording is kept",
        CHANGEABLE,
    ),
];
