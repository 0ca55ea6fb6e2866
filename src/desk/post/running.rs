//! Running other programs: what is to be run as plain values, and who runs it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// How long to wait for a program's end at a time.
const MOMENT: Duration = Duration::from_millis(25);

/// A program with what it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    /// After which it is ended.
    pub limit: Duration,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    Well,
    /// It said that it failed.
    Badly,
    /// There is no such program.
    NotThere,
    /// It was ended.
    TookTooLong,
}

/// Runs other programs.
pub trait Runner: Send + Sync {
    fn run(&self, call: &Call) -> Ended;
}

/// Runs them on this computer, without a terminal and with nothing to type into them.
pub struct Here;

impl Runner for Here {
    fn run(&self, call: &Call) -> Ended {
        let mut command = Command::new(&call.program);
        command
            .args(&call.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        apart(&mut command);
        match command.spawn() {
            Ok(child) => followed(child, call.limit),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ended::NotThere,
            Err(_) => Ended::Badly,
        }
    }
}

/// Waits for its end, and ends it with all it has started once its time is over.
fn followed(mut child: Child, limit: Duration) -> Ended {
    let begun = Instant::now();
    // Nobody sends: it only waits, and no longer than that.
    let (_quiet, nothing) = channel::<()>();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return as_told(status),
            Ok(None) if begun.elapsed() < limit => drop(nothing.recv_timeout(MOMENT)),
            Ok(None) => {
                end(&mut child);
                return Ended::TookTooLong;
            }
            Err(_) => {
                end(&mut child);
                return Ended::Badly;
            }
        }
    }
}

fn as_told(status: ExitStatus) -> Ended {
    match status.success() {
        true => Ended::Well,
        false => Ended::Badly,
    }
}

/// In a group of its own, which can be ended as one: LibreOffice starts others.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(unix)]
fn end(child: &mut Child) {
    let group = i32::try_from(child.id()).ok();
    if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(windows)]
fn end(child: &mut Child) {
    let number = child.id().to_string();
    let mut all = Command::new("taskkill");
    all.args(["/PID", number.as_str(), "/T", "/F"]);
    all.stdout(Stdio::null()).stderr(Stdio::null());
    let _ = all.status();
    let _ = child.kill();
    let _ = child.wait();
}
