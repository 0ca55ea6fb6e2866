//! The verbs between whoever types and whoever signs.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift};
use crate::desk::verbs::need::{By, Need as N, SIGNABLE, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::Signing;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::ToggleTray,
        "Signing tray",
        "What waits for you to sign or to answer, one after the other; again to leave it",
        WORKSPACE,
    )
    .on(command(Key::G)),
    verb(
        G,
        C::Show(Sheet::Several),
        "Sign those read…",
        "What was read to its end at the tray, with who each is about",
        &[N::Workspace, N::Tray],
    )
    .on(command_shift(Key::S)),
    verb(
        G,
        C::Show(Sheet::Rejecting),
        "Send back…",
        "Do not sign it, and say what is to be put right",
        &[N::Workspace, N::Letter, N::ToSign],
    )
    .on(command_shift(Key::R))
    .on_mac(command_shift(Key::J)),
    verb(
        G,
        C::Show(Sheet::Asking),
        "Ask the author…",
        "Set it aside with a question, and the seconds of sound it is about",
        SIGNABLE,
    )
    .on(command(Key::Q))
    .on_mac(command_shift(Key::R)),
    verb(
        G,
        C::Show(Sheet::Answering),
        "Answer the query…",
        "What was asked about this letter, with its sound",
        &[N::Workspace, N::Letter, N::Asked],
    )
    .on(command_shift(Key::Q))
    .on_mac(command_shift(Key::Y)),
    verb(
        G,
        C::ChooseProof,
        "Save a proof…",
        "A Word document to be read on paper; each page says that it is not signed",
        SIGNABLE,
    )
    .by(By::Screen),
    verb(
        G,
        C::Show(Sheet::Secret),
        "Change my PIN…",
        "What you prove yourself with at this desk",
        WORKSPACE,
    ),
];
