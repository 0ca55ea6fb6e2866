//! Pictures of every sheet on the smallest screen that is worked at, as it is and a quarter larger:
//! nothing of a sheet is cut off.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::ui::Dialogue;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{DESKTOP, SMALL, at_work, take};
use crate::clinic::{hush, say, sign, type_on};
use crate::room::{Room, Screen};

#[test]
fn every_sheet_fits_the_smallest_screen_even_a_quarter_larger() {
    for (look, scale) in [(Look::Light, 1.0), (Look::Dark, 1.25)] {
        let room = Room::new();
        let mut desk = at_work(&room, look);
        let mut settings = desk.settings().clone();
        settings.scale = scale;
        say(&mut desk, Command::ChangeSettings(Box::new(settings)));
        say(&mut desk, Command::DiscardDraft);
        type_on(&mut desk, "She is well.");
        hush(&mut desk);
        let mut screen = Screen::drawn(desk, SMALL);
        let before = [
            Sheet::Palette,
            Sheet::Patient,
            Sheet::Patients,
            Sheet::BringIn,
            Sheet::Author,
            Sheet::Dictionary,
            Sheet::Learnt,
            Sheet::Signing,
            Sheet::About,
            Sheet::Another,
            Sheet::Settings,
            Sheet::People,
            Sheet::Pedal,
            Sheet::Models,
            Sheet::Checking,
            Sheet::Keys,
        ];
        for sheet in before {
            picture(&mut screen, sheet, look, scale);
        }
        sign(
            screen.harness.state_mut().desk_mut(),
            true,
            "Heard in clinic",
        );
        for sheet in [Sheet::Comparing, Sheet::Sending, Sheet::Withdrawing] {
            picture(&mut screen, sheet, look, scale);
        }
    }
}

#[test]
fn the_programs_own_dialogue_for_files() {
    for (size, look, scale) in [(SMALL, Look::Dark, 1.25), (DESKTOP, Look::Light, 1.0)] {
        let room = Room::new();
        let mut desk = at_work(&room, look);
        let mut settings = desk.settings().clone();
        settings.scale = scale;
        say(&mut desk, Command::ChangeSettings(Box::new(settings)));
        hush(&mut desk);
        let folder = room.folder.path().join("recorders");
        std::fs::create_dir_all(folder.join("Older ones")).unwrap();
        for at in 0..40 {
            let name = format!("a recording of a long clinic with a long name, number {at}.wav");
            std::fs::write(folder.join(name), "").unwrap();
        }
        let none: Dialogue = Box::new(|_| Ok(std::sync::mpsc::channel().1));
        let mut screen = Screen::drawn_asking(desk, size, none);
        screen.press("Ctrl+O");
        let path = format!("{}/", folder.display());
        screen.harness.event(egui::Event::Text(path));
        screen.settle();
        screen.press("ArrowDown");
        let name = format!("own-dialogue-{scale}");
        take(&mut screen, &name, look, &["Take it", "Take all 40"]);
    }
}

fn picture(screen: &mut Screen, sheet: Sheet, look: Look, scale: f32) {
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Show(sheet), now);
    screen.settle();
    let name = format!("{sheet:?}-{scale}").to_lowercase();
    take(screen, &format!("small-{name}"), look, &["Close"]);
    let all = screen.harness.ctx.content_rect();
    let ends = [
        "Close",
        "Save the author",
        "Save the person",
        "Keep these settings",
        "Sign and file",
        "Withdraw",
        "Mark all 2 as sent",
    ];
    for node in screen.harness.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.is_focused() || ends.contains(&label.as_str())
    }) {
        let (label, place) = (node.accesskit_node().label(), node.rect());
        assert!(
            all.contains_rect(place),
            "{name}: {label:?} is at {place:?} of {all:?}"
        );
    }
}
