//! The engine short of memory, and the whole program watched for sockets.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use dictation_desk::speech::Worker;
use tempfile::TempDir;

use super::{MODEL, hear, is_a_sentence, script};

/// From too little to start, over too little to load, to too little to draft, in KiB.
const LIMITS: [u64; 10] = [
    20_000, 60_000, 100_000, 150_000, 200_000, 300_000, 400_000, 500_000, 700_000, 4_000_000,
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

/// Runs the program under strace; what it says of sockets, or none where there is no strace.
fn sockets(room: &TempDir, arguments: &[&str]) -> Option<String> {
    let log = room.path().join("sockets");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o"])
        .arg(&log)
        .arg(super::PROGRAM)
        .args(arguments)
        .env("HOME", room.path())
        .env("XDG_DATA_HOME", room.path());
    let output = command.output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("ptrace") && told.contains("not permitted") {
        return None;
    }
    assert!(output.status.success(), "{told}");
    Some(std::fs::read_to_string(log).unwrap())
}

/// `./desk test` installs strace. Where it is missing all the same, or the system forbids it, this
/// says so, because a check that was not made must not look like one that passed.
#[test]
fn no_network_socket_is_opened_by_program_or_engine() {
    let room = TempDir::new().unwrap();
    let sample = room.path().join("sample").display().to_string();
    let clip = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clips/recovery.wav");
    let runs: [&[&str]; 2] = [&["sample", &sample], &["draft", clip, "--model", MODEL]];
    for arguments in runs {
        let Some(log) = sockets(&room, arguments) else {
            println!(
                "NOT RUN: no strace here, so nobody watched {} for sockets",
                arguments[0]
            );
            return;
        };
        assert!(!log.contains("AF_INET"), "{log}");
    }
}
