//! Work types: what a letter is to be says whom it goes to and how it closes.

use dictation_desk::desk::command::Command;
use dictation_desk::letter::{Field, template};
use dictation_desk::store::Record;

use super::at_work;
use crate::clinic::{hush, letter, of_nobody, say, sign, told, type_on};
use crate::room::{Room, Screen};

#[test]
fn every_work_type_can_be_chosen_and_fills_what_nobody_typed() {
    let room = Room::new();
    let (mut desk, id, _) = at_work(&room);
    let own = "The district nurse".to_owned();
    say(&mut desk, Command::SetField(Field::Copies, own.clone()));
    let mut seen = Vec::new();
    for work in template::work_types() {
        say(&mut desk, Command::SetWorkType(work.to_owned()));
        let now = letter(&desk);
        seen.push((
            now.field(Field::Addressee).to_owned(),
            now.field(Field::Closing).to_owned(),
        ));
        assert_eq!(now.field(Field::Copies), own, "{work}");
    }
    assert_eq!(seen.len(), 6);
    let to_whom = |at: usize| seen[at].0.lines().next().unwrap_or_default();
    assert_eq!(
        to_whom(0),
        "Dr A Example",
        "a clinic letter goes to the practice"
    );
    assert_eq!(
        to_whom(1),
        "Mrs Margaret Sample-Turner",
        "a letter to the patient"
    );
    assert_eq!(
        seen[4].1, "Yours faithfully",
        "a report goes to whom nobody knows"
    );
    drop(desk);
    let last = template::work_types().last().unwrap();
    assert_eq!(room.record().dictation(id).unwrap().work_type, last);
}

#[test]
fn a_signed_letter_stays_what_it_is() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Dictated twice");
    hush(&mut desk);
    say(
        &mut desk,
        Command::SetWorkType("Discharge summary".to_owned()),
    );
    assert!(told(&desk).join(" ").contains("This letter is signed"));
}

#[test]
fn the_work_type_is_chosen_above_the_letter() {
    let room = Room::new();
    let (id, _) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    // Nobody is chosen, so the head of the letter stands open.
    let mut screen = Screen::new(desk);
    screen.click("Work type");
    screen.click("Discharge summary");
    let piece = screen.desk().piece().unwrap();
    assert_eq!(piece.dictation.work_type, "Discharge summary");
}
