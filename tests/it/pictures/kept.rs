//! A few screens, compared with how they are kept in `tests/pictures`, so that none looks different
//! unawares. With `DESK_PICTURES_ACCEPT` set, what is drawn is kept from then on.

use std::path::{Path, PathBuf};

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::speech::model::SHIPPED;
use dictation_desk::ui::theme;
use egui_kittest::kittest::Queryable;

use super::small::Small;
use super::{LAPTOP, at_work, folder, take};
use crate::clinic::{hush, say};
use crate::desk_stories::gaps;
use crate::room::{Room, Screen};
use crate::screens::models::desk_with_models;

const ACCEPT: &str = "DESK_PICTURES_ACCEPT";

/// The share of a screen that may look different: a dozen blocks, less than a word.
const FEW: f64 = 0.000_2;

/// Takes the picture and holds it against the one that is kept.
fn compare(desk: Desk, name: &str, look: Look, reads: &[&str]) {
    let mut screen = Screen::drawn(desk, LAPTOP);
    let is = take(&mut screen, &format!("kept-{name}"), look, reads);
    let kept = Path::new("tests/pictures").join(format!("{name}.png"));
    if std::env::var_os(ACCEPT).is_some() {
        return is.save(&kept);
    }
    let Some(was) = Small::load(&kept) else {
        panic!(
            "{} is not there; {ACCEPT}=1 keeps what is drawn",
            kept.display()
        );
    };
    let share = is.share_unlike(&was);
    if share > FEW {
        let difference = folder().join(format!("kept-{name}-difference.png"));
        is.difference(&was).save(&difference);
        panic!(
            "{:.2} % of {name} looks different: see kept-{name}.png, and {}. If it is meant to, \
             {ACCEPT}=1 keeps it so",
            share * 100.0,
            difference.display()
        );
    }
}

/// The desk with a sheet over it, and no folder of this computer on it.
fn with_sheet(room: &Room, look: Look, sheet: Sheet) -> Desk {
    let mut desk = at_work(room, look);
    let mut settings = desk.settings().clone();
    settings.letters_folder = PathBuf::from("letters");
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    hush(&mut desk);
    say(&mut desk, Command::Show(sheet));
    desk
}

fn in_the_dark(mut desk: Desk) -> Desk {
    let mut settings = desk.settings().clone();
    settings.look = Look::Dark;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    hush(&mut desk);
    desk
}

#[test]
fn the_letter_by_day() {
    let room = Room::new();
    let mut desk = at_work(&room, Look::Light);
    hush(&mut desk);
    compare(desk, "letter-light", Look::Light, &["SAMPLE-", "Born"]);
}

#[test]
fn the_letter_by_night() {
    let room = Room::new();
    let mut desk = at_work(&room, Look::Dark);
    hush(&mut desk);
    compare(desk, "letter-dark", Look::Dark, &["SAMPLE-", "Born"]);
}

#[test]
fn the_settings() {
    let room = Room::new();
    let desk = with_sheet(&room, Look::Light, Sheet::Settings);
    compare(desk, "settings", Look::Light, &["Your initials"]);
}

#[test]
fn the_signing() {
    let room = Room::new();
    let desk = with_sheet(&room, Look::Dark, Sheet::Signing);
    compare(desk, "signing", Look::Dark, &["Sign this letter"]);
}

#[test]
fn the_first_run() {
    let reads = ["Make your workspace"];
    compare(Room::of_nowhere(), "first-run", Look::Light, &reads);
}

#[test]
fn the_models() {
    let room = Room::new();
    let here = [(SHIPPED, 81_768_602), ("ggml-small.en", 487_614_201)];
    let mut desk = desk_with_models(&room, &here, &[(SHIPPED, 7.2)]);
    hush(&mut desk);
    say(&mut desk, Command::Show(Sheet::Models));
    compare(desk, "models", Look::Light, &["Clinic model", "7 seconds"]);
}

#[test]
fn the_empty_desk() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    hush(&mut desk);
    compare(desk, "empty", Look::Light, &["No dictations yet"]);
}

#[test]
fn the_review() {
    let room = Room::new();
    let desk = in_the_dark(gaps::at_work(&room).0);
    let reads = ["Speech without text", "Text without speech"];
    compare(desk, "review", Look::Dark, &reads);
}

/// What the comparison is there to see, done to a picture that is as it is kept.
#[test]
fn a_colour_or_a_word_that_changed_is_seen_and_another_way_of_rounding_is_not() {
    let room = Room::new();
    let mut desk = at_work(&room, Look::Light);
    hush(&mut desk);
    let mut screen = Screen::drawn(desk, LAPTOP);
    screen.settle();
    let picture = screen.harness.render().unwrap();
    let was = Small::of(picture.width(), picture.as_raw());
    let share_after = |change: &dyn Fn(usize, &mut [u8])| {
        let mut pixels = picture.as_raw().clone();
        for (at, pixel) in pixels.chunks_exact_mut(4).enumerate() {
            change(at, pixel);
        }
        Small::of(picture.width(), &pixels).share_unlike(&was)
    };
    let rounded = |at: usize, pixel: &mut [u8]| {
        for part in &mut pixel[..3] {
            *part = part.saturating_add_signed([-3, 0, 2, 3][at % 4]);
        }
    };
    assert_eq!(share_after(&rounded), 0.0);

    let colours = theme::palette(Look::Light);
    for (one, other) in [
        (colours.accent, colours.good),
        (colours.page, colours.panel.lerp_to_gamma(colours.line, 0.5)),
        (colours.bad, colours.warn),
    ] {
        let painted = |_: usize, pixel: &mut [u8]| {
            if pixel[..3] == one.to_array()[..3] {
                pixel.copy_from_slice(&other.to_array());
            }
        };
        let share = share_after(&painted);
        assert!(share > FEW, "{one:?}: {share}");
    }

    let word = screen.harness.get_by_label("Paragraph").rect();
    let gone = |at: usize, pixel: &mut [u8]| {
        let width = picture.width() as usize;
        let place = egui::pos2((at % width) as f32, (at / width) as f32);
        if word.contains(place) {
            pixel.copy_from_slice(&colours.window.to_array());
        }
    };
    let share = share_after(&gone);
    assert!(share > FEW, "{share}");
}
