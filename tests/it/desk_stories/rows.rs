//! Rows of the worklist as they are changed on the desk: several at once, one that is refused, and
//! who changed them.

use dictation_desk::desk::command::Command;
use dictation_desk::desk::event::Event;
use dictation_desk::record::{PatientId, Priority, Status};
use dictation_desk::store::Record;

use super::at_work;
use crate::clinic::{NOW, body, hush, letter, of_nobody, problems, say, trail, type_on};
use crate::room::Room;

#[test]
fn changes_handed_over_before_the_first_is_answered_are_all_made() {
    let room = Room::new();
    let (mut desk, id, staff) = at_work(&room);
    for command in [
        Command::SetPriority(Priority::Urgent),
        Command::ChooseAuthor(staff.author),
        Command::Seek(0.5),
        Command::SetPriority(Priority::Routine),
        Command::SetWorkType("Letter to patient".to_owned()),
        Command::MarkQuery,
    ] {
        desk.apply(command, NOW);
        type_on(&mut desk, "On and on. ");
        desk.apply(Command::Undo, NOW);
    }
    type_on(&mut desk, "She is well.");
    desk.settle(NOW);
    assert_eq!(problems(&desk), [""; 0]);
    say(&mut desk, Command::SendForSignature);
    assert_eq!(problems(&desk), [""; 0]);
    let shown = desk.dictation(id).unwrap().clone();
    assert_eq!(shown.revision, desk.piece().unwrap().dictation.revision);
    say(&mut desk, Command::Close);
    drop(desk);

    let row = room.record().dictation(id).unwrap();
    assert_eq!(row.revision, shown.revision);
    assert_eq!(row.work_type, "Letter to patient");
    assert_eq!(row.priority, Priority::Routine);
    assert_eq!(row.status, Status::ToSign);
}

#[test]
fn a_change_that_is_refused_leaves_the_truth_on_the_screen() {
    let room = Room::new();
    let (mut desk, id, staff) = at_work(&room);
    // Nobody has that number, and what was asked for on the strength of it is refused with it.
    desk.apply(Command::ChoosePatient(PatientId(99)), NOW);
    desk.apply(Command::SetPriority(Priority::Urgent), NOW);
    type_on(&mut desk, "She is well.");
    desk.settle(NOW);
    let told = problems(&desk).join(" ");
    assert!(told.contains("The record refused that change"), "{told}");
    assert!(told.contains("has been changed meanwhile"), "{told}");
    for row in [
        &desk.piece().unwrap().dictation,
        desk.dictation(id).unwrap(),
    ] {
        assert_eq!(row.patient, Some(staff.patient));
        assert_eq!(row.priority, Priority::Routine);
    }
    assert_eq!(
        body(&desk),
        "She is well.",
        "what is typed is never refused"
    );

    hush(&mut desk);
    say(&mut desk, Command::SetPriority(Priority::Urgent));
    say(&mut desk, Command::MarkQuery);
    assert_eq!(problems(&desk), [""; 0]);
    drop(desk);
    let row = room.record().dictation(id).unwrap();
    assert_eq!(
        (row.priority, row.status),
        (Priority::Urgent, Status::Query)
    );
    assert_eq!(row.patient, Some(staff.patient));
}

#[test]
fn a_patient_the_record_refuses_does_not_stay_in_the_letter() {
    let room = Room::new();
    let (id, staff) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let row = desk.piece().unwrap().dictation.clone();
    let of_nobody = letter(&desk).clone();
    say(&mut desk, Command::ChoosePatient(staff.patient));
    assert_ne!(letter(&desk), &of_nobody, "the letter is addressed");
    desk.outbox().post(Event::Stands(Box::new(row.clone())));
    desk.settle(NOW);
    assert_eq!(desk.piece().unwrap().dictation, row);
    assert_eq!(letter(&desk), &of_nobody);
}

#[test]
fn the_trail_names_the_typist_at_the_desk() {
    let room = Room::new();
    let (id, staff) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::ChooseAuthor(staff.author));
    say(&mut desk, Command::ChoosePatient(staff.patient));
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SendForSignature);
    drop(desk);
    assert_eq!(
        trail(&room),
        [
            ["Ann Bell", "linked", "dictation 1 to author 1"],
            ["Ann Bell", "linked", "dictation 1 to patient 1"],
            ["Ann Bell", "handed over to sign", "dictation 1"],
        ]
    );
}
