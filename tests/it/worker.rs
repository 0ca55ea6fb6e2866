//! The speech engine in its own process: whatever happens to it, the program has one sentence to
//! tell, and the next draft is made as if nothing had been.

#![allow(
    clippy::print_stdout,
    reason = "figures measured on the way are worth reading"
)]

mod kills;
pub mod limits;
mod long;
mod models;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dictation_desk::clinical::lexicon::{Layer, Lexicon, Term, TermKind};
use dictation_desk::problem::Problem;
use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, Tuning, Worker};
use dictation_desk::words::plain_text;
use tempfile::TempDir;

use crate::clips;

/// The program itself, which is what serves as the engine.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_dictation-desk");

pub use crate::clips::MODEL;

/// Nine seconds of a natural voice.
pub static SPOKEN: LazyLock<Arc<Vec<f32>>> = LazyLock::new(|| Arc::new(clips::clip("recovery")));

/// Where its first sentence is over, in seconds.
const SENTENCE: f64 = 4.4;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::built_in()));

/// The first so many seconds of the recording, as a job.
pub fn job(seconds: f64) -> SpeechJob {
    let count = ((seconds * f64::from(RATE)) as usize).min(SPOKEN.len());
    SpeechJob {
        lexicon: Arc::clone(&LEXICON),
        ..clips::job(SPOKEN[..count].to_vec())
    }
}

pub fn worker() -> Worker {
    Worker::new(PROGRAM.into(), Path::new(MODEL)).unwrap()
}

/// What is heard in the first so many seconds.
pub fn hear(worker: &mut Worker, seconds: f64) -> Result<String, Problem> {
    let heard = worker.transcribe(&job(seconds), &Cancel::default(), &mut |_| ())?;
    Ok(plain_text(&heard.words))
}

/// A program that runs these lines of shell in the place of the engine; `$@` are its arguments,
/// and `$PROGRAM` is the real one.
#[cfg(unix)]
pub fn script(folder: &TempDir, name: &str, lines: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let (written, path) = (folder.path().join("lines"), folder.path().join(name));
    let text = format!("#!/bin/sh\nPROGRAM='{PROGRAM}'\n{lines}\n");
    fs::write(&written, text).unwrap();
    fs::set_permissions(&written, fs::Permissions::from_mode(0o755)).unwrap();
    // Copied by another process: a program that another test starts meanwhile may still hold what
    // this one writes open, and what is open for writing cannot be run.
    let copied = std::process::Command::new("cp")
        .args([&written, &path])
        .status();
    assert!(copied.unwrap().success());
    path
}

/// Whether a sentence is one a person can read: what happened and what to do, in a line.
pub fn is_a_sentence(problem: &Problem) -> bool {
    let text = problem.message();
    !problem.what().is_empty()
        && !problem.next().is_empty()
        && text.len() < 400
        && !text.contains(['\n', '{', '}'])
        && !text.contains("panicked")
}

#[test]
fn a_draft_by_the_engine_is_the_draft_the_model_makes_here() {
    let here = clips::hear(&job(SENTENCE));
    let mut worker = worker();
    let mut shares = Vec::new();
    let there = worker
        .transcribe(&job(SENTENCE), &Cancel::default(), &mut |share| {
            shares.push(share);
        })
        .unwrap();
    assert_eq!(there, here);
    assert!(!here.words.is_empty());
    assert!(
        shares.is_sorted() && shares.last() == Some(&1.0),
        "{shares:?}"
    );
    // The engine is kept: the second draft neither loads the model nor sends the dictionary.
    let again = worker.transcribe(&job(SENTENCE), &Cancel::default(), &mut |_| ());
    assert_eq!(again.unwrap(), here);
}

/// Of a name that ends the clip the model is not sure.
#[test]
fn the_engine_tells_a_persons_own_words_from_those_that_shipped() {
    let surname = Term {
        text: "Winterbourne".to_owned(),
        kind: TermKind::Surname,
        ..Term::default()
    };
    let names = clips::job(clips::clip("names"));
    let mut worker = worker();
    // It sounds like a word misheard, for which one that shipped is never put; one of the person's
    // own is.
    for (layer, is_written) in [(Layer::BuiltIn, false), (Layer::Organisation, true)] {
        let job = SpeechJob {
            lexicon: Arc::new([(layer, vec![surname.clone()])].into_iter().collect()),
            tuning: Tuning {
                second_look: true,
                correction: true,
                ..Tuning::OFF
            },
            ..names.clone()
        };
        let heard = worker.transcribe(&job, &Cancel::default(), &mut |_| ());
        let text = plain_text(&heard.unwrap().words);
        assert_eq!(
            text.contains("Winterbourne"),
            is_written,
            "{layer:?}: {text}"
        );
    }
}

/// Before anything was heard, when the engine said that it took the job, and whenever it said how
/// far it was: wherever that is, the job is left and the next one is done.
#[test]
fn a_cancelled_job_is_left_and_the_next_one_is_done() {
    let mut worker = worker();
    let whole = hear(&mut worker, 1.0).unwrap();
    for told_until_then in 0..5 {
        let (cancel, mut told) = (Cancel::default(), 0);
        if told_until_then == 0 {
            cancel.cancel();
        }
        let answer = worker.transcribe(&job(1.0), &cancel, &mut |_| {
            told += 1;
            if told == told_until_then {
                cancel.cancel();
            }
        });
        match answer {
            Err(problem) => assert!(problem.message().contains("stopped before"), "{problem}"),
            // It may have been done when it heard of it, but not when it had been told before.
            Ok(heard) => {
                assert_ne!(told_until_then, 0);
                assert_eq!(plain_text(&heard.words), whole);
            }
        }
        assert_eq!(hear(&mut worker, 1.0).unwrap(), whole, "{told_until_then}");
    }
}

#[cfg(unix)]
#[test]
fn an_engine_that_ignores_a_cancel_is_ended() {
    let folder = TempDir::new().unwrap();
    // Reads nothing and says nothing, for ever: not even what it is sent can be written.
    let begun = folder.path().join("begun");
    let lines = format!("echo x > '{}'; exec tail -f /dev/null", begun.display());
    let program = script(&folder, "deaf", &lines);
    let mut worker = Worker::new(program, Path::new(MODEL)).unwrap();
    let cancel = Cancel::default();
    let switch = cancel.clone();
    let canceller = std::thread::Builder::new().spawn(move || {
        crate::guard::until("the engine has begun", || begun.exists());
        switch.cancel();
    });
    // Whoever waited for such an engine would wait for ever.
    let answer = crate::guard::answer("a cancelled job", move || {
        worker.transcribe(&job(SENTENCE), &cancel, &mut |_| ())
    });
    assert!(answer.is_err());
    canceller.unwrap().join().unwrap();
}

/// A worker whose engine writes down its number, and the file it writes it to.
#[cfg(unix)]
pub fn noted(folder: &TempDir) -> (Worker, PathBuf) {
    let pid = folder.path().join("pid");
    let lines = format!("echo $$ > '{}'; exec \"$PROGRAM\" \"$@\"", pid.display());
    let worker = Worker::new(script(folder, "noted", &lines), Path::new(MODEL));
    (worker.unwrap(), pid)
}

#[cfg(target_os = "linux")]
#[test]
fn the_engine_steps_back_and_ends_with_the_program() {
    let folder = TempDir::new().unwrap();
    let (mut worker, pid) = noted(&folder);
    worker.make_ready(&Cancel::default()).unwrap();
    let pid = fs::read_to_string(pid).unwrap();
    let proc = PathBuf::from(format!("/proc/{}", pid.trim()));
    let read = |name: &str| fs::read_to_string(proc.join(name)).unwrap();
    assert_eq!(read("oom_score_adj").trim(), "1000");
    let stat = read("stat");
    let nice = stat.rsplit(')').next().unwrap().split_whitespace().nth(16);
    assert!(nice.unwrap().parse::<i32>().unwrap() > 0, "{stat}");
    assert!(read("limits").contains("Max core file size        0"));
    // Not a word of a dictation, nor this program's settings, where `ps` could show them.
    assert!(
        read("cmdline").ends_with("speech-worker\0"),
        "{}",
        read("cmdline")
    );
    assert!(!read("environ").contains("DICTATION_DESK_"));
    drop(worker);
    crate::guard::until("the engine ends with the program", || !proc.exists());
}

#[cfg(unix)]
#[test]
fn an_engine_that_talks_nonsense_is_one_sentence() {
    let folder = TempDir::new().unwrap();
    let rows = [
        ("silent", "exit 0"),
        ("talker", "echo Hello; cat > /dev/null"),
        ("flood", "exec cat /dev/zero"),
        ("random", "exec head -c 100000 /dev/urandom"),
        (
            "longest",
            "printf 'DDSE\\377\\377\\377\\377\\377\\377\\377\\377'; cat > /dev/null",
        ),
        ("promise", "printf 'DDSE\\377\\377\\377\\007\\0\\0\\0\\0'"),
        (
            "stranger",
            "printf 'DDSE\\002\\0\\0\\0\\0\\0\\0\\0{}'; cat > /dev/null",
        ),
        ("missing", "exec /nowhere/at/all"),
    ];
    for (name, lines) in rows {
        let program = script(&folder, name, lines);
        let mut worker = Worker::new(program, Path::new(MODEL)).unwrap();
        let problem = hear(&mut worker, 1.0).unwrap_err();
        assert!(is_a_sentence(&problem), "{name}: {problem}");
        assert!(problem.message().contains("safe"), "{name}: {problem}");
    }
    let nowhere = folder.path().join("no such program");
    let mut worker = Worker::new(nowhere, Path::new(MODEL)).unwrap();
    assert!(is_a_sentence(&hear(&mut worker, 1.0).unwrap_err()));
}
