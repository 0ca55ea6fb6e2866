//! Commands that come quicker than the record can save or answer: each is done, in its turn.

use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::letter::Field;
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::Status;
use dictation_desk::store::{Keeping, Record};

use super::at_work;
use crate::clinic::{NOW, letter, of_nobody, say, told, type_on};
use crate::room::Room;

#[test]
fn a_letter_signed_and_put_away_in_one_breath_is_signed_first() {
    let room = Room::new();
    let (mut desk, id, staff) = at_work(&room);
    type_on(&mut desk, "She is well.");
    let sign = Command::Sign(Signature {
        identity_checked: true,
        unheard_reason: "Dictated twice".to_owned(),
        manner: Manner::For,
    });
    // What was typed is not on disk yet, so both wait for that.
    assert!(desk.has_unsaved());
    desk.apply(sign, NOW);
    desk.apply(Command::Close, NOW);
    desk.settle(NOW);
    assert!(desk.piece().is_none(), "{:?}", told(&desk));
    drop(desk);
    let record = room.record();
    assert_eq!(record.dictation(id).unwrap().status, Status::Signed);
    assert_eq!(record.versions(staff.patient).unwrap().len(), 1);
}

#[test]
fn a_patient_and_an_author_chosen_in_one_breath_both_fill_the_letter() {
    let room = Room::new();
    let (id, staff) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    desk.apply(Command::ChoosePatient(staff.patient), NOW);
    desk.apply(Command::ChooseAuthor(staff.author), NOW);
    desk.settle(NOW);
    let filled = letter(&desk);
    assert!(
        filled.field(Field::Addressee).starts_with("Dr A Example"),
        "{:?}",
        filled.field(Field::Addressee)
    );
    assert_eq!(filled.field(Field::Closing), "Yours sincerely");
}
