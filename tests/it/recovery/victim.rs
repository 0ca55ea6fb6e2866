//! The process that is killed: a real desk on threads, a record on disk, and a typist who never
//! rests. It says on standard output what it does, before and after.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use dictation_desk::audio::VirtualDeck;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::desk::crew::{Crew, Speaker};
use dictation_desk::desk::{Desk, Door, KeySource};
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::DictationId;
use dictation_desk::speech::{Scripted, Transcriber};

use super::Work;
use super::typist::Typist;
use crate::room::{DICTATION, spoken};

/// The environment variable that makes a process a victim: how to work, the seed of its keys,
/// and the folder of its workspace.
pub const ORDERS: &str = "DICTATION_DESK_VICTIM";

/// One keystroke a turn: faster than anyone types, so that every save has something to lose.
const TURN: Duration = Duration::from_millis(8);

#[test]
#[ignore = "no test by itself: the tests of recovery start it as a process and kill it"]
fn works_until_it_is_killed() {
    // Without orders, somebody asked for all ignored tests; there is nobody to kill this one.
    if let Ok(orders) = std::env::var(ORDERS) {
        Victim::new(&orders).work();
    }
}

struct Victim {
    work: Work,
    seed: u64,
    folder: PathBuf,
    desk: Desk,
    born: Instant,
    turns: Turns,
    letters: Vec<DictationId>,
    typists: BTreeMap<DictationId, Typist>,
    arrivals: usize,
    last_told: BTreeMap<String, u64>,
}

/// Nothing ever comes through it: waiting for that is how a turn passes.
struct Turns {
    _nobody: Sender<()>,
    nothing: Receiver<()>,
}

impl Victim {
    fn new(orders: &str) -> Self {
        let mut orders = orders.splitn(3, ' ');
        let mut next = || orders.next().expect("the orders have three parts");
        let work = Work::named(next());
        let seed = next().parse().expect("a seed");
        let folder = PathBuf::from(next());
        let script = Scripted::new(spoken(DICTATION));
        let speaker =
            Speaker::new(move |_: &Path| Ok(Box::new(script.clone()) as Box<dyn Transcriber>));
        let crew = Crew::threads(speaker, Box::new(VirtualDeck::new()), || ()).expect("threads");
        let (nobody, nothing) = channel();
        Self {
            desk: Desk::new(
                crew,
                Box::new(jiff::Timestamp::now),
                folder.join("workspace"),
                KeySource::File(folder.join("key")),
            ),
            work,
            seed,
            folder,
            born: Instant::now(),
            turns: Turns {
                _nobody: nobody,
                nothing,
            },
            letters: Vec::new(),
            typists: BTreeMap::new(),
            arrivals: 0,
            last_told: BTreeMap::new(),
        }
    }

    fn work(mut self) {
        // Ends the line that the test runner has begun.
        tell("");
        while self.desk.door() != Door::Open {
            self.let_time_pass();
        }
        let rows = self.desk.snapshot().dictations.iter();
        self.letters = rows.map(|row| row.id).collect();
        self.apply(Command::Open(self.letters[0]));
        while self.desk.piece().is_none() {
            self.let_time_pass();
        }
        tell("ready");
        for turn in 1_usize.. {
            self.let_time_pass();
            self.type_a_key();
            match self.work {
                // Every other typist keeps to one letter: leaving a letter saves it too.
                Work::Typing if turn.is_multiple_of(30) && self.seed.is_multiple_of(2) => {
                    let other = self.letters[turn / 30 % self.letters.len()];
                    self.apply(Command::Open(other));
                }
                Work::Drafting if turn.is_multiple_of(20) => self.bring_in_a_recording(),
                Work::Signing if turn.is_multiple_of(15) => self.sign_or_amend(),
                _ => {}
            }
            self.tell_what_is_safe();
        }
    }

    fn apply(&mut self, command: Command) {
        self.desk.apply(command, self.born.elapsed().as_secs_f64());
    }

    fn let_time_pass(&mut self) {
        // It can only time out.
        let _ = self.turns.nothing.recv_timeout(TURN);
        let now = self.born.elapsed().as_secs_f64();
        self.desk.absorb(now);
        self.desk.tick(now);
    }

    /// Presses the next key of whatever letter is on the desk. A key the desk refuses, as it does
    /// while a letter is being signed, is pressed again next time.
    fn type_a_key(&mut self) {
        let Some(piece) = self.desk.piece().filter(|piece| piece.signed().is_none()) else {
            return;
        };
        let id = piece.dictation.id;
        let seed = self.seed;
        let typist = self
            .typists
            .entry(id)
            .or_insert_with(|| Typist::new(seed, id));
        assert_eq!(
            piece.letter().body().text(),
            typist.text(),
            "the letter came back to the desk other than it was left"
        );
        let (range, key) = typist.next_key();
        tell(&format!("press {} {}", id.0, typist.presses() + 1));
        let text = key.to_owned();
        self.apply(Command::Type { range, text });
        let Some(typist) = self.typists.get_mut(&id) else {
            return;
        };
        let on_desk = self.desk.piece().map(|piece| piece.letter().body().text());
        if on_desk.is_some_and(|text| text != typist.text()) {
            typist.press();
            tell(&format!("key {} {}", id.0, typist.presses()));
        }
    }

    fn bring_in_a_recording(&mut self) {
        let arrival = self.folder.join(super::arrival(self.arrivals));
        if arrival.exists() {
            self.arrivals += 1;
            tell(&format!("import {}", self.arrivals));
            self.apply(Command::Import(vec![arrival]));
        }
    }

    fn sign_or_amend(&mut self) {
        match self.desk.piece().map(|piece| piece.signed().is_some()) {
            Some(true) => self.apply(Command::Amend),
            Some(false) => self.apply(Command::Sign(Signature {
                identity_checked: true,
                unheard_reason: super::REASON.to_owned(),
                manner: Manner::For,
            })),
            None => {}
        }
    }

    /// Says what the desk takes to be on the disk.
    fn tell_what_is_safe(&mut self) {
        self.tell_once("here", self.desk.snapshot().dictations.len() as u64);
        let Some(piece) = self.desk.piece() else {
            return;
        };
        let (id, version, is_signed) =
            (piece.dictation.id, piece.version, piece.signed().is_some());
        let unsaved = piece.unsaved() as u64;
        if is_signed {
            self.tell_once("signed", u64::from(version));
        }
        // Each key is an edit of its own, so that all but the last so many are on the disk.
        let typed = self.typists.get(&id).map_or(0, Typist::presses);
        let saved = typed.saturating_sub(unsaved);
        self.tell_once(&format!("saved {}", id.0), saved);
    }

    fn tell_once(&mut self, what: &str, number: u64) {
        if self.last_told.insert(what.to_owned(), number) != Some(number) {
            tell(&format!("{what} {number}"));
        }
    }
}

fn tell(line: &str) {
    // A parent that has gone will have killed this process, or is about to.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
