//! The tray: thirty letters by keyboard alone, several signed together, and what is held of them.

use dictation_desk::desk::command::Command;
use dictation_desk::record::{DictationId, Status};
use dictation_desk::store::{Record, Remarks};

use super::{one_waiting, waiting};
use crate::clinic::{body, hush, problems, say, told, type_on};
use crate::people::Practice;
use crate::room::Screen;

fn status(practice: &Practice, id: DictationId) -> Status {
    practice.room.record().dictation(id).unwrap().status
}

/// Types where the keyboard is.
fn write(screen: &mut Screen, text: &str) {
    screen.harness.event(egui::Event::Text(text.to_owned()));
    screen.settle();
}

/// Opens the signing sheet, says that the patient is the one, and signs.
fn sign(screen: &mut Screen) {
    screen.press("Ctrl+Enter");
    assert!(
        screen.shows("Sign this letter"),
        "{:?}",
        told(screen.desk())
    );
    screen.press("Space");
    screen.press("Ctrl+Enter");
}

#[test]
fn a_consultant_signs_thirty_by_keyboard_alone() {
    let practice = Practice::new();
    let letters = waiting(&practice, 30);
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "The knee is swollen.");
    say(&mut desk, Command::Ask("Which knee?".to_owned(), None));
    drop(desk);

    let mut screen = Screen::new(practice.desk_of("Jonathan Sample"));
    screen.press("Ctrl+G");
    assert!(screen.shows("30 to sign, 1 query to answer"));
    assert!(screen.shows("SAMPLE-01"));
    // The first: why it need not be heard is written down once for the sitting.
    screen.press("Ctrl+Enter");
    screen.press("Space");
    screen.press("Shift+Tab");
    write(&mut screen, "I dictated it");
    screen.press("Ctrl+Enter");
    assert_eq!(problems(screen.desk()), [""; 0]);
    for (at, id) in letters.iter().enumerate().skip(1) {
        let on_desk = screen.desk().piece().unwrap().dictation.id;
        assert_eq!(on_desk, *id, "the next opens by itself");
        match at {
            // A word put right where it stands is no second typing.
            4 => {
                write(&mut screen, "Dear colleague. ");
                assert!(body(screen.desk()).starts_with("Dear colleague. Thank you"));
                screen.press("Ctrl+Z");
                write(&mut screen, "Many ");
                sign(&mut screen);
            }
            9 | 19 => {
                screen.press("Ctrl+Shift+R");
                write(&mut screen, "It is about her sister");
                screen.press("Ctrl+Enter");
            }
            _ => sign(&mut screen),
        }
        assert_eq!(problems(screen.desk()), [""; 0], "letter {at}");
    }
    assert!(screen.shows("Which knee?"));
    screen.press("Ctrl+Shift+Q");
    write(&mut screen, "The left");
    screen.press("Ctrl+Enter");
    assert!(screen.shows("Nothing waits for you"));
    assert!(screen.shows("28 signed, 2 sent back, 1 query answered"));
    assert!(screen.desk().piece().is_none());
    screen.close();

    for (at, id) in letters.iter().enumerate() {
        let wanted = match at {
            9 | 19 => Status::Rejected,
            _ => Status::Signed,
        };
        assert_eq!(status(&practice, *id), wanted, "letter {at}");
    }
    assert_eq!(status(&practice, practice.letter), Status::Typing);
    let remarks = practice.room.record().remarks(practice.letter).unwrap();
    let answer = remarks[0].answer.as_ref().unwrap();
    assert_eq!(
        (answer.said.as_str(), answer.by.as_str()),
        ("The left", "Jonathan Sample")
    );
}

#[test]
fn nothing_is_signed_before_the_patient_has_been_compared() {
    let practice = Practice::new();
    let letters = waiting(&practice, 2);
    let mut screen = Screen::new(practice.desk_of("Jonathan Sample"));
    screen.press("Ctrl+G");
    screen.press("Ctrl+Enter");
    screen.press("Ctrl+Enter");
    screen.press("Ctrl+Enter");
    assert!(screen.shows("Sign this letter"), "it stays open");
    screen.press("Escape");
    // What was ticked about one is not ticked about the next.
    screen.press("Ctrl+Enter");
    screen.press("Space");
    screen.press("Escape");
    screen.press("Ctrl+N");
    screen.press("Ctrl+Enter");
    screen.press("Ctrl+Enter");
    screen.close();
    for id in letters {
        assert_eq!(status(&practice, id), Status::ToSign);
    }
}

#[test]
fn the_tray_is_gone_through_on_and_back_and_skipped() {
    let practice = Practice::new();
    let letters = waiting(&practice, 3);
    let mut screen = Screen::new(practice.desk_of("Jonathan Sample"));
    screen.press("Ctrl+G");
    let mut seen = Vec::new();
    for key in ["Ctrl+N", "Ctrl+N", "Ctrl+N", "Ctrl+Shift+B", "Ctrl+Shift+B"] {
        screen.press(key);
        let on_desk = screen.desk().piece().unwrap().dictation.id;
        seen.push(letters.iter().position(|id| *id == on_desk).unwrap());
    }
    assert_eq!(seen, [1, 2, 0, 2, 1]);
    screen.press("Ctrl+G");
    assert!(screen.shows("Worklist"));
}

#[test]
fn those_that_were_read_are_signed_together_and_what_is_held_is_named() {
    let practice = Practice::new();
    let letters = waiting(&practice, 5);
    let mut screen = Screen::new(practice.desk_of("Jonathan Sample"));
    screen.press("Ctrl+G");
    for number in 1..=4 {
        if number == 3 {
            // Left open by whoever typed it: a place to be filled in.
            write(&mut screen, "Dr [INSERT: who] asks. ");
        }
        screen.press("PageDown");
        screen.press("PageDown");
        if number < 4 {
            screen.press("Ctrl+N");
        }
    }
    assert!(screen.shows("routine, read"));
    screen.press("Ctrl+Shift+S");
    for number in 1..=4 {
        assert!(screen.shows(&format!("SAMPLE-{number:02}")));
    }
    assert!(screen.shows("hospital no. T00004"));
    assert!(screen.shows("signed as your own"));
    screen.press("Ctrl+Enter");
    assert!(
        screen.shows("Sign 4 letters"),
        "not before each was compared"
    );
    screen.press("Shift+Tab");
    write(&mut screen, "I dictated them");
    screen.press("Tab");
    screen.press("Space");
    screen.press("Ctrl+Enter");
    let told = problems(screen.desk()).join("\n");
    assert!(
        told.contains("3 letters signed. These are not signed"),
        "{told}"
    );
    assert!(
        told.contains("SAMPLE-03") && told.contains("[INSERT: who]"),
        "{told}"
    );
    screen.close();
    let statuses: Vec<Status> = letters.iter().map(|id| status(&practice, *id)).collect();
    let (signed, waits) = (Status::Signed, Status::ToSign);
    assert_eq!(statuses, [signed, signed, waits, signed, waits]);
}

#[test]
fn a_letter_that_is_changed_after_it_was_read_is_read_again_first() {
    let practice = Practice::new();
    one_waiting(&practice);
    let mut desk = practice.desk_of("Jonathan Sample");
    say(&mut desk, Command::ToggleTray);
    say(&mut desk, Command::NoteRead);
    type_on(&mut desk, " Or is she?");
    desk.settle(crate::clinic::NOW);
    let signature = dictation_desk::desk::command::Signature {
        identity_checked: true,
        unheard_reason: "I dictated it".to_owned(),
        ..Default::default()
    };
    say(&mut desk, Command::SignSeveral(signature.clone()));
    assert!(
        problems(&desk)[0].contains("read it again"),
        "{:?}",
        told(&desk)
    );
    hush(&mut desk);
    say(&mut desk, Command::NoteRead);
    say(&mut desk, Command::SignSeveral(signature));
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(
        desk.dictation(practice.letter).unwrap().status,
        Status::Signed
    );
}

#[test]
fn a_tray_holds_what_waits_for_whoever_is_at_the_desk() {
    let practice = Practice::new();
    let letter = one_waiting(&practice);
    for (who, waits) in [
        ("Jonathan Sample", true),
        ("Sue Overton", true),
        ("Tess Tapper", true),
    ] {
        let desk = practice.desk_of(who);
        let ids: Vec<DictationId> = desk.in_tray().iter().map(|row| row.id).collect();
        assert_eq!(ids.contains(&letter), waits, "{who}");
    }
    let mut desk = practice.desk_of(crate::room::TYPIST);
    let author = dictation_desk::record::Role::Author;
    crate::people::add(&mut desk, "Olive Other", "OO", author, crate::people::PIN);
    drop(desk);
    let desk = practice.desk_of("Olive Other");
    assert!(desk.in_tray().is_empty(), "it is another author's");
}
