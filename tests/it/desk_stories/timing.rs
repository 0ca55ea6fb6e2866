//! Timing the models: one after another, drafts first, stopped at will, and kept for this computer.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::crew::Speaker;
use dictation_desk::problem::{Outcome, Problem};
use dictation_desk::speech::model::{self, Model, Pace, Paces};
use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, Transcript};
use dictation_desk::words::{Span, Word};

use crate::clinic::{NOW, problems, say, take_in, unknown};
use crate::room::Room;

/// Keeps a list of what each model was given, in seconds, and fails with the one it is told to.
#[derive(Clone, Default)]
struct Ears {
    heard: Arc<Mutex<Vec<(String, usize)>>>,
    broken: Option<&'static str>,
}

struct Ear(String, Ears);

impl Transcriber for Ear {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        if cancel.is_cancelled() {
            return Err(Problem::new("It was stopped", "Start it again"));
        }
        let seconds = job.samples.len() / RATE as usize;
        self.1.heard.lock().unwrap().push((self.0.clone(), seconds));
        progress(0.0);
        match self.1.broken == Some(self.0.as_str()) {
            true => Err(Problem::new("It is broken", "Fetch it again")),
            false => Ok(Transcript {
                words: vec![Word::new("Heard", Span::new(0.1, 0.5), 0.9)],
                ..Transcript::default()
            }),
        }
    }

    fn describe(&self) -> String {
        "An ear".to_owned()
    }
}

impl Ears {
    fn speaker(&self) -> Speaker {
        let ears = self.clone();
        Speaker::new(move |path: &Path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            Ok(Box::new(Ear(name, ears.clone())) as Box<dyn Transcriber>)
        })
    }

    fn heard(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }
}

/// A folder of files that begin like a speech model and have these names and sizes.
pub fn models(room: &Room, wanted: &[(&str, u64)]) -> PathBuf {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/ggml-base-clinic-q8_0.bin");
    let mut head = [0; 48];
    File::open(&shipped).unwrap().read_exact(&mut head).unwrap();
    let folder = room.folder.path().join("models");
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in wanted {
        let path = folder.join(format!("{name}.bin"));
        let mut file = File::create(&path).unwrap();
        file.write_all(&head).unwrap();
        file.set_len(*bytes).unwrap();
        if *name == model::SHIPPED {
            fs::copy(shipped.with_extension("json"), path.with_extension("json")).unwrap();
        }
    }
    folder
}

/// A furnished desk with three models, of which the last is in use.
fn desk(room: &Room, ears: &Ears) -> Desk {
    drop(room.furnished(false));
    let mut desk = room.desk_with(ears.speaker());
    desk.look_for_models_in(vec![models(
        room,
        &[
            (model::SHIPPED, 3_000),
            ("ggml-a", 1_000),
            ("ggml-b", 2_000),
        ],
    )]);
    desk.keep_paces_in(room.folder.path().join("home/paces.json"));
    desk
}

fn timed(desk: &Desk) -> Vec<&str> {
    let models = desk.models().iter();
    models
        .filter(|model| desk.pace(model).is_some())
        .map(|model| model.name.as_str())
        .collect()
}

#[test]
fn every_model_is_timed_on_the_same_stretch_and_the_one_in_use_last() {
    let (room, ears) = (Room::new(), Ears::default());
    let mut desk = desk(&room, &ears);
    assert!(timed(&desk).is_empty());
    assert!(desk.enabled(&Command::StopTiming).is_err());

    desk.apply(Command::TimeModels, NOW);
    assert_eq!(desk.sheet(), Some(Sheet::Models), "where it can be seen");
    assert!(desk.enabled(&Command::TimeModels).is_err());
    desk.settle(NOW);

    let stretch = ears.heard();
    let names: Vec<&str> = stretch.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ggml-a", "ggml-b", model::SHIPPED]);
    assert!(
        stretch
            .iter()
            .all(|(_, seconds)| (20..=30).contains(seconds)),
        "{stretch:?}"
    );
    assert_eq!(timed(&desk).len(), 3);
    assert!(desk.timing().is_none());
    let pace = desk.pace(&desk.models()[0]).unwrap();
    assert_eq!(pace.day.to_string(), "2026-03-05");

    // It is known the next time the program starts on this computer, whatever the record.
    let other = Room::new();
    let mut next = other.furnished(false);
    next.look_for_models_in(vec![room.folder.path().join("models")]);
    assert_eq!(timed(&next).len(), 0);
    next.keep_paces_in(room.folder.path().join("home/paces.json"));
    assert_eq!(timed(&next).len(), 3);
    // Another file under the same name is another model.
    models(&room, &[("ggml-a", 1_001)]);
    say(&mut next, Command::Show(Sheet::Models));
    assert_eq!(timed(&next), ["ggml-b", model::SHIPPED]);
}

#[test]
fn a_draft_goes_first_and_the_timing_goes_on_after_it() {
    let (room, ears) = (Room::new(), Ears::default());
    drop(desk(&room, &ears));
    let mut record = room.record();
    let first = take_in(&room, &mut record, &unknown(), "a.wav", 3.0);
    take_in(&room, &mut record, &unknown(), "bb.wav", 4.0);
    drop(record);
    let mut desk = desk(&room, &ears);
    ears.heard();
    say(&mut desk, Command::Open(first));
    desk.apply(Command::TimeModels, NOW);
    assert_eq!(desk.timing().unwrap().at_work().unwrap().name, "ggml-a");

    // Before anybody has worked: the model at work gives way.
    desk.apply(Command::DraftAgain, NOW);
    assert!(desk.timing().unwrap().at_work().is_none());
    desk.settle(NOW);
    let (names, seconds): (Vec<String>, Vec<usize>) = ears.heard().into_iter().unzip();
    assert_eq!(names, [model::SHIPPED, "ggml-a", "ggml-b", model::SHIPPED]);
    assert_eq!(seconds[0], 3, "the draft");
    assert!(desk.timing().is_none());
}

#[test]
fn a_timing_is_stopped_at_will() {
    let (room, ears) = (Room::new(), Ears::default());
    let mut desk = desk(&room, &ears);
    desk.apply(Command::TimeModels, NOW);
    desk.apply(Command::StopTiming, NOW);
    desk.settle(NOW);
    assert_eq!(ears.heard(), []);
    assert!(timed(&desk).is_empty() && desk.timing().is_none());

    desk.apply(Command::TimeModels, NOW);
    while timed(&desk).is_empty() {
        assert!(desk.turn(NOW), "the first is timed");
    }
    let share = desk.timing().unwrap().share();
    assert!(share > 0.3 && share < 0.7, "{share}");
    say(&mut desk, Command::StopTiming);
    assert_eq!(timed(&desk), ["ggml-a"], "what was measured stays");
}

#[test]
fn a_model_that_fails_is_told_by_name_and_the_others_are_timed() {
    let room = Room::new();
    let ears = Ears {
        broken: Some("ggml-a"),
        ..Ears::default()
    };
    let mut desk = desk(&room, &ears);
    say(&mut desk, Command::TimeModels);
    assert_eq!(problems(&desk), ["ggml-a: It is broken. Fetch it again."]);
    assert_eq!(timed(&desk), ["ggml-b", model::SHIPPED]);
}

#[test]
fn a_draft_that_is_long_enough_times_its_model_too() {
    let (room, ears) = (Room::new(), Ears::default());
    drop(desk(&room, &ears));
    for (seconds, expected) in [(19.0, &[][..]), (21.0, &[model::SHIPPED][..])] {
        let mut record = room.record();
        let name = format!("{seconds} seconds.wav");
        let id = take_in(&room, &mut record, &unknown(), &name, seconds);
        drop(record);
        let mut desk = room.desk_unsettled(ears.speaker());
        desk.look_for_models_in(vec![room.folder.path().join("models")]);
        desk.settle(NOW);
        say(&mut desk, Command::Open(id));
        assert_eq!(timed(&desk), expected, "after {seconds} s");
    }
}

#[test]
fn paces_are_said_as_people_say_them_and_a_damaged_file_has_none() {
    let a = Model {
        name: "ggml-a".to_owned(),
        path: PathBuf::from("ggml-a.bin"),
        bytes: 1_000,
        facts: model::Facts::default(),
    };
    let day = "2026-03-05".parse().unwrap();
    let words = |seconds| Pace::new(&a, 2, seconds, day).in_words();
    for (seconds, says) in [
        (0.2, "less than a second"),
        (1.2, "about a second"),
        (6.8, "about 7 seconds"),
        (99.0, "about 99 seconds"),
        (120.0, "about 2 minutes"),
        (150.0, "about 2.5 minutes"),
    ] {
        let expected = format!("a minute of dictation takes {says} here");
        assert_eq!(words(seconds), expected);
    }

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/paces.json");
    for (threads, seconds) in [(2, 9.0), (4, 5.0), (2, 8.0)] {
        Paces::keep(&file, Pace::new(&a, threads, seconds, day)).unwrap();
    }
    let seconds = |threads| Paces::read(&file).of(&a, threads).map(|pace| pace.seconds);
    assert_eq!(
        [seconds(2), seconds(4), seconds(8)],
        [Some(8.0), Some(5.0), None]
    );
    fs::write(&file, "[{").unwrap();
    assert_eq!(seconds(2), None);
    Paces::keep(&file, Pace::new(&a, 2, 7.0, day)).unwrap();
    assert_eq!(seconds(2), Some(7.0));
    // A folder in the place of the file: it is told, and nothing breaks.
    assert!(Paces::keep(folder.path(), Pace::new(&a, 2, 7.0, day)).is_err());
}
