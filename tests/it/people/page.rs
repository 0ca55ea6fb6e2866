//! The page that asks who it is, and the sheet of people, by keyboard and by what they read.

use std::sync::{Arc, Mutex};

use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::{Crew, Speaker};
use dictation_desk::desk::{Desk, KeySource};
use dictation_desk::record::Role;
use jiff::{SignedDuration, Timestamp};

use super::{PIN, Practice, QUICK, find};
use crate::room::{PASSPHRASE, Room, Screen, TYPIST};
use egui_kittest::kittest::Queryable;

/// A desk in this room, on a clock that the test moves.
fn desk_on(room: &Room, clock: &Arc<Mutex<Timestamp>>) -> Desk {
    let clock = Arc::clone(clock);
    let speaker = Speaker::new(|_| unreachable!("nobody speaks"));
    let mut desk = Desk::new(
        Crew::inline(speaker),
        Box::new(move || *clock.lock().unwrap()),
        room.workspace(),
        KeySource::File(room.key_file()),
    );
    desk.set_effort(QUICK);
    desk.settle(0.0);
    desk
}

#[test]
fn a_name_a_pin_and_enter_are_all_it_takes() {
    let practice = Practice::new();
    let mut screen = Screen::new(practice.room.desk());
    assert!(screen.shows("Who is it?"));
    assert!(
        !screen.shows("Worklist"),
        "nothing of the record is to be seen"
    );
    screen.type_into("Your name", "tess");
    screen.press("Enter");
    screen.type_into("PIN or passphrase of Tess Tapper", PIN);
    screen.press("Enter");
    assert!(screen.shows("At the desk: Tess Tapper"));
    screen.press("Ctrl+Shift+L");
    assert!(screen.shows("Who is it?"));
    // Whoever was here last is offered first; by initials, and by arrow, the others are found.
    assert!(screen.shows("PIN or passphrase of Tess Tapper"));
    screen.type_into("Your name", "so");
    assert!(screen.shows("PIN or passphrase of Sue Overton"));
    screen.type_into("Your name", "x");
    assert!(screen.shows("Nobody of that name works here."));
}

#[test]
fn arrows_choose_a_name_and_one_without_a_pin_needs_no_more() {
    let practice = Practice::new();
    let mut screen = Screen::new(practice.room.desk());
    screen.harness.get_by_label("Your name").focus();
    screen.settle();
    screen.press("ArrowDown");
    assert!(screen.shows("PIN or passphrase of Jonathan Sample"));
    screen.press("ArrowDown");
    assert!(screen.shows("PIN or passphrase of Sue Overton"));
    screen.press("ArrowUp");
    screen.press("ArrowUp");
    screen.press("ArrowUp");
    // Ann Bell is the first and has none.
    assert!(!screen.shows("PIN or passphrase"));
    screen.press("Enter");
    assert!(screen.shows(&format!("At the desk: {TYPIST}")));
}

#[test]
fn how_long_to_wait_is_a_sentence_that_counts_down() {
    let practice = Practice::new();
    let now = Arc::new(Mutex::new("2026-03-05T09:00:00Z".parse().unwrap()));
    let mut screen = Screen::new(desk_on(&practice.room, &now));
    screen.type_into("Your name", "tess");
    for told in [
        "Try again.",
        "Try again.",
        "You can try again in 5 seconds.",
    ] {
        screen.type_into("PIN or passphrase of Tess Tapper", "0000");
        screen.click("Unlock");
        assert!(screen.shows("That was not right."));
        assert!(screen.shows(told), "{told}");
    }
    let mut wait = |seconds| {
        *now.lock().unwrap() += SignedDuration::from_secs(seconds);
        screen.settle();
    };
    wait(4);
    assert!(screen.shows("You can try again in 1 second."));
    *now.lock().unwrap() += SignedDuration::from_secs(1);
    screen.settle();
    assert!(screen.shows("You can try again now."));
    screen.type_into("PIN or passphrase of Tess Tapper", PIN);
    screen.click("Unlock");
    assert!(screen.shows("At the desk: Tess Tapper"));
}

#[test]
fn an_administrator_says_who_works_here_on_the_sheet_of_people() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    desk.set_effort(QUICK);
    let mut screen = Screen::new(desk);
    open_people(&mut screen);
    screen.type_into("Name", "Nora Quinn New");
    screen.choose("Role", "Supervisor");
    screen.type_into("PIN or passphrase", PIN);
    screen.click("Save the person");
    let nora = find(screen.desk(), "Nora Quinn New").clone();
    assert_eq!(
        (nora.initials.as_str(), nora.role),
        ("NQN", Role::Supervisor)
    );
    assert!(nora.has_secret && screen.shows("Supervisor, PIN set"));
    screen.click_containing("Supervisor, PIN set");
    screen.type_into("Left on", "not a day");
    screen.click("Save the person");
    assert_eq!(find(screen.desk(), "Nora Quinn New").until, None);
    screen.close();
    // Two people, one of them with a PIN: from now on it is asked who it is.
    let screen = Screen::new(room.desk());
    assert!(screen.shows("Who is it?"));
}

fn open_people(screen: &mut Screen) {
    let now = screen.now();
    let people = Command::Show(dictation_desk::desk::command::Sheet::People);
    screen.harness.state_mut().desk_mut().apply(people, now);
    screen.settle();
}

#[test]
fn the_first_run_asks_for_a_name_and_offers_its_initials() {
    let room = Room::new();
    let mut screen = Screen::new(room.desk());
    screen.type_into("Your name", "Mary-Ann O\u{2019}Dell");
    screen.type_into("Recovery passphrase", PASSPHRASE);
    screen.type_into("The same again", PASSPHRASE);
    screen.click_containing("Add the sample clinic");
    screen.click("Make the workspace");
    let person = screen.desk().person().unwrap();
    assert_eq!(person.name, "Mary-Ann O\u{2019}Dell");
    assert_eq!(person.initials, "MO");
}

#[test]
fn settings_of_the_department_are_greyed_with_whom_to_ask() {
    let practice = Practice::new();
    let mut screen = Screen::new(practice.desk_of("Tess Tapper"));
    screen.press("Ctrl+Comma");
    assert!(screen.shows("Only an administrator may change the settings of the department"));
    screen.click("Dark");
    screen.click("Keep these settings");
    let look = screen.desk().settings().look;
    assert_eq!(look, dictation_desk::desk::settings::Look::Dark);
}
