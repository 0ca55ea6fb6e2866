//! Verbs: those of the command line, run as scripts run them, and those of the table.

mod acting;
mod doing;
mod drafting;
mod measuring;
mod record;
mod rows;
mod sample;
mod screen;
mod timing;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const MODEL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/models/ggml-base-clinic-q8_0.bin"
);

const VERBS: [&str; 11] = [
    "sample", "draft", "tidy", "check", "import", "patients", "eval", "model", "verify", "backup",
    "restore",
];

/// A folder to work in, with a home of its own so that nobody's record or keychain is touched.
struct Room(TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).expect("a file in the temporary folder");
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dictation-desk"));
        command.args(arguments).current_dir(self.0.path());
        for home in [
            "HOME",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_RUNTIME_DIR",
        ] {
            command.env(home, self.path("home"));
        }
        let no_bus = format!("unix:path={}", self.path("no-bus").display());
        command.env("DBUS_SESSION_BUS_ADDRESS", no_bus);
        for unwanted in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "DICTATION_DESK_PASSPHRASE",
        ] {
            command.env_remove(unwanted);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs with something on standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        ran(command.stdin(Stdio::piped()), input)
    }
}

/// What came of a run.
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

fn ran(command: &mut Command, input: &str) -> Ran {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    if let Some(mut stdin) = child.stdin.take() {
        // A program that fails early does not read it all.
        let _ = stdin.write_all(input.as_bytes());
    }
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().expect("the program ends");
    Ran {
        status: status.code(),
        out: String::from_utf8(stdout).expect("UTF-8 on standard output"),
        err: String::from_utf8(stderr).expect("UTF-8 on standard error"),
    }
}

impl Ran {
    /// The answer of a job that was done.
    #[track_caller]
    fn done(&self) -> &str {
        assert_eq!(self.status, Some(0), "{}{}", self.out, self.err);
        &self.out
    }

    /// The one line of a job that failed.
    #[track_caller]
    fn failed(&self) -> &str {
        assert_eq!(self.status, Some(1), "{}{}", self.out, self.err);
        let mut lines = self.err.lines();
        let line = lines.next().expect("a sentence on standard error");
        assert_eq!(lines.next(), None, "one line and no more");
        assert!(line.ends_with('.'), "a sentence: {line}");
        for internal in ["panicked", "Error", "Problem", "src/", "::", "backtrace"] {
            assert!(!line.contains(internal), "plain words: {line}");
        }
        line
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn wrong_usage_is_told_with_status_2() {
    let room = Room::new();
    for arguments in [
        &["bogus"][..],
        &["draft"],
        &["draft", "a.wav", "--format", "docx"],
        &["draft", "a.wav", "--tuning", "much"],
        &["draft", "a.wav", "--tidy", "maybe"],
        &["draft", "a.wav", "--threads", "0"],
        &["draft", "a.wav", "--threads", "many"],
        &["tidy", "file.txt"],
        &["tidy", "--format", "srt"],
        &["check"],
        &["import"],
        &["import", "a.wav", "--priority", "soon"],
        &["patients"],
        &["eval"],
        &["eval", "set", "--dictionary", "many"],
        &["eval", "set", "--sweep", "--tuning", "off"],
        &["model"],
        &["model", "add"],
        &["model", "polish", "a.bin"],
        &["verify", "everything"],
        &["backup"],
        &["restore"],
        &["sample"],
        &["--workspace"],
    ] {
        let ran = room.run(arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(ran.err.contains("--help"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn every_verb_has_help_and_a_version_and_takes_workspace_and_key_file() {
    let room = Room::new();
    let top = room.run(&["--help"]);
    for verb in VERBS {
        assert!(top.done().contains(verb), "{verb} stands in the help");
        let help = room.run(&[verb, "--help"]);
        assert!(help.done().contains("--workspace <DIR>"), "{verb}");
        assert!(help.done().contains("--key-file <FILE>"), "{verb}");
        let version = room.run(&[verb, "--version"]);
        assert!(version.done().contains(env!("CARGO_PKG_VERSION")), "{verb}");
    }
    let version = room.run(&["--version"]);
    let expected = concat!("dictation-desk ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(version.done(), expected);
}

#[test]
fn what_is_not_built_says_so_and_pretends_nothing() {
    let room = Room::new();
    let letter = room.put("letter.txt", "Dear Dr Example");
    for arguments in [
        &["check", text(&letter)][..],
        &["check", text(&letter), "--format", "json"],
    ] {
        let ran = room.run(arguments);
        assert!(ran.failed().contains("not built yet"), "{arguments:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_says_so() {
    let ran = Room::new().run(&[]);
    assert!(ran.failed().contains("display"));
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let room = Room::new();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut child = room
        .command(&["tidy"])
        .stdin(Stdio::piped())
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(b"no change full stop").expect("written");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn tidy_prints_the_text_and_only_counts_the_notes() {
    let room = Room::new();
    let spoken = "she takes methotrexate seven point five milligrams once a week full stop \
                  secretary please copy this to the physiotherapist full stop";
    let ran = room.run_with(&["tidy"], spoken);
    assert_eq!(
        ran.done().trim_end(),
        "She takes methotrexate 7.5 mg once a week."
    );
    assert!(
        ran.err.starts_with("1 note to the secretary"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("physiotherapist"));
    assert_eq!(room.run_with(&["tidy"], "").done(), "\n");
}

#[test]
fn tidy_sets_the_letters_of_a_recording_apart() {
    let room = Room::new();
    let spoken = "The left knee is sore. Next patient. Diagnosis: new line number one gout. ";
    let ran = room.run_with(&["tidy"], spoken);
    let printed = "== letter 1 of 2 ==\nThe left knee is sore.\n\
                   == letter 2 of 2 ==\nDiagnosis:\n1. Gout.\n";
    assert_eq!(ran.done(), printed);
    let ran = room.run_with(&["tidy", "--format", "json"], spoken);
    let answer: serde_json::Value = serde_json::from_str(ran.done()).expect("JSON");
    let text = answer["text"].as_str().expect("a text");
    assert_eq!(text, "The left knee is sore.\nDiagnosis:\n1. Gout.");
    let (first, all) = ("The left knee is sore.".len(), text.len());
    let places = serde_json::json!([
        {"start": 0, "end": first},
        {"start": first + 1, "end": all},
    ]);
    assert_eq!(answer["letters"], places);
}

#[test]
fn tidy_as_json_says_what_was_heard_and_where_it_stands() {
    let room = Room::new();
    let spoken = "the temperature was thirty seven degrees full stop new paragraph \
                  number one caf\u{e9} full stop number two she takes methotrexate seven point five milligrams \
                  full stop secretary please copy this to the physiotherapist full stop";
    let ran = room.run_with(&["tidy", "--format", "json"], spoken);
    let answer: serde_json::Value = serde_json::from_str(ran.done()).expect("JSON");
    let text: Vec<char> = answer["text"].as_str().expect("a text").chars().collect();
    let changes = answer["changes"].as_array().expect("changes");
    let place = |value: &serde_json::Value| value.as_u64().expect("a number") as usize;
    for change in changes {
        let written: String = text[place(&change["start"])..place(&change["end"])]
            .iter()
            .collect();
        assert_eq!(change["written"], written.as_str());
    }
    let dose = changes.iter().find(|change| {
        change["heard"]
            .as_str()
            .is_some_and(|heard| heard.contains("seven point five"))
    });
    let dose = dose.expect("the dose is among the changes");
    assert!(dose["written"].as_str().expect("text").contains("7.5 mg"));
    let note = &answer["notes"][0]["text"];
    assert!(note.as_str().expect("a note").contains("physiotherapist"));
    assert_eq!(ran.err, "");
}

#[test]
fn a_transcript_that_is_no_text_is_refused() {
    let room = Room::new();
    let file = room.put("latin1.txt", [0xe9, 0x20, 0xff]);
    let mut command = room.command(&["tidy"]);
    let file = fs::File::open(file).expect("the file");
    assert!(ran(command.stdin(file), "").failed().contains("UTF-8"));
}
