//! Pedals at the desk: what their buttons do is chosen, and one that is not known is taught.

use std::cell::RefCell;
use std::rc::Rc;

use dictation_desk::audio::Motion;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::event::Event;
use dictation_desk::desk::pedals::Style;
use dictation_desk::desk::settings::Settings;
use dictation_desk::pedal::{
    Assignment, Button, Make, Mode, PedalAction, PedalEvent, PedalMap, Reading, Stroke, known_makes,
};

use super::stranger;
use crate::clinic::{self, NOW, problems, say, told};
use crate::room::Room;

/// A reader that does nothing but note what it is asked.
#[derive(Clone, Default)]
struct Notes(Rc<RefCell<Vec<Asked>>>);

#[derive(Debug, PartialEq)]
enum Asked {
    Follow(Vec<Make>),
    Learn,
}

impl Reading for Notes {
    fn follow(&self, known: Vec<Make>) {
        self.0.borrow_mut().push(Asked::Follow(known));
    }

    fn learn(&self) {
        self.0.borrow_mut().push(Asked::Learn);
    }
}

impl Notes {
    fn take(&self) -> Vec<Asked> {
        self.0.take()
    }
}

/// The makes to look for with these taught.
fn with(taught: &[Make]) -> Asked {
    Asked::Follow(taught.iter().cloned().chain(known_makes()).collect())
}

pub fn hear(desk: &mut Desk, event: PedalEvent) {
    desk.outbox().post(Event::Pedal(event));
    desk.settle(NOW);
}

/// Presses a button of a strange pedal, which tells it by this bit, and lets it go.
pub fn press_and_let_go(desk: &mut Desk, bit: u8) {
    for bytes in [vec![bit, 0], vec![0, 0]] {
        let device = stranger();
        hear(desk, PedalEvent::Report { device, bytes });
    }
}

/// Teaches a strange pedal with three buttons.
pub fn teach(desk: &mut Desk) {
    desk.read_pedals_by(Box::new(Notes::default()));
    say(desk, Command::Show(Sheet::Pedal));
    for bit in [1, 2, 4] {
        press_and_let_go(desk, bit);
    }
    say(desk, Command::SkipButton);
    say(desk, Command::Dismiss);
}

fn stroke(desk: &mut Desk, button: Button, down: bool) -> Motion {
    let stroke = Stroke { button, down };
    desk.outbox().post(Event::Pedal(PedalEvent::Stroke(stroke)));
    desk.absorb(NOW);
    desk.piece()
        .expect("a letter is on the desk")
        .transport
        .motion()
}

fn choose(desk: &mut Desk, map: PedalMap) {
    let mut settings = desk.settings().clone();
    settings.pedal_map = map;
    say(desk, Command::ChangeSettings(Box::new(settings)));
}

#[test]
fn what_the_buttons_do_is_chosen_and_counts_at_once() {
    let room = Room::new();
    let id = clinic::waiting(&room, 60.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::Seek(30.0));
    assert_eq!(stroke(&mut desk, Button::Middle, true), Motion::Playing);
    assert_eq!(stroke(&mut desk, Button::Middle, false), Motion::Stopped);

    choose(&mut desk, PedalMap::LEXACOM);
    assert_eq!(stroke(&mut desk, Button::Middle, true), Motion::Forwarding);
    assert_eq!(stroke(&mut desk, Button::Middle, false), Motion::Stopped);

    let mut own = PedalMap::LEXACOM;
    own.assign(
        Button::Left,
        Some(Assignment {
            action: PedalAction::Play,
            mode: Mode::Toggle,
        }),
    );
    own.assign(Button::Right, None);
    assert_eq!(Style::of(&own), Style::ByButton);
    choose(&mut desk, own);
    assert_eq!(stroke(&mut desk, Button::Left, true), Motion::Playing);
    assert_eq!(stroke(&mut desk, Button::Left, false), Motion::Playing);
    assert_eq!(stroke(&mut desk, Button::Left, true), Motion::Stopped);
    assert_eq!(stroke(&mut desk, Button::Right, true), Motion::Stopped);

    drop(desk);
    assert_eq!(room.desk().settings().pedal_map, own);
}

#[test]
fn settings_of_before_have_the_pedal_as_it_was() {
    let settings = Settings::from_json(r#"{"typist": "AB"}"#);
    assert_eq!(settings.pedal_map, PedalMap::OURS);
    assert_eq!(settings.taught_pedals, []);
    assert_eq!(Style::of(&settings.pedal_map), Style::Lettered);
}

#[test]
fn a_strange_pedal_is_taught_followed_and_known_the_next_day() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let notes = Notes::default();
    desk.read_pedals_by(Box::new(notes.clone()));
    say(&mut desk, Command::Show(Sheet::Pedal));
    assert_eq!(notes.take(), [Asked::Learn]);
    let asks = |desk: &Desk| desk.pedal_lesson().expect("a lesson is on").asks();
    assert_eq!(asks(&desk), "Press the left pedal and let it go.");
    press_and_let_go(&mut desk, 1);
    assert_eq!(asks(&desk), "Press the middle pedal and let it go.");
    press_and_let_go(&mut desk, 1);
    let told_of_it = desk.pedal_lesson().and_then(|lesson| lesson.told());
    assert_eq!(
        told_of_it.as_deref(),
        Some("That was the left pedal again.")
    );
    press_and_let_go(&mut desk, 2);
    press_and_let_go(&mut desk, 4);
    assert_eq!(asks(&desk), "Press the small pedal above and let it go.");
    assert_eq!(notes.take(), []);
    say(&mut desk, Command::SkipButton);
    assert!(desk.pedal_lesson().is_none());
    assert_eq!(told(&desk), ["Foot Switch is taught and in use"]);
    assert_eq!(desk.sheet(), Some(Sheet::Settings));
    let taught = desk.settings().taught_pedals.clone();
    assert_eq!(taught.len(), 1);
    assert_eq!(notes.take(), [with(&taught)]);

    // Taught once more, it is not there twice.
    say(&mut desk, Command::Show(Sheet::Pedal));
    for bit in [8, 2, 4, 1] {
        press_and_let_go(&mut desk, bit);
    }
    assert_ne!(desk.settings().taught_pedals, taught);
    let taught = desk.settings().taught_pedals.clone();
    assert_eq!(taught.len(), 1);

    // The next day it is looked for as soon as the record says that it was taught.
    drop(desk);
    let speaker = dictation_desk::desk::crew::Speaker::new(|_| unreachable!("nobody speaks"));
    let mut desk = room.desk_unsettled(speaker);
    let notes = Notes::default();
    desk.read_pedals_by(Box::new(notes.clone()));
    desk.settle(NOW);
    assert_eq!(notes.take(), [with(&taught)]);
    say(&mut desk, Command::ForgetPedal(0));
    assert_eq!(notes.take(), [with(&[])]);
    say(&mut desk, Command::ForgetPedal(0));
    assert_eq!(notes.take(), []);
}

#[test]
fn a_lesson_that_is_left_teaches_nothing_and_the_pedal_plays_again() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let notes = Notes::default();
    desk.read_pedals_by(Box::new(notes.clone()));
    say(&mut desk, Command::Show(Sheet::Pedal));
    press_and_let_go(&mut desk, 1);
    say(&mut desk, Command::Dismiss);
    assert_eq!(notes.take(), [Asked::Learn, with(&[])]);
    press_and_let_go(&mut desk, 2);
    assert_eq!(desk.settings().taught_pedals, []);
    assert!(desk.pedal_lesson().is_none());
}

#[test]
fn a_pedal_without_buttons_is_asked_for_them_again() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let notes = Notes::default();
    desk.read_pedals_by(Box::new(notes.clone()));
    say(&mut desk, Command::Show(Sheet::Pedal));
    for _ in Button::ALL {
        say(&mut desk, Command::SkipButton);
    }
    assert!(problems(&desk)[0].starts_with("No button of a pedal was learnt."));
    assert_eq!(notes.take(), [Asked::Learn, Asked::Learn]);
    press_and_let_go(&mut desk, 1);
    let told = desk.pedal_lesson().and_then(|lesson| lesson.told());
    assert_eq!(told.as_deref(), Some("Learnt the left pedal."));
}

#[test]
fn without_a_reader_there_is_no_lesson() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    say(&mut desk, Command::Show(Sheet::Pedal));
    assert_eq!(desk.sheet(), Some(Sheet::Pedal));
    assert!(desk.pedal_lesson().is_none());
}
