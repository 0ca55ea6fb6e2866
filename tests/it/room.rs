//! The room tests work in: a desk with an inline crew, a silent deck, a scripted transcriber, a
//! chosen time, and a screen driven by what people read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::{Crew, Speaker};
use dictation_desk::desk::post::running::Runner;
use dictation_desk::desk::{Desk, KeySource};
use dictation_desk::speech::Scripted;
use dictation_desk::speech::Transcriber;
use dictation_desk::store::{Key, Store};
use dictation_desk::ui::{Dialogue, Workstation};
use dictation_desk::words::{Span, Word};
use egui::{Key as ScreenKey, Modifiers};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, HarnessBuilder};
use tempfile::TempDir;

/// A passphrase good enough for the first-run page.
pub const PASSPHRASE: &str = "four invented unrelated words";

/// Who works at the desk, unless a test says otherwise.
pub const TYPIST: &str = "Ann Bell";

/// What the scripted consultant says, unless a test says otherwise.
pub const DICTATION: &str = "Thank you for referring this lady full stop she takes methotrexate \
    fifteen milligrams once a week full stop the left knee is swollen full stop";

/// A folder that is gone after the test, with the key of its workspace.
pub struct Room {
    pub folder: TempDir,
}

impl Room {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    pub fn key_file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    /// A desk whose transcriber hears [`DICTATION`].
    pub fn desk(&self) -> Desk {
        self.desk_hearing(Scripted::new(spoken(DICTATION)))
    }

    pub fn desk_hearing(&self, script: Scripted) -> Desk {
        self.desk_with(Speaker::new(move |_: &Path| {
            Ok(Box::new(script.clone()) as Box<dyn Transcriber>)
        }))
    }

    pub fn desk_with(&self, speaker: Speaker) -> Desk {
        let mut desk = self.desk_unsettled(speaker);
        desk.settle(0.0);
        desk
    }

    /// A desk at that moment, at which nobody speaks.
    pub fn desk_at(&self, moment: &'static str) -> Desk {
        let speaker = Speaker::new(|_: &Path| Ok(Box::new(Scripted::new(Vec::new())) as _));
        let mut desk = self.desk_of(speaker, moment);
        desk.settle(0.0);
        desk
    }

    /// A desk whose crew has not done anything yet.
    pub fn desk_unsettled(&self, speaker: Speaker) -> Desk {
        self.desk_of(speaker, "2026-03-05T09:00:00Z")
    }

    /// A desk at that moment at which this runs other programs.
    pub fn desk_running(&self, runner: Arc<dyn Runner>, moment: &'static str) -> Desk {
        let speaker = Speaker::new(|_: &Path| Ok(Box::new(Scripted::new(Vec::new())) as _));
        let mut desk = self.desk_by(Crew::inline(speaker).running(runner), moment);
        desk.settle(0.0);
        desk
    }

    fn desk_of(&self, speaker: Speaker, moment: &'static str) -> Desk {
        self.desk_by(Crew::inline(speaker), moment)
    }

    fn desk_by(&self, crew: Crew, moment: &'static str) -> Desk {
        Desk::new(
            crew,
            Box::new(move || moment.parse().unwrap()),
            self.workspace(),
            KeySource::File(self.key_file()),
        )
    }

    /// A desk that has nothing in its place yet, which it tells by a name that is always the same.
    pub fn of_nowhere() -> Desk {
        let clock = Box::new(|| "2026-03-05T09:00:00Z".parse().unwrap());
        let speaker = Speaker::new(|_| unreachable!("nobody speaks"));
        let place = PathBuf::from("target").join("no workspace of this name");
        let key = KeySource::File(place.join("key"));
        Desk::new(Crew::inline(speaker), clock, place, key)
    }

    /// A desk with its workspace made; with the sample clinic in it, if wanted.
    pub fn furnished(&self, sample: bool) -> Desk {
        let mut desk = self.desk();
        desk.apply(
            Command::CreateWorkspace {
                passphrase: String::new(),
                sample,
                name: TYPIST.to_owned(),
                initials: "AB".to_owned(),
            },
            0.0,
        );
        desk.settle(0.0);
        desk
    }

    /// The record itself, once no desk holds it.
    pub fn record(&self) -> Store {
        Store::open(
            &self.workspace(),
            &Key::read_file(&self.key_file()).unwrap(),
        )
        .unwrap()
    }

    /// A recording of `seconds` of a quiet tone, in the room's folder.
    pub fn recording(&self, name: &str, seconds: f64) -> PathBuf {
        let path = self.folder.path().join(name);
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 16_000,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut wav = hound::WavWriter::create(&path, spec).unwrap();
        for at in 0..(seconds * 16_000.0) as usize {
            // A pitch that depends on the name, so that two recordings differ.
            let pitch = 200.0 + name.len() as f64 * 10.0;
            let wave = (at as f64 / 16_000.0 * pitch * std::f64::consts::TAU).sin();
            wav.write_sample((wave * 8_000.0) as i16).unwrap();
        }
        wav.finalize().unwrap();
        path
    }
}

/// Words half a second long, one after the other; "methotrexate" and "fifteen" are unsure.
pub fn spoken(text: &str) -> Vec<Word> {
    text.split_whitespace()
        .enumerate()
        .map(|(at, word)| {
            let start = at as f64 * 0.5;
            let sure = if ["methotrexate", "fifteen"].contains(&word) {
                0.3
            } else {
                0.95
            };
            Word::new(word, Span::new(start, start + 0.5), sure)
        })
        .collect()
}

/// The size of most screens.
const LAPTOP: (f32, f32) = (1280.0, 800.0);

/// A window on a desk.
pub struct Screen {
    pub harness: Harness<'static, Workstation>,
}

impl Screen {
    pub fn new(desk: Desk) -> Self {
        Self::of(Workstation::new(desk), LAPTOP, |builder| builder)
    }

    /// A screen that asks for files with this dialogue.
    pub fn asking_with(desk: Desk, dialogue: Dialogue) -> Self {
        let window = Workstation::new(desk).asking_with(dialogue);
        Self::of(window, LAPTOP, |builder| builder)
    }

    /// A screen that can be drawn as a picture; much slower to make than one that is only read.
    pub fn drawn(desk: Desk, size: (f32, f32)) -> Self {
        Self::of(Workstation::new(desk), size, HarnessBuilder::wgpu)
    }

    /// A drawn screen that asks for files with this dialogue.
    pub fn drawn_asking(desk: Desk, size: (f32, f32), dialogue: Dialogue) -> Self {
        let window = Workstation::new(desk).asking_with(dialogue);
        Self::of(window, size, HarnessBuilder::wgpu)
    }

    fn of(
        window: Workstation,
        (width, height): (f32, f32),
        renderer: impl FnOnce(HarnessBuilder<Workstation>) -> HarnessBuilder<Workstation>,
    ) -> Self {
        let builder = Harness::builder()
            .with_size([width, height])
            .with_step_dt(0.05);
        let harness = renderer(builder)
            .build_ui_state(|ui, window: &mut Workstation| window.show(ui), window);
        let mut screen = Self { harness };
        screen.settle();
        screen
    }

    pub fn desk(&self) -> &Desk {
        self.harness.state().desk()
    }

    /// Draws, lets the crew finish all it was given, and draws again, until nothing is new.
    pub fn settle(&mut self) {
        for _ in 0..4 {
            self.harness.run_steps(2);
            let now = self.now();
            self.harness.state_mut().desk_mut().settle(now);
        }
        self.harness.run_steps(2);
    }

    pub fn now(&self) -> f64 {
        self.harness.ctx.input(|input| input.time)
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    pub fn click_containing(&mut self, label: &str) {
        self.harness.get_by_label_contains(label).click();
        self.settle();
    }

    /// Scrolls to what has this label, as one does to what one looks for.
    pub fn scroll_to(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.settle();
    }

    /// Chooses from the list with this label.
    pub fn choose(&mut self, list: &str, what: &str) {
        self.click(list);
        self.harness
            .get_all_by_label(what)
            .last()
            .expect("it is in the list")
            .click();
        self.settle();
    }

    /// Clicks into the field with this label and types.
    pub fn type_into(&mut self, label: &str, text: &str) {
        self.harness.get_by_label(label).focus();
        self.harness.run_steps(2);
        self.harness.get_by_label(label).type_text(text);
        self.settle();
    }

    /// Presses a key as the key table writes it.
    pub fn press(&mut self, words: &str) {
        let (modifiers, key) = read_key(words);
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Lets this many seconds pass on the screen.
    pub fn wait(&mut self, seconds: f64) {
        let until = self.now() + seconds;
        while self.now() < until {
            self.harness.step();
        }
        self.settle();
    }

    /// Whether anything on the screen reads so.
    pub fn shows(&self, label: &str) -> bool {
        self.harness
            .query_all_by_label_contains(label)
            .next()
            .is_some()
    }

    /// Drops files on the window, as from the desktop.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths
            .iter()
            .map(|path| Arc::new(Dropped(path.clone())) as _);
        self.harness.input_mut().dropped_files = files.collect();
        self.harness.step();
        self.settle();
    }

    /// Closes the window and gives the record back.
    pub fn close(self) {
        let now = self.now();
        let mut window = self.harness.into_state();
        window.desk_mut().close(now);
        window.desk_mut().settle(now);
    }
}

/// A key with its modifiers: "Ctrl+Shift+D", "F4".
fn read_key(words: &str) -> (Modifiers, ScreenKey) {
    let mut parts: Vec<&str> = words.split('+').collect();
    let key = ScreenKey::from_name(parts.pop().unwrap()).unwrap();
    let modifiers = parts.into_iter().map(|part| match part {
        "Ctrl" => Modifiers::COMMAND,
        "Shift" => Modifiers::SHIFT,
        "Alt" => Modifiers::ALT,
        other => panic!("{other} is not held down with a key"),
    });
    let held = modifiers.fold(Modifiers::NONE, |held, one| held | one);
    (held, key)
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
