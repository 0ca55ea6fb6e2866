//! Looking for any letter there is, on the screen: as it is typed, with the arrow keys, by who may
//! see what.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::Found;

use crate::clinic::{NOW, body, say, type_on};
use crate::people::Practice;
use crate::room::{Room, Screen, TYPIST};

const FIELD: &str = "Search every letter";

fn names(found: &[Found]) -> Vec<i64> {
    found.iter().map(|it| it.dictation.id.0).collect()
}

#[test]
fn a_letter_is_found_as_it_is_typed_and_opened_with_enter() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+Shift+F");
    assert!(screen.shows("Type two letters or more"));
    screen.type_into(FIELD, "m");
    assert!(screen.shows("Type two letters or more"));
    screen.type_into(FIELD, "ethotrex");
    let found = names(screen.desk().looking().found());
    assert!(found.len() > 1, "{found:?}");
    assert!(
        found.is_sorted_by(|one, other| one > other),
        "the newest first"
    );
    screen.press("ArrowDown");
    screen.press("Enter");
    assert_eq!(screen.desk().sheet(), None);
    let piece = screen.desk().piece().map(|it| it.dictation.id.0);
    assert_eq!(piece, Some(found[1]));
    // What was found is there again, as somebody who looks through several wants it.
    screen.press("Ctrl+Shift+F");
    assert_eq!(names(screen.desk().looking().found()), found);
    screen.press("Escape");
    assert_eq!(screen.desk().sheet(), None);
}

#[test]
fn nothing_found_says_so_and_the_filter_of_the_worklist_is_where_it_begins() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+L");
    screen.type_into("Filter the worklist", "sample");
    let rows = screen.desk().worklist().count();
    screen.press("Ctrl+Shift+F");
    assert_eq!(screen.desk().looking().query(), "sample");
    assert_eq!(screen.desk().looking().found().len(), rows);
    screen.type_into(FIELD, " zzzz");
    assert!(screen.shows("No letter has all of these words"));
    assert_eq!(screen.desk().filter(), "sample", "the filter is as it was");
    screen.press("Escape");
    screen.type_into("Filter the worklist", " methotrexate");
    screen.click("Search every letter there is…");
    assert_eq!(screen.desk().looking().query(), "sample methotrexate");
    assert!(!screen.desk().looking().found().is_empty());
}

#[test]
fn only_the_last_of_what_was_typed_is_answered() {
    let room = Room::new();
    let mut desk = room.furnished(true);
    desk.apply(Command::Show(Sheet::Everything), NOW);
    for query in ["sample", "sample ", "sample zzz"] {
        desk.apply(Command::LookFor(query.to_owned()), NOW);
    }
    assert!(desk.looking().is_waiting());
    desk.settle(NOW);
    assert!(!desk.looking().is_waiting());
    assert_eq!(names(desk.looking().found()), [0; 0]);
    // An answer that is on its way when something else is asked is passed over.
    desk.apply(Command::LookFor("sample".to_owned()), NOW);
    while desk.looking().is_waiting() {
        desk.turn(NOW);
    }
    assert!(!desk.looking().found().is_empty());
}

#[test]
fn what_is_typed_is_found_without_being_saved_first() {
    let room = Room::new();
    let mut desk = room.furnished(true);
    say(&mut desk, Command::OpenNext);
    type_on(&mut desk, " Gadolinium was given.");
    desk.settle(NOW);
    say(&mut desk, Command::LookFor("gadolin".to_owned()));
    let [only] = desk.looking().found() else {
        panic!("{:?}", desk.looking().found());
    };
    assert!(body(&desk).contains("Gadolinium"));
    assert!(only.excerpt.text.contains("Gadolinium"));
}

#[test]
fn of_a_restricted_patient_nobody_is_told_what_they_may_not_read() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "She has moved to Exampleton.");
    desk.settle(NOW);
    let mut patient = desk.snapshot().patients[&practice.staff.patient].clone();
    patient.details.restricted = true;
    let family = patient.family.clone();
    say(&mut desk, Command::SavePatient(Box::new(patient)));
    for (who, is_told) in [
        (TYPIST, true),
        ("Jonathan Sample", true),
        ("Tess Tapper", false),
    ] {
        drop(desk);
        desk = practice.desk_of(who);
        say(&mut desk, Command::LookFor(family.clone()));
        let [only] = desk.looking().found() else {
            panic!("{who}: {:?}", desk.looking().found());
        };
        assert_eq!(only.excerpt.text.contains("Exampleton"), is_told, "{who}");
        for query in ["exampleton".to_owned(), format!("{family} exampleton")] {
            say(&mut desk, Command::LookFor(query));
            let count = usize::from(is_told);
            assert_eq!(desk.looking().found().len(), count, "{who}");
        }
    }
}

#[test]
fn what_was_found_goes_when_the_desk_is_locked() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    say(&mut desk, Command::Show(Sheet::Everything));
    say(&mut desk, Command::LookFor("clinic".to_owned()));
    assert!(!desk.looking().found().is_empty());
    say(&mut desk, Command::LockDesk);
    crate::people::enter(&mut desk, "Tess Tapper");
    assert_eq!(
        (desk.looking().query(), desk.looking().found().len()),
        ("", 0)
    );
}
