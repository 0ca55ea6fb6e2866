//! A window that nobody can see: what goes on behind it, with nothing drawn.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dictation_desk::audio::Motion;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::event::Event;
use dictation_desk::desk::watching::BETWEEN_LOOKS;
use dictation_desk::letter::Manuscript;
use dictation_desk::pedal::{Button, PedalEvent, Stroke};
use dictation_desk::record::Status;
use dictation_desk::store::Record;
use dictation_desk::ui::Workstation;
use eframe::App;
use egui::RawInput;

use crate::clinic::{NOW, say, type_on, waiting};
use crate::room::Room;

/// A program of which only the logic is asked, as of one whose window is minimised.
struct Minimised {
    window: Workstation,
    ctx: egui::Context,
    frame: eframe::Frame,
    now: Rc<Cell<f64>>,
}

impl Minimised {
    fn new(desk: Desk, now: f64) -> Self {
        let now = Rc::new(Cell::new(now));
        let clock = Rc::clone(&now);
        Self {
            window: Workstation::new(desk).keeping_time(Box::new(move || clock.get())),
            ctx: egui::Context::default(),
            frame: eframe::Frame::_new_kittest(),
            now,
        }
    }

    /// Lets these seconds pass, and the program be asked once.
    fn turn(&mut self, seconds: f64) {
        self.now.set(self.now.get() + seconds);
        let Self { window, frame, .. } = self;
        let out = self
            .ctx
            .run_logic(&RawInput::default(), |ctx| window.logic(ctx, frame));
        assert!(out.viewport_commands.is_empty());
    }

    /// Turns until nobody has anything left to do; the crew, which has no threads in a test, works
    /// in between.
    fn turn_for(&mut self, seconds: f64) {
        self.turn(seconds);
        while self.window.desk_mut().turn(self.now.get()) {
            self.turn(0.0);
        }
    }

    fn desk(&self) -> &Desk {
        self.window.desk()
    }

    fn stroke(&mut self, button: Button, down: bool) {
        let stroke = Stroke { button, down };
        let outbox = self.desk().outbox();
        outbox.post(Event::Pedal(PedalEvent::Stroke(stroke)));
        self.turn(0.0);
    }

    fn motion(&self) -> Motion {
        self.desk().piece().unwrap().transport.motion()
    }

    fn position(&self) -> f64 {
        self.desk().piece().unwrap().transport.position()
    }
}

fn watching(room: &Room, desk: &mut Desk) -> PathBuf {
    let folder = room.folder.path().join("recorders");
    fs::create_dir(&folder).unwrap();
    let mut settings = desk.settings().clone();
    settings.watch_folder.clone_from(&folder);
    say(desk, Command::ChangeSettings(Box::new(settings)));
    folder
}

#[test]
fn the_pedal_plays_and_what_was_typed_is_saved_behind_a_minimised_window() {
    let room = Room::new();
    let id = waiting(&room, 20.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, "Typed and put away.");
    assert!(desk.has_unsaved());
    let mut program = Minimised::new(desk, NOW);

    program.turn_for(0.5);
    assert!(!program.desk().has_unsaved());
    program.stroke(Button::Middle, true);
    assert_eq!(program.motion(), Motion::Playing);
    let begun = program.position();
    for _ in 0..60 {
        program.turn(0.1);
    }
    let gone = program.position() - begun;
    assert!((gone - 6.0).abs() < 0.01, "{gone} seconds played");
    program.stroke(Button::Middle, false);
    assert_eq!(program.motion(), Motion::Stopped);
    program.turn_for(0.0);
    drop(program);

    let record = room.record();
    let letter = record.letter_for(id).unwrap().unwrap();
    let written = Manuscript::replay(letter.start, letter.entries).unwrap();
    let text = written.letter().body().text();
    assert!(text.contains("Typed and put away."), "{text}");
    let position = record.dictation(id).unwrap().position;
    assert!(position > begun + 4.0, "{position} of {begun}");
}

#[test]
fn a_watched_folder_is_looked_at_and_drafted_behind_a_minimised_window() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let folder = watching(&room, &mut desk);
    fs::rename(
        room.recording("clinic.wav", 12.0),
        folder.join("clinic.wav"),
    )
    .unwrap();
    let mut program = Minimised::new(desk, 100.0);
    for _ in 0..4 {
        program.turn_for(BETWEEN_LOOKS);
    }
    let rows: Vec<_> = program.desk().worklist().collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].status, Status::DraftReady);
}

#[test]
fn it_asks_to_go_on_while_something_moves_or_waits_and_else_sleeps() {
    let room = Room::new();
    let id = waiting(&room, 20.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let mut program = Minimised::new(desk, 1000.0);
    let soonest = Arc::new(Mutex::new(None::<Duration>));
    let asked = Arc::clone(&soonest);
    program.ctx.set_request_repaint_callback(move |request| {
        let mut soonest = asked.lock().unwrap();
        let before = soonest.unwrap_or(Duration::MAX);
        *soonest = Some(before.min(request.delay));
    });
    let next = |program: &mut Minimised| {
        program.turn_for(1.0);
        soonest.lock().unwrap().take();
        program.turn(1.0);
        let delay = *soonest.lock().unwrap();
        delay.map(|delay| delay.as_secs_f64())
    };
    assert_eq!(next(&mut program), None, "nothing moves");
    program.stroke(Button::Middle, true);
    assert!(next(&mut program).is_some_and(|delay| delay < 0.05));
    program.stroke(Button::Middle, false);
    assert_eq!(next(&mut program), None);
    watching(&room, program.window.desk_mut());
    // What was said of the change is put away first.
    program.turn_for(60.0);
    let delay = next(&mut program).unwrap();
    assert!((0.1..=BETWEEN_LOOKS).contains(&delay), "{delay}");
}
