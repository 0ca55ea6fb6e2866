//! The verbs of the window.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift};
use crate::desk::verbs::need::{By, NOTHING, Need as N, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::View;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::Show(Sheet::Palette),
        "Find a command…",
        "Type what you want to do",
        WORKSPACE,
    )
    .on(command(Key::K)),
    verb(
        G,
        C::ToggleWorklist,
        "Worklist",
        "Show or hide the worklist",
        WORKSPACE,
    )
    .on(command(Key::B)),
    verb(
        G,
        C::ToggleReview,
        "Review",
        "Show or hide what must be settled",
        WORKSPACE,
    )
    .on(command(Key::J)),
    verb(
        G,
        C::Larger,
        "Larger",
        "Make everything on the screen larger",
        NOTHING,
    )
    .on(command(Key::Plus)),
    verb(
        G,
        C::Smaller,
        "Smaller",
        "Make everything on the screen smaller",
        NOTHING,
    )
    .on(command(Key::Minus)),
    verb(
        G,
        C::NormalSize,
        "Normal size",
        "Everything on the screen in the size it was made for",
        NOTHING,
    )
    .on(command(Key::Num0)),
    verb(
        G,
        C::Show(Sheet::Settings),
        "Settings…",
        "Keys, pedal, light or dark look, size, folders",
        WORKSPACE,
    )
    .on(command(Key::Comma)),
    verb(
        G,
        C::Show(Sheet::People),
        "People…",
        "Who works here, what they may do, and what they prove themselves with",
        WORKSPACE,
    ),
    verb(
        G,
        C::LockDesk,
        "Lock the desk",
        "Saves everything and asks who it is; you come back to where you were",
        &[N::Workspace, N::Lock],
    )
    .on(command_shift(Key::L)),
    verb(
        G,
        C::Show(Sheet::Pedal),
        "Teach a foot pedal…",
        "For a pedal that is not known, or whose buttons do the wrong thing",
        WORKSPACE,
    ),
    verb(
        G,
        C::ChooseLogo,
        "Logo of the letterhead…",
        "A PNG picture for the head of each letter",
        WORKSPACE,
    )
    .by(By::Screen),
    verb(
        G,
        C::Show(Sheet::Models),
        "Speech models…",
        "What drafts the letters, how long it takes here, and how to get a better one",
        WORKSPACE,
    ),
    verb(
        G,
        C::TimeModels,
        "Time the models here",
        "How long a minute of dictation takes on this computer with each speech model",
        &[N::Workspace, N::Model, N::NotTiming],
    ),
    verb(
        G,
        C::StopTiming,
        "Stop timing the models",
        "What was measured before stays",
        &[N::Workspace, N::Timing],
    ),
    verb(
        G,
        C::CheckRecord,
        "Check the record",
        "Whether every letter, recording and event is still as it was; you can work on meanwhile",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::Checking),
        "Last check of the record…",
        "How far the check is, and what it found",
        WORKSPACE,
    ),
    verb(
        G,
        C::StopChecking,
        "Stop the check",
        "It changes nothing and can begin again at any time",
        &[N::Workspace, N::Checking],
    ),
    verb(
        G,
        C::Show(Sheet::Keys),
        "Keys and pedal",
        "What every key does",
        WORKSPACE,
    )
    .on(command(Key::H))
    .on_mac(command(Key::Slash)),
];
