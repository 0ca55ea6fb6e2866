//! The engine short of memory, and the program watched for sockets.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use dictation_desk::speech::Worker;
use tempfile::TempDir;

use super::{MODEL, hear, is_a_sentence, script};

/// From too little to start, over too little to load, to too little to draft, in KiB.
const LIMITS: [u64; 8] = [
    20_000, 60_000, 150_000, 250_000, 400_000, 600_000, 900_000, 4_000_000,
];

#[test]
fn too_little_memory_is_one_sentence() {
    let folder = TempDir::new().unwrap();
    let mut drafted = 0;
    for limit in LIMITS {
        let lines = format!("ulimit -v {limit}; exec \"$PROGRAM\" \"$@\"");
        let program = script(&folder, &format!("limit-{limit}"), &lines);
        let mut worker = Worker::new(program, Path::new(MODEL)).unwrap();
        match hear(&mut worker, 2.0) {
            Ok(_) => drafted += 1,
            Err(problem) => assert!(is_a_sentence(&problem), "{limit}: {problem}"),
        }
    }
    assert!(drafted > 0, "with enough memory it drafts");
    assert!(drafted < LIMITS.len(), "the smallest limit is too small");
}

/// This command as strace runs it, which writes down in `log` what it does with sockets. Where
/// strace is missing or forbidden the test fails: what nobody watched has not been shown.
pub fn watched(command: &Command, log: &Path) -> Command {
    let strace = |of: &OsStr| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o"]);
        strace.arg(log).arg(of);
        strace
    };
    let works = strace(OsStr::new("true")).output();
    assert!(
        works.is_ok_and(|output| output.status.success()),
        "strace does not work here, so nobody can watch for sockets; ./desk test installs it"
    );
    let mut watched = strace(command.get_program());
    watched.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => watched.env(name, value),
            None => watched.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        watched.current_dir(folder);
    }
    watched
}

/// What a watched run did with sockets.
pub fn assert_offline(log: &Path) {
    let log = fs::read_to_string(log).unwrap();
    assert!(!log.contains("AF_INET"), "{log}");
}

/// The desk, with its record, is watched while it does the sample job, in `verbs`.
#[test]
fn no_network_socket_is_opened_by_command_line_or_engine() {
    let room = TempDir::new().unwrap();
    let log = room.path().join("sockets");
    let clip = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clips/dose.flac");
    let mut command = Command::new(super::PROGRAM);
    command
        .args(["draft", clip, "--model", MODEL, "--threads", "1"])
        .env("HOME", room.path())
        .env("XDG_DATA_HOME", room.path());
    let output = watched(&command, &log).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(!output.stdout.is_empty());
    assert_offline(&log);
}
