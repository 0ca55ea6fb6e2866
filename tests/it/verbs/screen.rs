//! Verbs on the screen: their keys, and those that the window itself carries out.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::channel;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::settings::KeySet;
use dictation_desk::desk::verbs::{self, Need, System};
use dictation_desk::ui::Purpose;
use egui::KeyboardShortcut;

use crate::clinic::told;
use crate::room::{PASSPHRASE, Room, Screen};

const REFUSAL: &str = "Open the workspace first";

/// A screen whose file dialogue answers with these at once, and what it has been asked for.
fn choosing(room: &Room, made: bool, files: Vec<PathBuf>) -> (Screen, Rc<RefCell<Vec<Purpose>>>) {
    let desk = match made {
        true => room.furnished(false),
        false => room.desk(),
    };
    let asked = Rc::new(RefCell::new(Vec::new()));
    let notes = Rc::clone(&asked);
    let dialogue = move |purpose| {
        notes.borrow_mut().push(purpose);
        let (sender, receiver) = channel();
        sender.send(files.clone()).unwrap();
        Ok(receiver)
    };
    (Screen::asking_with(desk, Box::new(dialogue)), asked)
}

/// Types into whatever has the focus.
fn type_on(screen: &mut Screen, text: &str) {
    screen.harness.event(egui::Event::Text(text.to_owned()));
    screen.settle();
}

/// Takes all notices off the screen.
fn hush(screen: &mut Screen) {
    crate::clinic::hush(screen.harness.state_mut().desk_mut());
}

#[test]
fn every_key_of_the_table_says_its_verb_and_none_opens_a_locked_workspace() {
    let room = Room::new();
    let (mut screen, asked) = choosing(&room, false, Vec::new());
    let mut pressed = 0;
    for verb in verbs::all() {
        let Some(chord) = verb.keys.of(KeySet::Desk, System::Linux) else {
            continue;
        };
        let written = chord.on(System::Linux);
        let names = [("Left", "ArrowLeft"), ("Right", "ArrowRight")];
        let key = names.iter().fold(written.clone(), |key, (shown, name)| {
            key.replace(shown, name)
        });
        screen.press(&key);
        let refusal = verb
            .duty
            .needs
            .contains(&Need::Workspace)
            .then_some(REFUSAL);
        let told = told(screen.desk());
        assert_eq!(told, Vec::from_iter(refusal), "{written}: {}", verb.label);
        assert_eq!(screen.desk().sheet(), None, "{written}");
        hush(&mut screen);
        pressed += 1;
    }
    assert!(pressed > 30, "{pressed}");
    assert_eq!(*asked.borrow(), []);
}

#[test]
fn recordings_are_chosen_by_key() {
    let room = Room::new();
    let files = vec![room.recording("clinic.wav", 2.0)];
    let (mut screen, asked) = choosing(&room, true, files);
    screen.press("Ctrl+O");
    assert_eq!(*asked.borrow(), [Purpose::Recordings]);
    assert!(screen.shows("1 to do"));
}

#[test]
fn the_filter_is_typed_where_the_key_goes_even_if_the_worklist_was_hidden() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+L");
    type_on(&mut screen, "nobody");
    assert_eq!(screen.desk().filter(), "nobody");
    assert!(screen.shows("Nothing in the worklist matches"));

    screen.press("Ctrl+B");
    assert!(!screen.shows("Filter the worklist"));
    screen.press("Ctrl+L");
    type_on(&mut screen, " else");
    assert_eq!(screen.desk().filter(), "nobody else");
}

#[test]
fn what_is_looked_for_is_typed_where_the_key_goes() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    hush(&mut screen);
    // There is no letter yet, and the key does not wait for one.
    screen.press("Ctrl+F");
    assert_eq!(told(screen.desk()), ["No letter is on the desk"]);
    screen.press("Ctrl+N");
    let find = |screen: &Screen| {
        let piece = screen.desk().piece().unwrap();
        piece.find.as_ref().map(|find| find.needle.clone())
    };
    assert_eq!(find(&screen), None);

    screen.press("Ctrl+F");
    type_on(&mut screen, "knee");
    assert_eq!(find(&screen).as_deref(), Some("knee"));
    screen.press("Escape");
    assert_eq!(find(&screen), None);

    // Nor is it looked for behind a sheet.
    screen.press("Ctrl+P");
    screen.press("Ctrl+F");
    screen.press("Escape");
    assert_eq!(find(&screen), None);
}

#[test]
fn the_palette_and_the_menus_offer_what_had_a_key_only() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+N");
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "find letter");
    screen.press("Enter");
    assert!(screen.desk().piece().unwrap().find.is_some());
    screen.press("Ctrl+H");
    assert!(screen.shows("Ctrl+L") && screen.shows("Filter the worklist"));
    let command = Command::FilterWorklist;
    assert_eq!(verbs::telling("({})", &command, KeySet::Desk), "(Ctrl+L)");
}

/// The keys that the screen's library takes for zooming, where it is let.
fn zoom_keys() -> [KeyboardShortcut; 4] {
    use egui::gui_zoom::kb_shortcuts as zoom;
    [
        zoom::ZOOM_IN,
        zoom::ZOOM_IN_SECONDARY,
        zoom::ZOOM_OUT,
        zoom::ZOOM_RESET,
    ]
}

#[test]
fn the_keys_that_zoom_everywhere_zoom_here_and_say_nothing_else() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+N");
    screen.press("Ctrl+1");
    let letter = |screen: &Screen| screen.desk().piece().unwrap().letter().clone();
    let before = letter(&screen);
    let scale = |screen: &Screen| {
        let scale = screen.desk().settings().scale;
        assert_eq!(screen.harness.ctx.zoom_factor(), scale);
        scale
    };
    for sheet in ["", "Ctrl+P", "Ctrl+K"] {
        if !sheet.is_empty() {
            screen.press(sheet);
        }
        let sizes = zoom_keys().map(|shortcut| {
            let key = shortcut.logical_key;
            screen.harness.key_press_modifiers(shortcut.modifiers, key);
            screen.settle();
            scale(&screen)
        });
        assert_eq!(sizes, [1.1, 1.2, 1.1, 1.0], "{sheet}");
        // Plus lies above equals on most keyboards, and Shift is held for it.
        screen.press("Ctrl+Shift+Plus");
        assert_eq!(scale(&screen), 1.1);
        screen.press("Ctrl+0");
        screen.press("Escape");
    }
    assert_eq!(letter(&screen), before);

    for _ in 0..40 {
        screen.press("Ctrl+Minus");
    }
    assert_eq!(scale(&screen), 0.8);
    screen.close();
    assert_eq!(room.desk().settings().scale, 0.8, "it is kept");
}

#[test]
fn a_size_chosen_on_the_first_page_stays() {
    let room = Room::new();
    let mut screen = Screen::new(room.desk());
    screen.press("Ctrl+Plus");
    screen.type_into("Recovery passphrase", PASSPHRASE);
    screen.type_into("The same again", PASSPHRASE);
    screen.click("Make the workspace");
    assert!(screen.shows("3 to do"));
    assert_eq!(screen.desk().settings().scale, 1.1);
    screen.close();
    assert_eq!(room.desk().settings().scale, 1.1);
}
