//! What is said before and after a letter lands beside it, and one undo puts it back.

use dictation_desk::clinical::intro::Urgency;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::heard::Offer;
use dictation_desk::letter::Field;
use dictation_desk::record::{Author, Patient, Priority};
use dictation_desk::speech::Scripted;

use crate::clinic::{body, letter, say, waiting};
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

/// What is offered under a label.
fn offered(desk: &Desk, label: &str) -> Vec<Offer> {
    let offers = desk.offers().into_iter();
    offers.filter(|offer| offer.label == label).collect()
}

/// A patient of the record, by name and birth date.
fn patient(given: &str, family: &str, born: &str) -> Patient {
    let known = serde_json::json!({
        "id": 0, "title": "Mrs", "given": given, "family": family, "born": born,
        "nhs_number": null, "hospital_number": "", "address": [],
        "practice": {"doctor": "", "name": "", "address": []},
    });
    serde_json::from_value(known).expect("a patient")
}

/// A desk with the letter of [`SAID`] that is of nobody yet, where these patients are known.
fn of_nobody(room: &Room, known: &[Patient]) -> Desk {
    let mut desk = room.desk_hearing(Scripted::saying(SAID, 0.4));
    for patient in known {
        say(&mut desk, Command::SavePatient(Box::new(patient.clone())));
    }
    let author = Author {
        name: "Dr Morag Lowrie".to_owned(),
        ..Author::default()
    };
    say(&mut desk, Command::SaveAuthor(Box::new(author)));
    say(
        &mut desk,
        Command::Import(vec![room.recording("of nobody.wav", 60.0)]),
    );
    desk.settle(10.0);
    let id = desk
        .worklist()
        .find(|row| row.patient.is_none())
        .map(|row| row.id);
    say(&mut desk, Command::Open(id.expect("taken in")));
    say(&mut desk, Command::Show(Sheet::Heard));
    desk
}

#[test]
fn what_was_heard_is_proposed_and_taken_with_one_verb() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut desk = of_nobody(&room, &[patient("Jean", "Petrie", "1952-06-01")]);
    let piece = desk.piece().expect("open");
    assert_eq!(piece.dictation.patient, None, "nobody is chosen silently");
    assert!(offered(&desk, "Patient").iter().all(|offer| offer.is_sure));
    say(&mut desk, Command::TakeHeard);
    let row = desk.piece().expect("open").dictation.clone();
    let chosen = desk.patient_of(&row).expect("taken");
    assert_eq!(chosen.family, "Petrie");
    assert_eq!(desk.author_of(&row).expect("taken").name, "Dr Morag Lowrie");
    assert_eq!(row.priority, Priority::Urgent);
    assert_eq!(letter(&desk).field(Field::Clinic), "Stroke clinic");
    assert!(letter(&desk).field(Field::Copies).contains("The patient"));
    assert!(desk.heard_otherwise().is_empty());
}

#[test]
fn a_patient_whose_details_do_not_all_agree_is_shown_and_not_taken() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut desk = of_nobody(&room, &[patient("Jean", "Petrie", "1952-01-06")]);
    let offers = offered(&desk, "Patient");
    let doubt = &offers.first().expect("proposed").doubt;
    assert!(
        doubt.contains("date of birth was heard as 1 June 1952"),
        "{doubt}"
    );
    let take = offers[0].take.clone().expect("can be taken by itself");
    say(&mut desk, Command::TakeHeard);
    let row = desk.piece().expect("open").dictation.clone();
    assert_eq!(row.patient, None);
    say(&mut desk, take.command());
    let differing = desk.heard_otherwise();
    assert_eq!(
        differing.len(),
        1,
        "it stays beside what was chosen: {differing:?}"
    );
    assert!(differing[0].sentence().contains("1 June 1952"));
}
