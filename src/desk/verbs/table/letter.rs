//! The verbs of the letter.

use crate::desk::command::{Command as C, Sheet};
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, command, command_shift};
use crate::desk::verbs::need::{By, CHANGEABLE, LETTER, Need as N, WORKSPACE};
use crate::desk::verbs::row::{Verb, verb};
use crate::letter::BlockKind;

const G: Group = Group::Letter;

pub static ROWS: &[Verb] = &[
    verb(
        G,
        C::Show(Sheet::About),
        "Everything about this patient…",
        "Their letters in every version, where they are reached, and copies of it all",
        LETTER,
    )
    .on(command_shift(Key::P)),
    verb(
        G,
        C::Show(Sheet::Another),
        "Another letter from this one…",
        "The same findings for another reader: a letter of its own from the same recording",
        LETTER,
    ),
    verb(
        G,
        C::Show(Sheet::Heard),
        "What was heard…",
        "Who dictated it, whom it is about and who gets it, as the author said: taken with one key",
        LETTER,
    )
    .on(command_shift(Key::U)),
    verb(
        G,
        C::Undo,
        "Undo",
        "Take back the last change, back to the empty letter",
        &[N::Workspace, N::Letter, N::Changeable, N::Undoable],
    )
    .on(command(Key::Z)),
    verb(
        G,
        C::Redo,
        "Redo",
        "Make it again",
        &[N::Workspace, N::Letter, N::Changeable, N::Redoable],
    )
    .on(command(Key::Y)),
    verb(
        G,
        C::FindInLetter,
        "Find in the letter",
        "Go to each place that holds a word",
        LETTER,
    )
    .on(command(Key::F))
    .by(By::Screen),
    verb(
        G,
        C::Restyle(BlockKind::Paragraph),
        "Paragraph",
        "Plain paragraph",
        CHANGEABLE,
    )
    .on(command(Key::Num4)),
    verb(
        G,
        C::Restyle(BlockKind::Heading),
        "Heading",
        "Heading",
        CHANGEABLE,
    )
    .on(command(Key::Num1)),
    verb(
        G,
        C::Restyle(BlockKind::Numbered),
        "Numbered list",
        "Numbered paragraphs",
        CHANGEABLE,
    )
    .on(command(Key::Num2)),
    verb(
        G,
        C::Restyle(BlockKind::Bulleted),
        "Bulleted list",
        "Bullet points",
        CHANGEABLE,
    )
    .on(command(Key::Num3)),
    verb(
        G,
        C::Show(Sheet::Patient),
        "Choose the patient…",
        "Link this letter to the patient's record",
        LETTER,
    )
    .on(command(Key::P)),
    verb(
        G,
        C::Show(Sheet::Author),
        "Authors…",
        "Add a new author whose letters are typed here, or change one",
        WORKSPACE,
    ),
    verb(
        G,
        C::Show(Sheet::Dictionary),
        "Dictionary…",
        "Names and terms of your own that drafts should know",
        WORKSPACE,
    )
    .on(command(Key::D)),
    verb(
        G,
        C::Show(Sheet::Learnt),
        "Proposed corrections…",
        "What signed letters have taught, for you to accept or decline",
        WORKSPACE,
    ),
    verb(
        G,
        C::DraftAgain,
        "Draft again",
        "Listen to the recording again with the model in use",
        &[N::Workspace, N::Letter, N::Model],
    ),
    verb(
        G,
        C::StopDraft,
        "Stop the draft",
        "Stop the draft being made and go on with the next recording",
        &[N::Workspace, N::Drafting],
    ),
    verb(
        G,
        C::InsertDraft,
        "Put the draft in",
        "Replace the body with the computer's draft; Undo takes it back",
        &[N::Workspace, N::Letter, N::Changeable, N::Draft],
    ),
    verb(
        G,
        C::DiscardDraft,
        "Discard the draft",
        "Empty the body and type from scratch; Undo brings it back",
        CHANGEABLE,
    )
    .on(command_shift(Key::D)),
    verb(
        G,
        C::Save,
        "Save",
        "Everything you type is saved as you type",
        LETTER,
    )
    .on(command(Key::S)),
];
