//! The door to the record: which workspace, with which key, opened or begun.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::out;
use crate::desk::command::Command;
use crate::desk::crew::{Crew, Speaker};
use crate::desk::records::{self, OpenRecord};
use crate::desk::{Desk, Door, KeySource};
use crate::problem::{Outcome, Problem};

/// Where a script may put the passphrase.
const PASSPHRASE: &str = "DICTATION_DESK_PASSPHRASE";

/// Where the record is and what opens it.
#[derive(Args)]
pub struct Place {
    /// Folder of the record, instead of this person's own
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// File that holds the record's key, instead of the system's keychain
    #[arg(long, global = true, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

impl Place {
    /// The folder of the record.
    ///
    /// # Errors
    /// When none is named and this person has no home folder to look in.
    pub fn folder(&self) -> Outcome<PathBuf> {
        if let Some(folder) = &self.workspace {
            return Ok(folder.clone());
        }
        // Not the roaming folder: recordings would be copied to a server at each log-out.
        directories::ProjectDirs::from("", "", "dictation-desk")
            .map(|own| own.data_local_dir().join("workspace"))
            .ok_or_else(|| {
                Problem::new(
                    "This computer gives you no folder of your own for the record",
                    "Name one with --workspace DIR",
                )
            })
    }

    pub fn key_source(&self) -> KeySource {
        match &self.key_file {
            Some(file) => KeySource::File(file.clone()),
            None => KeySource::Keychain,
        }
    }

    /// Opens the record.
    ///
    /// # Errors
    /// When there is none, it is open elsewhere, or the key does not fit.
    pub(super) fn open(&self) -> Outcome<OpenRecord> {
        let watch = &mut out::shown();
        let opened = records::open(&self.folder()?, &self.key_source(), passphrase, watch)?;
        out::progress("");
        if let Some(trouble) = records::trouble(&opened) {
            out::warn(trouble.message());
        }
        Ok(opened)
    }

    /// Opens the record, or begins one where a key file says what is to open it from now on.
    ///
    /// # Errors
    /// As [`open`](Self::open), or when no record can be begun there.
    pub(super) fn open_or_begin(&self) -> Outcome<OpenRecord> {
        let folder = self.folder()?;
        if !records::exists(&folder) {
            let Some(file) = &self.key_file else {
                return Err(Problem::new(
                    "There is no record in this folder",
                    "Open the workstation once to start one, or give --key-file FILE to start one \
                     that this file opens",
                ));
            };
            begin(&folder, self.key_source())?;
            out::warn(format!(
                "A new record was started in {}; only the key file {} opens it.",
                folder.display(),
                file.display()
            ));
        }
        self.open()
    }
}

/// The recovery passphrase, from the environment or from a line of standard input.
pub(super) fn passphrase() -> Outcome<Zeroizing<String>> {
    if let Ok(passphrase) = std::env::var(PASSPHRASE) {
        return Ok(Zeroizing::new(passphrase));
    }
    out::warn(format!(
        "Recovery passphrase (it shows as you type; {PASSPHRASE} keeps it off the screen):"
    ));
    let mut line = Zeroizing::new(String::new());
    let read = io::stdin().read_line(&mut line);
    let given = line.trim_end_matches(['\r', '\n']);
    match read {
        Ok(_) if !given.is_empty() => Ok(Zeroizing::new(given.to_owned())),
        _ => Err(Problem::new(
            "The record needs its recovery passphrase and none was given",
            format!("Set {PASSPHRASE}, or give --key-file FILE"),
        )),
    }
}

/// Makes an empty record, as the workstation's first page does.
fn begin(folder: &Path, key: KeySource) -> Outcome<()> {
    let mut desk = headless(folder.to_owned(), key);
    desk.apply(
        Command::CreateWorkspace {
            passphrase: String::new(),
            sample: false,
            name: String::new(),
            initials: String::new(),
        },
        0.0,
    );
    desk.settle(0.0);
    match desk.door() {
        Door::Open => Ok(()),
        _ => Err(trouble(&desk, "The record could not be started")),
    }
}

/// A desk that works in turn, without a window, on a clock of its own.
pub(super) fn headless(folder: PathBuf, key: KeySource) -> Desk {
    let crew = Crew::inline(Speaker::apart());
    Desk::new(crew, Box::new(Timestamp::now), folder, key)
}

/// What the desk last told of, where it told of a problem.
pub(super) fn trouble(desk: &Desk, what: &str) -> Problem {
    let told = desk.notices().showing().iter().rev();
    let why = told
        .filter(|notice| notice.is_problem)
        .map(|notice| notice.text.trim_end_matches('.').to_owned())
        .next();
    match why {
        Some(why) => Problem::new(what, why),
        None => Problem::new(what, "Try again with an empty folder"),
    }
}
