//! The verbs of the review and of filing.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift, plain, shift};
use crate::desk::verbs::need::{CHANGEABLE, LETTER, Need as N, SIGNABLE, SIGNED, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};

const G: Group = Group::Review;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::NextQuestion,
        "Next question",
        "Go to the next thing to settle and play it",
        LETTER,
    )
    .on(plain(Key::F11))
    .on_mac(command(Key::T)),
    verb(
        G,
        C::PreviousQuestion,
        "Previous question",
        "Go back to the one before",
        LETTER,
    )
    .on(shift(Key::F11))
    .on_mac(command_shift(Key::T)),
    verb(
        G,
        C::SettleQuestion,
        "It is right",
        "Settle the question at the cursor and go to the next",
        LETTER,
    )
    .on(plain(Key::F12)),
    verb(
        G,
        C::SplitLetters,
        "Split at next patient",
        "Give each further letter of this recording a place of its own in the worklist",
        &[N::Workspace, N::Letter, N::Changeable, N::OtherLetter],
    )
    .on(command_shift(Key::N)),
    verb(
        G,
        C::KeepAsOne,
        "It is one letter",
        "All of this recording is about one patient; nothing is split",
        &[N::Workspace, N::Letter, N::Changeable, N::OtherLetter],
    ),
    verb(
        G,
        C::SplitHere,
        "Split here",
        "What stands below the caret becomes a letter of its own, with its part of the recording",
        &[N::Workspace, N::Letter, N::Changeable, N::CaretWithin],
    ),
    verb(
        G,
        C::SplitAtMoment,
        "Split where it stands",
        "What is said from where the recording stands becomes a letter of its own",
        &[N::Workspace, N::Letter, N::Changeable, N::Midway],
    ),
    verb(
        G,
        C::JoinNext,
        "Join the next letter to it",
        "It is one letter with the next one of its recording; that goes into the bin",
        &[N::Workspace, N::Letter, N::Changeable, N::NextLetter],
    ),
    verb(
        G,
        C::MarkQuery,
        "Set aside with a query",
        "Something only the author can answer; nothing is written down",
        CHANGEABLE,
    ),
    verb(
        G,
        C::SendForSignature,
        "Ready to sign",
        "Typed and checked: waits for the author",
        CHANGEABLE,
    )
    .on(command(Key::R)),
    verb(
        G,
        C::Show(Sheet::Signing),
        "Sign and file…",
        "Check who it is, approve, and file the document",
        SIGNABLE,
    )
    .on(command(Key::Enter)),
    verb(
        G,
        C::Show(Sheet::Sending),
        "Send…",
        "To whom the signed letter goes, and what has gone",
        SIGNED,
    )
    .on(command_shift(Key::Enter)),
    verb(
        G,
        C::Amend,
        "Amend the signed letter",
        "Starts a new version; the signed one is kept",
        SIGNED,
    ),
    verb(
        G,
        C::Show(Sheet::Comparing),
        "What this letter was…",
        "Compare it as drafted, typed, signed and sent, word by word",
        LETTER,
    ),
    verb(
        G,
        C::Addendum,
        "Add to the signed letter",
        "Begins an addendum: a letter of its own that says what it adds to",
        SIGNED,
    ),
    verb(
        G,
        C::Show(Sheet::Withdrawing),
        "Withdraw the signed letter…",
        "It no longer holds; who had it stays in the record",
        SIGNED,
    ),
    verb(
        G,
        C::FileAgain,
        "Save the document again",
        "Write signed documents that could not be saved",
        WORKSPACE,
    ),
];
