//! The program's own dialogue for files, where the system offers none: by keyboard alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Print, Sheet};
use dictation_desk::ui::Dialogue;

use crate::clinic::{NOW, body, say, sign, type_on, waiting};
use crate::room::{Room, Screen};

/// A system without dialogues: whoever would send the files is gone.
fn none() -> Dialogue {
    Box::new(|_| Ok(channel().1))
}

fn folder(room: &Room) -> PathBuf {
    let folder = room.folder.path().join("recorders");
    fs::create_dir_all(folder.join("older")).unwrap();
    let names = ["clinic-01.wav", "clinic-02.wav", "older/clinic-00.wav"];
    for (name, seconds) in names.into_iter().zip([1.0, 2.0, 3.0]) {
        let made = room.recording("made.wav", seconds);
        fs::rename(made, folder.join(name)).unwrap();
    }
    fs::write(folder.join("notes.txt"), "no recording").unwrap();
    folder
}

fn type_text(screen: &mut Screen, text: &str) {
    screen.harness.event(egui::Event::Text(text.to_owned()));
    screen.settle();
}

fn type_path(screen: &mut Screen, path: &Path) {
    type_text(screen, &format!("{}/", path.display()));
}

fn screen(room: &Room, desk: Desk) -> (Screen, PathBuf) {
    let folder = folder(room);
    (Screen::asking_with(desk, none()), folder)
}

#[test]
fn recordings_are_found_by_typing_and_by_arrow() {
    let room = Room::new();
    let desk = room.furnished(false);
    let (mut screen, folder) = screen(&room, desk);
    screen.press("Ctrl+O");
    assert!(screen.shows("Path or name"));
    type_path(&mut screen, &folder);
    assert!(screen.shows("clinic-01.wav") && screen.shows("older"));
    assert!(!screen.shows("notes.txt"), "only what can be brought in");

    // A part of the name is enough, and Enter takes what is found.
    type_text(&mut screen, "02");
    assert!(!screen.shows("clinic-01.wav"));
    screen.press("Enter");
    assert!(screen.shows("1 to do") && !screen.shows("Path or name"));

    // Tab completes, into a folder and on.
    screen.press("Ctrl+O");
    type_path(&mut screen, &folder);
    type_text(&mut screen, "old");
    screen.press("Tab");
    assert!(screen.shows("clinic-00.wav"));
    screen.press("ArrowDown");
    screen.press("Enter");
    assert!(screen.shows("2 to do"));

    // All that are there at once, and Escape for none.
    screen.press("Ctrl+O");
    type_path(&mut screen, &folder);
    screen.click("Take all 2");
    assert!(screen.shows("3 to do"), "one was here already");
    screen.press("Ctrl+O");
    screen.press("Escape");
    assert!(!screen.shows("Path or name"));
    screen.press("Ctrl+O");
    type_text(&mut screen, "no-such-file.wav");
    screen.press("Enter");
    assert!(screen.shows("There is no such file"));
}

#[test]
fn a_copy_is_saved_under_its_name_and_replaces_nothing_unasked() {
    let room = Room::new();
    let id = waiting(&room, 1.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DiscardDraft);
    type_on(&mut desk, "She is well.");
    assert_eq!(body(&desk), "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    let letter = desk.piece().unwrap().letter_id;
    let (mut screen, folder) = screen(&room, desk);
    let choose = |screen: &mut Screen| {
        let now = screen.now().max(NOW);
        let desk = screen.harness.state_mut().desk_mut();
        desk.apply(Command::Show(Sheet::About), now);
        screen.settle();
        screen.scroll_to("Save a copy\u{2026}");
        screen.click("Save a copy\u{2026}");
        // In place of the name that is offered.
        screen.press("Ctrl+A");
        type_path(screen, &folder);
        type_text(screen, "mine.docx");
        screen.press("Enter");
    };
    choose(&mut screen);
    let copy = folder.join("mine.docx");
    let saved = fs::read(&copy).unwrap();
    assert!(saved.starts_with(b"PK"), "{letter:?} {:?}", Print::AsSigned);
    assert_eq!(
        screen.desk().sheet(),
        Some(Sheet::About),
        "it waited behind"
    );

    fs::write(&copy, "something else").unwrap();
    choose(&mut screen);
    assert!(screen.shows("Say it again to replace it"));
    assert_eq!(fs::read(&copy).unwrap(), b"something else");
    screen.press("Enter");
    assert_eq!(fs::read(&copy).unwrap(), saved);
}

#[test]
fn a_folder_is_chosen_for_everything_about_a_patient() {
    let room = Room::new();
    let id = waiting(&room, 1.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let (mut screen, folder) = screen(&room, desk);
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Show(Sheet::About), now);
    screen.settle();
    screen.click("Export everything\u{2026}");
    assert!(screen.shows("Choose a folder"));
    type_path(&mut screen, &folder);
    let before = fs::read_dir(&folder).unwrap().count();
    screen.press("Enter");
    assert!(fs::read_dir(&folder).unwrap().count() > before);
}
