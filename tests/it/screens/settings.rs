//! The settings on the screen: the pedal's buttons, a pedal taught, the logo, the size.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use dictation_desk::letter::docx;
use dictation_desk::pedal::{Assignment, Mode, PedalAction, PedalMap, Reading};
use egui_kittest::kittest::Queryable;

use crate::pedals::desk::press_and_let_go;
use crate::room::{Room, Screen};

/// A reader that finds nothing.
struct Nobody;

impl Reading for Nobody {
    fn follow(&self, _: Vec<dictation_desk::pedal::Make>) {}

    fn learn(&self) {}
}

#[test]
fn the_pedal_is_chosen_button_by_button() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(false));
    screen.press("Ctrl+Comma");
    assert!(screen.shows("None is attached"));
    screen.scroll_to("Small one above");
    screen.click("As in Lexacom: rewind, forward, play");
    screen.click("Chosen button by button");
    screen.choose("Left", "Play, and stop at the next press");
    screen.choose("Small one above", "Nothing");
    screen.click("Keep these settings");
    let play = Assignment {
        action: PedalAction::Play,
        mode: Mode::Toggle,
    };
    let expected = PedalMap {
        left: Some(play),
        fourth: None,
        ..PedalMap::LEXACOM
    };
    assert_eq!(screen.desk().settings().pedal_map, expected);
    // The table of keys says what they do.
    screen.press("Ctrl+H");
    assert!(screen.shows("Small one above") && screen.shows("Play, and stop at the next press"));
    screen.press("Escape");

    screen.press("Ctrl+Comma");
    screen.scroll_to("Small one above");
    screen.click("As pedals are lettered: rewind, play, forward");
    screen.click("Keep these settings");
    assert_eq!(screen.desk().settings().pedal_map, PedalMap::OURS);
}

#[test]
fn a_pedal_is_taught_and_forgotten_by_what_people_read() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    desk.read_pedals_by(Box::new(Nobody));
    let mut screen = Screen::new(desk);
    screen.press("Ctrl+Comma");
    screen.type_into("Organisation", "Exampleton Hospital");
    screen.scroll_to("Teach a foot pedal…");
    screen.click("Teach a foot pedal…");
    for (name, bit) in [("left", 1), ("middle", 2), ("right", 4)] {
        assert!(screen.shows(&format!("Press the {name} pedal and let it go.")));
        press_and_let_go(screen.harness.state_mut().desk_mut(), bit);
        screen.settle();
        assert!(screen.shows(&format!("Learnt the {name} pedal.")));
    }
    screen.click("This pedal has no such button");
    assert!(screen.shows("Foot Switch is taught and in use"));
    assert!(screen.shows("Taught: Foot Switch"));
    // What was changed in the settings before is still there, and keeping it keeps the pedal.
    screen.click("Keep these settings");
    let settings = screen.desk().settings();
    assert_eq!(settings.letterhead.organisation, "Exampleton Hospital");
    assert_eq!(screen.desk().settings().taught_pedals.len(), 1);

    screen.press("Ctrl+Comma");
    screen.scroll_to("Forget Foot Switch");
    screen.click("Forget Foot Switch");
    assert!(!screen.shows("Taught: Foot Switch"));
    assert_eq!(screen.desk().settings().taught_pedals, []);
}

#[test]
fn where_no_pedal_can_be_read_the_sheet_says_so() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(false));
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "teach");
    screen.press("Enter");
    assert!(screen.shows("No pedal can be read on this computer just now"));
}

/// Writes a PNG of one colour.
fn png(path: &Path, width: u32, height: u32) {
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let rows = vec![0x55; width.div_ceil(8) as usize * height as usize];
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&rows)
        .unwrap();
}

/// A screen whose file dialogue gives this file.
fn choosing(room: &Room, file: PathBuf) -> Screen {
    let dialogue = move |_| {
        let (sender, receiver) = channel();
        sender.send(vec![file.clone()]).unwrap();
        Ok(receiver)
    };
    Screen::asking_with(room.furnished(true), Box::new(dialogue))
}

/// Whether the letter on the desk would be printed with a picture in its head.
fn prints_a_picture(screen: &Screen) -> bool {
    let bytes = docx::proof(&screen.desk().papers().unwrap()).unwrap();
    let mut word = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    word.by_name("word/media/rIdLogo.png").is_ok()
}

#[test]
fn a_logo_is_chosen_shown_printed_kept_and_taken_out() {
    let room = Room::new();
    let file = room.folder.path().join("logo.png");
    png(&file, 600, 200);
    let mut screen = choosing(&room, file.clone());
    screen.press("Ctrl+N");
    assert!(!prints_a_picture(&screen));
    screen.press("Ctrl+Comma");
    screen.scroll_to("Choose a picture…");
    screen.click("Choose a picture…");
    assert!(screen.shows("The logo stands at the head of each letter from now on"));
    assert!(screen.shows("The logo"));
    // Keeping the settings keeps it too, as does the record.
    screen.click("Keep these settings");
    assert!(prints_a_picture(&screen));
    screen.close();
    let mut screen = Screen::new(room.desk());
    let logo = screen.desk().logo().unwrap();
    assert_eq!(*logo.png, *std::fs::read(&file).unwrap());
    assert_eq!((logo.small.width, logo.small.height), (300, 100));
    screen.press("Ctrl+N");
    assert!(prints_a_picture(&screen));

    screen.press("Ctrl+Comma");
    screen.scroll_to("Take the logo out");
    screen.click("Take the logo out");
    assert!(screen.harness.query_by_label("None").is_some());
    screen.press("Escape");
    assert!(!prints_a_picture(&screen));
    screen.close();
    assert!(room.desk().logo().is_none());
}

#[test]
fn what_is_no_logo_is_refused_in_a_sentence() {
    let room = Room::new();
    let file = room.folder.path().join("logo.png");
    let mut screen = choosing(&room, file.clone());
    let whole = {
        png(&file, 64, 64);
        std::fs::read(&file).unwrap()
    };
    let rows: [(&[u8], &str); 5] = [
        (
            b"GIF89a",
            "That file is not a PNG picture. Choose a picture saved as PNG",
        ),
        (b"", "That file is not a PNG picture"),
        (&whole[..whole.len() - 30], "That file is not a PNG picture"),
        (
            &[0; (1 << 20) + 1],
            "That picture is too large for a logo. Choose a PNG file of at most",
        ),
        (
            &[],
            "The logo's file could not be read. Check that it is still there",
        ),
    ];
    for (at, (bytes, says)) in rows.into_iter().enumerate() {
        match at {
            4 => std::fs::remove_file(&file).unwrap(),
            _ => std::fs::write(&file, bytes).unwrap(),
        }
        crate::clinic::hush(screen.harness.state_mut().desk_mut());
        screen.press("Ctrl+K");
        screen.type_into("What do you want to do?", "logo of the letterhead");
        screen.press("Enter");
        assert!(
            screen.shows(says),
            "{says}: {:?}",
            crate::clinic::told(screen.desk())
        );
        assert!(screen.desk().logo().is_none());
    }
    // Few bytes may be a great many pixels.
    png(&file, 6000, 4000);
    assert!(std::fs::metadata(&file).unwrap().len() < 1 << 20);
    crate::clinic::hush(screen.harness.state_mut().desk_mut());
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "logo of the letterhead");
    screen.press("Enter");
    assert!(screen.shows("That picture is too large for a logo"));
}

#[test]
fn the_size_changed_by_key_is_the_size_in_the_settings() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(false));
    screen.press("Ctrl+Comma");
    screen.press("Ctrl+Plus");
    screen.press("Ctrl+Plus");
    screen.click("Keep these settings");
    assert_eq!(screen.desk().settings().scale, 1.2);
}
