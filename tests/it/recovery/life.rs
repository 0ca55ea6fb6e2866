//! A victim's life: started, listened to, killed once it has done as much as follows from its seed,
//! and what it told until then.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use dictation_desk::record::DictationId;

use super::typist::{Typist, mix};
use super::{SEED, Work, prepared, victim};
use crate::guard;
use crate::room::Room;

/// What a victim has told when it is killed, in lines: the fewest, and how many more at most. It
/// tells two a keystroke, and saves about every hundred.
const LEAST: u64 = 40;
const MORE: u64 = 360;

/// So many lines without anything saved, and nothing ever will be.
const NEVER: u64 = 100_000;

/// A victim's life, as far as it could tell of it.
pub struct Life {
    work: Work,
    seed: u64,
    pub room: Room,
    /// What it said.
    lines: Vec<String>,
}

impl Life {
    /// Starts a victim on a fresh workspace and kills it when it has told so much as follows from
    /// the seed; two of three live until something of theirs was saved.
    pub fn lead(work: Work, seed: u64) -> Self {
        let room = prepared(work);
        let mut child = start(work, seed, &room);
        let heard = hear(child.stdout.take().expect("it has an output"));
        let mut lines = Vec::new();
        let (mut told, mut has_saved) = (0, seed.is_multiple_of(3));
        let life = LEAST + mix(seed) % MORE;
        let begun = listen(&heard, &mut lines, |line| line == "ready");
        let _ = begun
            && listen(&heard, &mut lines, |line| {
                told += 1;
                has_saved |= line.starts_with("saved ") && !line.ends_with(" 0");
                told >= NEVER || (told >= life && has_saved)
            });
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        lines.extend(heard.iter());
        assert!(told < NEVER, "nothing of all this was ever saved");
        let life = Self {
            work,
            seed,
            room,
            lines,
        };
        let mut complaint = String::new();
        let mut errors = child.stderr.take().expect("it has an error output");
        errors.read_to_string(&mut complaint).expect("it is text");
        assert!(
            !complaint.contains("panicked"),
            "{}: {complaint}",
            life.name()
        );
        assert!(
            life.lines.iter().any(|line| line == "ready"),
            "{}: never began",
            life.name()
        );
        life
    }

    /// What to call it in a failure, with all that is needed to repeat it.
    pub fn name(&self) -> String {
        format!("{:?}, with {SEED}={}", self.work, self.seed)
    }

    /// The highest number it told after `what`.
    pub fn told(&self, what: &str) -> u64 {
        let lines = self.lines.iter();
        lines
            .filter_map(|line| line.strip_prefix(what)?.trim().parse().ok())
            .max()
            .unwrap_or(0)
    }

    /// Keystrokes that must be in a letter: those the desk called saved. How soon it saves is told
    /// on a chosen clock, in [`super::what_is_typed_without_a_pause_is_saved_all_the_same`].
    pub fn sure_keys(&self, letter: DictationId) -> u64 {
        self.told(&format!("saved {} ", letter.0))
    }

    /// Keystrokes that may be in it: the last may have been made and not told.
    pub fn possible_keys(&self, letter: DictationId) -> u64 {
        self.told(&format!("press {} ", letter.0))
    }

    /// Whether the text is what the typist had written after some number of keys that it may be.
    pub fn may_read(&self, letter: DictationId, text: &str) -> bool {
        let mut typist = Typist::new(self.seed, letter);
        while typist.presses() < self.sure_keys(letter) {
            typist.press();
        }
        while typist.text() != text && typist.presses() < self.possible_keys(letter) {
            typist.press();
        }
        typist.text() == text
    }
}

/// Starts this test's own program as a victim.
fn start(work: Work, seed: u64, room: &Room) -> Child {
    let folder = room.folder.path().display();
    Command::new(std::env::current_exe().expect("this program has a path"))
        .args(["--exact", "recovery::victim::works_until_it_is_killed"])
        .args(["--ignored", "--nocapture"])
        .env(victim::ORDERS, format!("{work:?} {seed} {folder}"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

/// Takes each line as it comes.
fn hear(output: ChildStdout) -> Receiver<String> {
    let (sender, heard) = channel();
    std::thread::Builder::new()
        .name("listener".to_owned())
        .spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        })
        .expect("a thread to listen on");
    heard
}

/// Takes lines until the wanted one is heard; says whether it was, before the victim ended.
fn listen(
    heard: &Receiver<String>,
    lines: &mut Vec<String>,
    mut is_wanted: impl FnMut(&str) -> bool,
) -> bool {
    while let Some(line) = guard::next_if_any("a word of the victim", heard) {
        let is_last = is_wanted(&line);
        lines.push(line);
        if is_last {
            return true;
        }
    }
    false
}
