//! A letter on its way out: handed over, signed, sent; none before its time.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::letter::gate::{self, Missing, Step};
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{DictationId, Status};

use super::at_work;
use dictation_desk::store::Record;

use crate::clinic::{hush, is_signed, of_nobody, problems, say, sign, told, type_on};
use crate::room::{Room, Screen};

fn status(desk: &Desk, id: DictationId) -> Status {
    let rows = &desk.snapshot().dictations;
    let shown = rows.iter().find(|row| row.id == id).unwrap().status;
    assert_eq!(desk.piece().unwrap().dictation.status, shown);
    shown
}

#[test]
fn a_letter_about_nobody_is_not_handed_over() {
    let room = Room::new();
    let (id, staff) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let steps = [
        ("No patient", Command::ChoosePatient(staff.patient)),
        ("No author", Command::ChooseAuthor(staff.author)),
    ];
    for (missing, settle) in steps {
        say(&mut desk, Command::SendForSignature);
        assert!(problems(&desk)[0].contains(missing), "{:?}", told(&desk));
        assert_eq!(status(&desk, id), Status::Typing);
        hush(&mut desk);
        say(&mut desk, settle);
    }
    say(&mut desk, Command::SendForSignature);
    assert!(problems(&desk)[0].contains("says nothing yet"));
    hush(&mut desk);
    // What is left open in it may be for the author to answer.
    type_on(&mut desk, "Her echo showed ____.");
    assert!(desk.piece().unwrap().review.blocking() > 0);
    say(&mut desk, Command::SendForSignature);
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(status(&desk, id), Status::ToSign);
    drop(desk);
    let kept = room.record().dictation(id).unwrap();
    assert_eq!(kept.status, Status::ToSign);
}

#[test]
fn only_a_signed_letter_is_sent_and_an_amended_one_is_back_at_work() {
    let room = Room::new();
    let (mut desk, id, _) = at_work(&room);
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::MarkSent(Vec::new()));
    assert_eq!(told(&desk), ["The letter is not signed yet"]);
    assert_eq!(status(&desk, id), Status::Typing);

    sign(&mut desk, true, "Heard in clinic");
    assert_eq!(status(&desk, id), Status::Signed);
    say(&mut desk, Command::MarkSent(Vec::new()));
    assert_eq!(status(&desk, id), Status::Sent);
    assert!(is_signed(&desk));
    drop(desk);
    assert_eq!(room.record().dictation(id).unwrap().status, Status::Sent);

    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::Amend);
    assert_eq!(status(&desk, id), Status::Typing);
    assert!(desk.enabled(&Command::MarkSent(Vec::new())).is_err());
}

/// A letter handed over for signing is in neither version yet.
#[test]
fn a_letter_that_is_just_being_signed_is_not_sent() {
    let room = Room::new();
    let (mut desk, id, _) = at_work(&room);
    type_on(&mut desk, "She is well.");
    desk.settle(crate::clinic::NOW);
    let (identity_checked, unheard_reason) = (true, "Heard in clinic".to_owned());
    let signing = Command::Sign(Signature {
        identity_checked,
        unheard_reason,
        manner: Manner::For,
    });
    desk.apply(signing, crate::clinic::NOW);
    desk.apply(Command::MarkSent(Vec::new()), crate::clinic::NOW);
    desk.apply(Command::SendForSignature, crate::clinic::NOW);
    desk.settle(crate::clinic::NOW);
    assert_eq!(status(&desk, id), Status::Signed);
}

#[test]
fn the_desk_hands_the_gate_all_that_decides() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well. ____");
    desk.settle(crate::clinic::NOW);
    let missing = |desk: &Desk, confirmed, reason: &str| {
        let signature = Signature {
            identity_checked: confirmed,
            unheard_reason: String::from(reason),
            manner: Manner::For,
        };
        let case = desk.case(&signature).unwrap();
        let holds = gate::holds(Step::Sign, &case).into_iter();
        holds.map(|hold| hold.missing).collect::<Vec<_>>()
    };
    let (blank, heard) = (Missing::Blank, Missing::Hearing);
    assert_eq!(
        missing(&desk, false, " "),
        [Missing::Identity, heard, blank]
    );
    assert_eq!(missing(&desk, true, "Heard in clinic"), [blank]);
    sign(&mut desk, true, "Heard in clinic");
    assert!(!is_signed(&desk), "the blank is told of once, and holds");
}

#[test]
fn a_sent_letter_says_so_on_the_screen() {
    let room = Room::new();
    let (mut desk, id, _) = at_work(&room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let mut screen = Screen::new(desk);
    assert!(screen.shows("signed, version 1"));
    screen.click_containing("Send\u{2026}");
    screen.click_containing("Mark all 2 as sent");
    assert!(screen.shows("sent, version 1"));
}
