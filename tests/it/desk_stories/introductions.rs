//! What is said before and after a letter lands beside it, and one undo puts it back.

use dictation_desk::clinical::intro::Urgency;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::speech::Scripted;

use crate::clinic::{body, say, waiting};
use crate::room::Room;

const SAID: &str = "Dictated by Dr Lowrie, stroke clinic, two-week wait. Patient's name Jean Petrie, \
    date of birth 1 June 1952. Dear Dr Nunn. She is well. Copy to the patient.";
const LETTER: &str = "Dear Dr Nunn. She is well.";

/// A desk on which a recording that says this has just been drafted.
fn drafted(room: &Room, said: &str) -> Desk {
    let id = waiting(room, 60.0);
    let mut desk = room.desk_hearing(Scripted::saying(said, 0.4));
    say(&mut desk, Command::Open(id));
    desk
}

#[test]
fn the_letter_alone_stands_in_the_draft_and_one_undo_puts_the_rest_back() {
    let room = Room::new();
    let mut desk = drafted(&room, SAID);
    assert_eq!(body(&desk), LETTER);
    let piece = desk.piece().expect("open");
    let introduced = piece.draft.as_ref().expect("drafted").introduction.clone();
    let author = introduced.author.as_ref().expect("heard");
    assert_eq!(author.value, "Dr Lowrie");
    assert!(author.sound.is_some(), "it can be listened to");
    let urgency = introduced.urgency.as_ref().expect("heard");
    assert_eq!(urgency.value, Urgency::SuspectedCancer);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), SAID);
    say(&mut desk, Command::Redo);
    assert_eq!(body(&desk), LETTER);
    say(&mut desk, Command::Undo);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "", "the draft is a step of its own");
}

#[test]
fn what_was_heard_is_kept_when_the_letter_is_opened_again() {
    let room = Room::new();
    let mut desk = drafted(&room, SAID);
    let heard = |desk: &Desk| {
        let piece = desk.piece().expect("open");
        piece.draft.as_ref().expect("drafted").introduction.clone()
    };
    let before = heard(&desk);
    let id = desk.piece().expect("open").dictation.id;
    drop(desk);
    desk = room.desk();
    say(&mut desk, Command::Open(id));
    assert_eq!(heard(&desk), before);
    assert_eq!(body(&desk), LETTER);
}

#[test]
fn letters_that_are_parted_have_each_their_own_introduction() {
    let room = Room::new();
    let said = "Stroke clinic, Dr Lowrie. Patient's name Jean Petrie. She is well. Next patient. \
        Patient's name Rex Harmon. He is worse.";
    let id = waiting(&room, 60.0);
    let mut desk = room.desk_hearing(Scripted::saying(said, 0.4));
    desk.settle(10.0);
    let other = desk.worklist().map(|row| row.id).find(|row| *row != id);
    for (id, name, text) in [
        (Some(id), "Jean Petrie", "She is well."),
        (other, "Rex Harmon", "He is worse."),
    ] {
        say(&mut desk, Command::Open(id.expect("parted")));
        assert_eq!(body(&desk), text);
        let draft = desk.piece().expect("open").draft.clone().expect("drafted");
        assert_eq!(draft.introduction.patient.expect("heard").value, name);
        say(&mut desk, Command::Undo);
        assert!(body(&desk).contains(name), "one undo puts it back");
    }
}

#[test]
fn nothing_is_asked_about_what_was_taken_out() {
    let room = Room::new();
    let desk = drafted(&room, SAID);
    let asked: Vec<String> = desk
        .piece()
        .expect("open")
        .review
        .questions()
        .iter()
        .map(|it| it.message.clone())
        .collect();
    assert!(
        !asked
            .iter()
            .any(|it| it.contains("Petrie") || it.contains("no text")),
        "{asked:?}"
    );
}
