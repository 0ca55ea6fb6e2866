//! Sheets by hand: each has the keys as it opens, does what its button says on Enter, is gone on
//! Escape, and gives the keys back to the letter.

use std::sync::mpsc::channel;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::Status;
use dictation_desk::ui::Purpose;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::clinic::{NOW, say, sign, waiting};
use crate::room::{Room, Screen};

const AGREES: &str = "Name, date of birth and NHS number agree with the referral";

/// What has the keys as a sheet opens.
fn first(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Palette => "What do you want to do?",
        Sheet::Patient | Sheet::Patients => "Find a patient",
        Sheet::Everything => "Search every letter",
        Sheet::BringIn | Sheet::Clinic | Sheet::MailMerge => "Choose a file\u{2026}",
        Sheet::PhoneNote => "Who rang",
        Sheet::NoLetter => "What is to be done",
        Sheet::Tasks => "Close",
        Sheet::Author => "Name",
        Sheet::Rows => "Clinic",
        Sheet::Turnaround => "From",
        Sheet::Bin => "Close",
        Sheet::Dictionary => "Find a term",
        Sheet::Signing => AGREES,
        Sheet::Another => "Clinic letter",
        Sheet::Sending => "Mark all 2 as sent",
        Sheet::Withdrawing => "Why it no longer holds:",
        Sheet::Settings => "Your name",
        Sheet::People => "Name",
        Sheet::Pedal | Sheet::Learnt | Sheet::About | Sheet::Comparing | Sheet::Keys => "Close",
        Sheet::Several | Sheet::PostRoom | Sheet::Readables => "Close",
        Sheet::Asking => "Your question:",
        Sheet::Answering => "Your answer:",
        Sheet::Rejecting => "What is to be put right:",
        Sheet::Secret => "The new one",
        Sheet::Models => "Time the models here",
        Sheet::Checking => "Check the record",
    }
}

const SHEETS: [Sheet; 35] = [
    Sheet::Palette,
    Sheet::Patient,
    Sheet::Patients,
    Sheet::BringIn,
    Sheet::Everything,
    Sheet::Clinic,
    Sheet::MailMerge,
    Sheet::PhoneNote,
    Sheet::Tasks,
    Sheet::NoLetter,
    Sheet::Author,
    Sheet::Rows,
    Sheet::Bin,
    Sheet::Turnaround,
    Sheet::Dictionary,
    Sheet::Learnt,
    Sheet::Signing,
    Sheet::Several,
    Sheet::Asking,
    Sheet::Answering,
    Sheet::Rejecting,
    Sheet::Secret,
    Sheet::About,
    Sheet::Another,
    Sheet::Comparing,
    Sheet::Sending,
    Sheet::PostRoom,
    Sheet::Readables,
    Sheet::Withdrawing,
    Sheet::Settings,
    Sheet::People,
    Sheet::Pedal,
    Sheet::Models,
    Sheet::Checking,
    Sheet::Keys,
];

/// A letter on the desk, signed where the sheet is about one that is.
fn screen(room: &Room, is_signed: bool) -> Screen {
    let id = waiting(room, 4.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    if is_signed {
        say(&mut desk, Command::DiscardDraft);
        let text = "She is well.".to_owned();
        desk.apply(Command::Type { range: 0..0, text }, NOW);
        sign(&mut desk, true, "Heard in clinic");
    }
    Screen::new(desk)
}

fn is_after_signing(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Sending | Sheet::Withdrawing)
}

/// What has to be done before a sheet says anything of the letter.
fn before(sheet: Sheet) -> Option<Command> {
    match sheet {
        Sheet::Several => Some(Command::ToggleTray),
        Sheet::Answering => Some(Command::Ask("Left or right?".to_owned(), None)),
        Sheet::Rejecting => Some(Command::SendForSignature),
        _ => None,
    }
}

fn show(screen: &mut Screen, sheet: Sheet) {
    apply(screen, Command::Show(sheet));
}

fn apply(screen: &mut Screen, command: Command) {
    let now = screen.now();
    screen.harness.state_mut().desk_mut().apply(command, now);
    screen.settle();
}

/// The name of whatever has the keys.
fn keys_are_at(screen: &Screen) -> Option<String> {
    let has_keys = screen.harness.query_by(|node| node.is_focused())?;
    has_keys.accesskit_node().label()
}

/// Types into whatever has the keys.
fn type_on(screen: &mut Screen, text: &str) {
    screen.harness.event(egui::Event::Text(text.to_owned()));
    screen.settle();
}

#[test]
fn each_sheet_has_the_keys_as_it_opens_and_gives_them_back_on_escape() {
    for sheet in SHEETS {
        let room = Room::new();
        let mut screen = screen(&room, is_after_signing(sheet));
        if let Some(command) = before(sheet) {
            apply(&mut screen, command);
        }
        let before = keys_are_at(&screen);
        show(&mut screen, sheet);
        assert_eq!(screen.desk().sheet(), Some(sheet));
        let at = keys_are_at(&screen);
        assert_eq!(at.as_deref(), Some(first(sheet)), "{sheet:?}");
        screen.press("Escape");
        assert_eq!(screen.desk().sheet(), None, "{sheet:?}");
        assert_eq!(keys_are_at(&screen), before, "{sheet:?}");
    }
}

#[test]
fn enter_does_what_the_button_says() {
    let status = |screen: &Screen| screen.desk().piece().unwrap().dictation.status;
    let room = Room::new();
    let mut screen = screen(&room, true);

    show(&mut screen, Sheet::Sending);
    screen.press("Enter");
    assert_eq!(status(&screen), Status::Sent);
    screen.press("Escape");

    show(&mut screen, Sheet::Withdrawing);
    screen.press("Enter");
    assert_eq!(status(&screen), Status::Sent, "it has no reason yet");
    type_on(&mut screen, "The wrong patient");
    screen.press("Enter");
    assert_eq!(status(&screen), Status::Withdrawn);

    show(&mut screen, Sheet::Author);
    type_on(&mut screen, "Dr Test Invented");
    screen.press("Enter");
    assert_eq!(
        screen.desk().snapshot().authors.len(),
        1,
        "initials are wanted"
    );
    for _ in 0..3 {
        screen.press("Tab");
    }
    type_on(&mut screen, "TI");
    screen.press("Enter");
    assert_eq!(screen.desk().snapshot().authors.len(), 2);

    show(&mut screen, Sheet::People);
    type_on(&mut screen, "Sue Overton");
    screen.press("Enter");
    assert_eq!(screen.desk().people().len(), 2);
    screen.press("Escape");

    show(&mut screen, Sheet::Settings);
    screen.press("Tab");
    screen.press("Tab");
    screen.press("Tab");
    screen.press("Enter");
    assert_eq!(screen.desk().sheet(), None, "from a choice as from a line");

    show(&mut screen, Sheet::Checking);
    screen.press("Enter");
    assert!(screen.shows("as it was"), "the record was checked");
    screen.press("Escape");

    show(&mut screen, Sheet::Keys);
    screen.press("Enter");
    assert_eq!(screen.desk().sheet(), None);

    show(&mut screen, Sheet::Another);
    screen.press("Enter");
    assert_eq!(screen.desk().worklist().count(), 2);
}

#[test]
fn a_letter_is_signed_with_space_and_enter() {
    let room = Room::new();
    let mut screen = screen(&room, false);
    apply(&mut screen, Command::DiscardDraft);
    type_on(&mut screen, "She is well.");
    screen.press("Ctrl+Enter");
    screen.press("Enter");
    let is_signed = |screen: &Screen| screen.desk().piece().unwrap().signed().is_some();
    assert!(!is_signed(&screen), "nobody has looked who it is");
    screen.press("Tab");
    screen.press("Tab");
    while keys_are_at(&screen).as_deref() != Some(AGREES) {
        screen.press("Tab");
    }
    screen.press("Space");
    let reason =
        "4 seconds have not been listened to. Play them, or say why they need not be heard:";
    while keys_are_at(&screen).as_deref() != Some(reason) {
        screen.press("Tab");
    }
    type_on(&mut screen, "Heard in clinic");
    screen.press("Enter");
    assert!(is_signed(&screen));
}

#[test]
fn a_list_is_chosen_and_a_patient_and_a_term_are_written_with_enter_alone() {
    let room = Room::new();
    let (chosen, asked) = channel();
    let id = waiting(&room, 4.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let dialogue = move |purpose: Purpose| {
        chosen.send(purpose).unwrap();
        let (sender, receiver) = channel();
        sender.send(Vec::new()).unwrap();
        Ok(receiver)
    };
    let mut screen = Screen::asking_with(desk, Box::new(dialogue));
    show(&mut screen, Sheet::BringIn);
    screen.press("Enter");
    assert_eq!(asked.try_recv(), Ok(Purpose::Patients));
    screen.press("Escape");

    show(&mut screen, Sheet::Patients);
    screen.click("New patient\u{2026}");
    assert_eq!(keys_are_at(&screen).as_deref(), Some("Title"));
    for text in ["Mr", "Test", "Invented", "21/06/1958"] {
        type_on(&mut screen, text);
        screen.press("Tab");
    }
    screen.press("Enter");
    assert!(screen.shows("Mr Test INVENTED"));
    screen.press("Escape");

    show(&mut screen, Sheet::Dictionary);
    screen.click("Add a term\u{2026}");
    assert_eq!(keys_are_at(&screen).as_deref(), Some("Term"));
    type_on(&mut screen, "Ward Invented");
    screen.press("Enter");
    assert!(screen.shows("Ward Invented"));
    assert_eq!(keys_are_at(&screen).as_deref(), Some("Find a term"));
}

/// What is held down since before a sheet opened is not said on it.
#[test]
fn an_enter_that_is_held_from_before_says_nothing() {
    let room = Room::new();
    let mut screen = screen(&room, true);
    let held = |repeat| egui::Event::Key {
        key: egui::Key::Enter,
        physical_key: None,
        pressed: true,
        repeat,
        modifiers: egui::Modifiers::NONE,
    };
    show(&mut screen, Sheet::Palette);
    type_on(&mut screen, "To whom the signed letter goes");
    screen.harness.event(held(false));
    for _ in 0..6 {
        screen.harness.event(held(true));
        screen.settle();
    }
    assert_eq!(screen.desk().sheet(), Some(Sheet::Sending));
    let status = |screen: &Screen| screen.desk().piece().unwrap().dictation.status;
    assert_eq!(status(&screen), Status::Signed);
    screen.press("Enter");
    assert_eq!(status(&screen), Status::Signed, "that lets go of it");
    screen.press("Enter");
    assert_eq!(status(&screen), Status::Sent);
}
