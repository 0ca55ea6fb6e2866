//! The sheet of speech models: what is here, how long it takes, and choosing another.

use dictation_desk::desk::{Desk, threads};
use dictation_desk::speech::model::{self, Pace, Paces};

use crate::desk_stories::timing::models;
use crate::room::{Room, Screen};

/// A desk with these models, of which some are timed: seconds for a minute.
pub fn desk_with_models(room: &Room, wanted: &[(&str, u64)], seconds: &[(&str, f64)]) -> Desk {
    let mut desk = room.furnished(true);
    desk.look_for_models_in(vec![models(room, wanted)]);
    let file = room.folder.path().join("paces.json");
    let day = "2026-03-05".parse().unwrap();
    for (name, seconds) in seconds {
        let model = desk.models().iter().find(|model| model.name == *name);
        Paces::keep(&file, Pace::new(model.unwrap(), threads(), *seconds, day)).unwrap();
    }
    desk.keep_paces_in(file);
    desk
}

pub fn open(screen: &mut Screen) {
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "speech models what drafts");
    screen.press("Enter");
}

#[test]
fn a_person_sees_how_long_each_model_takes_and_chooses_another() {
    let room = Room::new();
    let here = [(model::SHIPPED, 82_000_000), ("ggml-small.en", 487_614_201)];
    let desk = desk_with_models(&room, &here, &[(model::SHIPPED, 7.2)]);
    let mut screen = Screen::new(desk);
    open(&mut screen);
    assert!(screen.shows("A minute of dictation takes about 7 seconds here"));
    assert!(screen.shows("measured on 5 March 2026"));
    assert!(screen.shows("Not timed here yet"));
    assert!(screen.shows("82 MB") && screen.shows("488 MB"));
    // What is here is not offered again; what is not is, with the way to get it.
    assert!(!screen.shows("./desk model small.en"));
    assert!(screen.shows("./desk model large-v3-turbo"));

    screen.click("Whisper small, English only");
    assert_eq!(screen.desk().model().unwrap().name, "ggml-small.en");
    screen.click("Time the models here");
    assert!(!screen.shows("Not timed here yet"));
    assert!(screen.desk().timing().is_none());
}

#[test]
fn models_are_timed_from_the_keyboard() {
    let room = Room::new();
    let mut screen = Screen::new(desk_with_models(&room, &[("ggml-a", 900)], &[]));
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "time the models");
    screen.press("Enter");
    assert!(screen.shows("A minute of dictation takes less than a second here"));
}
