//! The whole life of a program that closes its window as soon as that has been drawn.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::room::Room;
use crate::table::{Row, milliseconds};

pub fn rows() -> Vec<Row> {
    let what = "start to first frame and out";
    let row = match Screen::find() {
        None => Row::not_measured(what, "no display, and no Xvfb to stand in for one"),
        Some(screen) => match starts(&screen) {
            Ok(runs) => Row::new(format!("{what}, {}", screen.name()), "ms", runs),
            Err(why) => Row::not_measured(what, why),
        },
    };
    vec![row]
}

/// Where windows open.
enum Screen {
    Real,
    /// An X server of this figure's own, with the display it answers to. It draws in software.
    Virtual(Child, String),
}

impl Screen {
    fn find() -> Option<Self> {
        let named = ["DISPLAY", "WAYLAND_DISPLAY"];
        let has_own = cfg!(any(windows, target_os = "macos"));
        if has_own || named.iter().any(|name| std::env::var_os(name).is_some()) {
            return Some(Self::Real);
        }
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        // It tells its number once it can be used, and closes the pipe if it cannot start.
        let mut number = String::new();
        let told = BufReader::new(server.stdout.take()?).read_line(&mut number);
        let screen = Self::Virtual(server, format!(":{}", number.trim()));
        told.is_ok_and(|bytes| bytes > 0).then_some(screen)
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Real => "this display",
            Self::Virtual(..) => "Xvfb",
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Self::Virtual(server, _) = self {
            // One that has gone by itself needs no ending.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// Milliseconds of five whole runs over the sample clinic, after one to warm up; or what the
/// program said when it would not start.
fn starts(screen: &Screen) -> Result<Vec<f64>, String> {
    let room = Room::new();
    drop(room.furnished(true));
    start(screen, &room.workspace(), &room.key_file())?;
    let mut trouble = Ok(());
    let runs = milliseconds(5, || {
        if let Err(why) = start(screen, &room.workspace(), &room.key_file()) {
            trouble = Err(why);
        }
    });
    trouble.map(|()| runs)
}

fn start(screen: &Screen, workspace: &Path, key_file: &Path) -> Result<(), String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dictation-desk"));
    program.arg("--workspace").arg(workspace);
    program.arg("--key-file").arg(key_file);
    program.arg("--quit-after-first-frame");
    if let Screen::Virtual(_, display) = screen {
        program.env("DISPLAY", display);
    }
    let output = program.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(()),
        false => Err(said
            .lines()
            .next()
            .unwrap_or("the program failed")
            .to_owned()),
    }
}
