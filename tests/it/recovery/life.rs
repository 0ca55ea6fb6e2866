//! A victim's life: started, listened to, killed at a moment that follows from its seed, and what
//! it told until then.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use dictation_desk::record::DictationId;

use super::typist::{Typist, mix};
use super::{SEED, Work, prepared, victim};
use crate::room::Room;

/// The age from which a keystroke must survive.
const PROMISED: Duration = Duration::from_secs(1);

/// How long a victim may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A victim's life, as far as it could tell of it.
pub struct Life {
    work: Work,
    seed: u64,
    pub room: Room,
    /// What it said, and when that was heard here.
    lines: Vec<(Instant, String)>,
    killed: Instant,
}

impl Life {
    /// Starts a victim on a fresh workspace and kills it at a moment that follows from the seed.
    pub fn lead(work: Work, seed: u64) -> Self {
        let room = prepared(work);
        let mut child = start(work, seed, &room);
        let heard = hear(child.stdout.take().expect("it has an output"));
        let mut lines = Vec::new();
        listen(&heard, Instant::now() + PATIENCE, &mut lines, |line| {
            line == "ready"
        });
        let life = Duration::from_millis(300 + mix(seed) % 1_700);
        listen(&heard, Instant::now() + life, &mut lines, |_| false);
        let killed = Instant::now();
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        lines.extend(heard.iter());
        let life = Self {
            work,
            seed,
            room,
            lines,
            killed,
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
            life.lines.iter().any(|(_, line)| line == "ready"),
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
        self.told_before(what, None)
    }

    fn told_before(&self, what: &str, moment: Option<Instant>) -> u64 {
        let lines = self.lines.iter();
        lines
            .filter(|(heard, _)| moment.is_none_or(|moment| *heard < moment))
            .filter_map(|(_, line)| line.strip_prefix(what)?.trim().parse().ok())
            .max()
            .unwrap_or(0)
    }

    /// Keystrokes that must be in a letter: those the desk called saved, and those older than a
    /// second. A keystroke's age is counted from when its line was heard in this process, which
    /// is after it was made: no two clocks are compared, and a busy machine only makes fewer
    /// keystrokes count.
    pub fn sure_keys(&self, letter: DictationId) -> u64 {
        let second_ago = self.killed.checked_sub(PROMISED);
        let old = second_ago.map_or(0, |moment| {
            self.told_before(&format!("key {} ", letter.0), Some(moment))
        });
        old.max(self.told(&format!("saved {} ", letter.0)))
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

/// Notes each line with the moment at which it was heard.
fn hear(output: ChildStdout) -> Receiver<(Instant, String)> {
    let (sender, heard) = channel();
    std::thread::Builder::new()
        .name("listener".to_owned())
        .spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send((Instant::now(), line)).is_err() {
                    return;
                }
            }
        })
        .expect("a thread to listen on");
    heard
}

/// Takes lines until the moment has come, the wanted line is heard, or the victim has ended.
fn listen(
    heard: &Receiver<(Instant, String)>,
    until: Instant,
    lines: &mut Vec<(Instant, String)>,
    is_wanted: impl Fn(&str) -> bool,
) {
    while let Ok(line) = heard.recv_timeout(until.saturating_duration_since(Instant::now())) {
        lines.push(line);
        if lines.last().is_some_and(|(_, line)| is_wanted(line)) {
            return;
        }
    }
}
