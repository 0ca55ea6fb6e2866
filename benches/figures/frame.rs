//! A frame of the window over a letter of 10,000 words: laid out, drawn and cut into triangles.
//! Only what the graphics card does with those is left out.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::speech::Scripted;
use dictation_desk::ui::Workstation;
use egui::{Context, Event, Pos2, RawInput, Rect, vec2};

use crate::load::Load;
use crate::room::Room;
use crate::sample;
use crate::table::Row;

const WORDS: usize = 10_000;

/// Seconds between two frames.
const FRAME: f64 = 1.0 / 60.0;

/// Frames drawn as they fall due: half a minute of them.
const PACED: usize = 1_800;

pub fn rows() -> Vec<Row> {
    let room = Room::new();
    let mut window = Window::new(long_letter(&room));
    // Fonts, panels and scroll areas come to rest.
    window.frames(20, |_| Vec::new());
    let idle = window.frames(100, |_| Vec::new());
    let before = window.text().len();
    assert!(window.text().split_whitespace().count() >= WORDS);
    let typed = window.frames(100, |_| vec![Event::Text("e".to_owned())]);
    assert_eq!(
        window.text().len(),
        before + typed.len(),
        "every character was typed into the letter"
    );
    let what = |doing: &str| format!("frame over a letter of 10,000 words, {doing}");
    let mut load = Load::new();
    let paced = window.paced(PACED);
    assert!(load.is_on(), "the draft was made all the while");
    drop(load);
    let in_time = paced.iter().filter(|late| **late <= FRAME * 1_000.0);
    let share = 100.0 * in_time.count() as f64 / paced.len() as f64;
    vec![
        Row::new(what("idle"), "ms", idle),
        Row::new(what("a character typed"), "ms", typed),
        Row::new(what("from due to drawn, cores busy, drafting"), "ms", paced),
        Row::new(what("done before the next, so"), "%", vec![share]),
    ]
}

/// A desk with a long draft on it.
fn long_letter(room: &Room) -> Desk {
    drop(room.furnished(true));
    let mut desk = room.desk_hearing(Scripted::new(sample::words_for(WORDS)));
    let next = desk.worklist().next().expect("the sample clinic").id;
    desk.apply(Command::Open(next), 0.0);
    desk.settle(0.0);
    desk.apply(Command::DraftAgain, 0.0);
    desk.settle(0.0);
    desk.apply(Command::InsertDraft, 0.0);
    desk.settle(0.0);
    desk
}

/// A window without a screen reader or a graphics card.
pub struct Window {
    context: Context,
    workstation: Workstation,
    now: f64,
}

impl Window {
    pub fn new(desk: Desk) -> Self {
        Self {
            context: Context::default(),
            workstation: Workstation::new(desk),
            now: 1.0,
        }
    }

    pub fn desk_mut(&mut self) -> &mut Desk {
        self.workstation.desk_mut()
    }

    fn text(&self) -> &str {
        let piece = self.workstation.desk().piece().expect("a letter is open");
        piece.letter().body().text()
    }

    /// Draws so many frames, each with the events it is given; milliseconds of each.
    pub fn frames(
        &mut self,
        count: usize,
        mut events: impl FnMut(usize) -> Vec<Event>,
    ) -> Vec<f64> {
        (0..count).map(|at| self.frame(events(at))).collect()
    }

    /// Draws so many frames as they fall due, sixty a second, a character typed in every tenth;
    /// milliseconds from when each was due until it was done. One that falls due while the one
    /// before is drawn is due at once, as a screen has it.
    fn paced(&mut self, count: usize) -> Vec<f64> {
        let frame = Duration::from_secs_f64(FRAME);
        let mut due = Instant::now() + frame;
        let mut taken = Vec::with_capacity(count);
        // Nobody sends on it: it is the clock that the next frame is waited for by.
        let (_screen, refresh) = channel::<()>();
        for at in 0..count {
            let _ = refresh.recv_timeout(due.saturating_duration_since(Instant::now()));
            let typed = (at % 10 == 0).then(|| Event::Text("e".to_owned()));
            self.frame(typed.into_iter().collect());
            taken.push(due.elapsed().as_secs_f64() * 1_000.0);
            due = (due + frame).max(Instant::now());
        }
        taken
    }

    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.now += FRAME;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1_600.0, 1_000.0))),
            time: Some(self.now),
            focused: true,
            events,
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut output = self.context.run_ui(input, |ui| self.workstation.show(ui));
        let triangles = self
            .context
            .tessellate(output.shapes, output.pixels_per_point);
        let taken = began.elapsed().as_secs_f64() * 1_000.0;
        // There is no graphics card to send new letters to.
        output.textures_delta.clear();
        assert!(!triangles.is_empty(), "something was drawn");
        taken
    }
}
