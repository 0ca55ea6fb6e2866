//! The watched folder: what recorders save there comes in by itself, once, and whole.

use std::fs;
use std::path::PathBuf;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::watching::BETWEEN_LOOKS;
use dictation_desk::record::DictationId;

use crate::clinic::{problems, say, told};
use crate::room::Room;

/// A desk that watches a folder, and its clock.
struct Watched {
    room: Room,
    folder: PathBuf,
    desk: Desk,
    now: f64,
}

impl Watched {
    fn new() -> Self {
        let room = Room::new();
        let folder = room.folder.path().join("recorders");
        fs::create_dir(&folder).unwrap();
        let mut desk = room.furnished(false);
        let mut settings = desk.settings().clone();
        settings.watch_folder.clone_from(&folder);
        say(&mut desk, Command::ChangeSettings(Box::new(settings)));
        Self {
            room,
            folder,
            desk,
            now: 100.0,
        }
    }

    /// Lets so many looks go by, and everything that follows from them.
    fn look(&mut self, times: usize) {
        for _ in 0..times {
            self.now += BETWEEN_LOOKS;
            self.desk.tick(self.now);
            self.desk.settle(self.now);
        }
    }

    fn rows(&self) -> usize {
        self.desk.worklist().count()
    }

    fn save(&self, name: &str, seconds: f64) -> PathBuf {
        let made = self.room.recording(name, seconds);
        let place = self.folder.join(name);
        fs::rename(made, &place).unwrap();
        place
    }

    fn restart(self) -> Self {
        let Self {
            room,
            folder,
            desk,
            now,
        } = self;
        drop(desk);
        let desk = room.desk();
        Self {
            room,
            folder,
            desk,
            now,
        }
    }
}

#[test]
fn a_recording_comes_in_by_itself_and_once() {
    let mut watched = Watched::new();
    let file = watched.save("clinic.wav", 1.0);
    fs::write(watched.folder.join("notes.txt"), "not a recording").unwrap();
    fs::write(watched.folder.join(".hidden.wav"), "being copied").unwrap();
    watched.look(1);
    assert_eq!(watched.rows(), 0, "it may still grow");
    watched.look(1);
    assert_eq!(watched.rows(), 1);
    assert!(told(&watched.desk).contains(&"1 recording added"));
    watched.look(5);
    assert_eq!(watched.rows(), 1);
    assert!(file.exists(), "the original stays");
    let mut watched = watched.restart();
    watched.look(5);
    assert_eq!(watched.rows(), 1);
    assert_eq!(told(&watched.desk), Vec::<&str>::new());
    // Its draft was made, as for any other.
    assert!(watched.room.workspace().exists());
    let id = watched.desk.worklist().next().unwrap().id;
    say(&mut watched.desk, Command::Open(id));
    assert_ne!(id, DictationId(0));
    assert!(watched.desk.piece().unwrap().draft.is_some());
}

#[test]
fn a_look_that_waited_behind_other_work_is_not_followed_at_once_by_the_next() {
    let mut watched = Watched::new();
    watched.save("clinic.wav", 1.0);
    watched.now += BETWEEN_LOOKS;
    watched.desk.tick(watched.now);
    // A minute passes before what was seen is known.
    watched.now += 60.0;
    watched.desk.settle(watched.now);
    watched.desk.tick(watched.now);
    watched.desk.settle(watched.now);
    assert_eq!(watched.rows(), 0, "it may still grow");
    watched.look(1);
    assert_eq!(watched.rows(), 1);
}

#[test]
fn a_file_that_grows_is_waited_for() {
    let mut watched = Watched::new();
    let whole = fs::read(watched.room.recording("clinic.wav", 2.0)).unwrap();
    let file = watched.folder.join("clinic.wav");
    for part in 1..=5 {
        fs::write(&file, &whole[..whole.len() * part / 5]).unwrap();
        watched.look(1);
        assert_eq!(watched.rows(), 0);
    }
    watched.look(2);
    assert_eq!(watched.rows(), 1);
    let length = watched.desk.worklist().next().unwrap().length;
    assert!((length - 2.0).abs() < 0.1, "{length}");
    assert_eq!(problems(&watched.desk), Vec::<&str>::new());
}

#[test]
fn a_file_that_is_no_recording_is_told_once_until_it_changes() {
    let mut watched = Watched::new();
    let file = watched.folder.join("broken.wav");
    fs::write(&file, "this is no sound").unwrap();
    watched.save("good.wav", 1.0);
    watched.look(3);
    assert_eq!(watched.rows(), 1, "the good one is not held up");
    let told = problems(&watched.desk);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("broken.wav"), "{told:?}");
    crate::clinic::hush(&mut watched.desk);
    watched.look(5);
    assert_eq!(problems(&watched.desk), Vec::<&str>::new());
    // Saved again, and this time it is one.
    fs::remove_file(&file).unwrap();
    watched.save("broken.wav", 1.5);
    watched.look(3);
    assert_eq!(watched.rows(), 2);
}

#[test]
fn what_hindered_a_file_may_pass_and_it_comes_in_then() {
    let mut watched = Watched::new();
    // The place where recordings come in is out of reach at first.
    let (place, away) = (
        watched.room.workspace().join("incoming"),
        watched.room.folder.path().join("away"),
    );
    fs::rename(&place, &away).unwrap();
    watched.save("clinic.wav", 1.0);
    watched.look(3);
    assert_eq!(watched.rows(), 0);
    let first = problems(&watched.desk).len();
    assert!(first > 0);
    crate::clinic::hush(&mut watched.desk);
    watched.look(20);
    assert_eq!(watched.rows(), 0);
    assert_eq!(
        problems(&watched.desk),
        Vec::<&str>::new(),
        "tried again, and not told again"
    );
    fs::rename(&away, &place).unwrap();
    watched.look(40);
    assert_eq!(watched.rows(), 1);
    watched.look(40);
    assert_eq!(watched.rows(), 1);
    assert_eq!(watched.restart().rows(), 1);
}

#[test]
fn a_recording_that_nobody_else_can_play_is_told_of_and_not_passed_over() {
    let mut watched = Watched::new();
    fs::write(watched.folder.join("clinic.ds2"), b"\x03ds2 and more").unwrap();
    watched.look(3);
    let told = problems(&watched.desk);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("Export it from ODMS or SpeechExec"),
        "{told:?}"
    );
}

#[test]
fn the_same_recording_under_another_name_adds_nothing_and_says_nothing() {
    let mut watched = Watched::new();
    let file = watched.save("clinic.wav", 1.0);
    watched.look(3);
    fs::copy(&file, watched.folder.join("copy.wav")).unwrap();
    crate::clinic::hush(&mut watched.desk);
    watched.look(4);
    assert_eq!(watched.rows(), 1);
    assert_eq!(told(&watched.desk), Vec::<&str>::new());
}

#[test]
fn many_come_in_over_a_few_looks() {
    let mut watched = Watched::new();
    for number in 0..40 {
        watched.save(&format!("{}.wav", "n".repeat(number + 1)), 0.2);
    }
    watched.look(6);
    assert_eq!(watched.rows(), 40);
}

#[test]
fn a_folder_that_is_gone_is_told_once_and_watched_again_when_it_is_back() {
    let mut watched = Watched::new();
    fs::remove_dir(&watched.folder).unwrap();
    watched.look(4);
    assert_eq!(problems(&watched.desk).len(), 1);
    fs::create_dir(&watched.folder).unwrap();
    watched.save("clinic.wav", 1.0);
    watched.look(3);
    assert_eq!(watched.rows(), 1);
}

#[test]
fn an_empty_setting_watches_nothing() {
    let mut watched = Watched::new();
    let mut settings = watched.desk.settings().clone();
    settings.watch_folder = PathBuf::new();
    say(
        &mut watched.desk,
        Command::ChangeSettings(Box::new(settings)),
    );
    assert!(!watched.desk.watches_a_folder());
    watched.save("clinic.wav", 1.0);
    watched.look(4);
    assert_eq!(watched.rows(), 0);
}
