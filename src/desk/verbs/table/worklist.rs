//! The verbs of the worklist.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift};
use crate::desk::verbs::need::{By, CHANGEABLE, LETTER, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};
use crate::record::Priority;

const G: Group = Group::Worklist;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::OpenNext,
        "Next dictation",
        "Open the most pressing dictation that is not on the desk",
        WORKSPACE,
    )
    .on(command(Key::N)),
    verb(
        G,
        C::OpenPrevious,
        "Dictation before",
        "Open the one before it in the worklist, or in the signing tray",
        LETTER,
    )
    .on(command_shift(Key::B)),
    verb(
        G,
        C::FilterWorklist,
        "Filter the worklist",
        "Show only the rows that hold what is typed",
        WORKSPACE,
    )
    .on(command(Key::L))
    .by(By::Screen),
    verb(
        G,
        C::ChooseFiles,
        "Import recordings…",
        "Bring audio files into the worklist",
        WORKSPACE,
    )
    .on(command(Key::O))
    .by(By::Screen),
    verb(
        G,
        C::NewLetter,
        "New letter without a recording",
        "Begin a letter that nobody dictated: of a telephone call, of a result, to who did not come",
        WORKSPACE,
    ),
    verb(
        G,
        C::SetPriority(Priority::Cancer),
        "Mark as urgent suspected cancer",
        "Comes before everything else; what it is held to stands under View, Settings",
        CHANGEABLE,
    ),
    verb(
        G,
        C::SetPriority(Priority::Urgent),
        "Mark as urgent",
        "Comes before what is routine",
        CHANGEABLE,
    ),
    verb(
        G,
        C::SetPriority(Priority::Routine),
        "Mark as routine",
        "Comes when nothing more urgent waits",
        CHANGEABLE,
    ),
    verb(
        G,
        C::Close,
        "Put the letter away",
        "Close it; everything is saved",
        LETTER,
    )
    .on(command(Key::W)),
    verb(
        G,
        C::Show(Sheet::Patients),
        "Patients…",
        "Look a patient up to change what is known of them, or to merge two who are one",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::BringIn),
        "Bring in patients…",
        "A list or messages of the hospital system; you see what it would do before anything is saved",
        WORKSPACE,
    ),
    verb(
        G,
        C::AddSample,
        "Add the sample clinic",
        "Three synthetic dictations and four invented patients to try things on",
        WORKSPACE,
    ),
];
