//! The door to the record: which workspace, with which key, opened or begun.

use std::io::{self, IsTerminal};
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
use crate::record::{Act, Actor, Person, Secret};

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
    /// Who does it, by name or initials, where several people work in the record
    #[arg(long = "as", global = true, value_name = "NAME")]
    named: Option<String>,
    /// File that holds that person's PIN or passphrase, instead of asking for it
    #[arg(long, global = true, value_name = "FILE")]
    pin_file: Option<PathBuf>,
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

    /// The key file that is named.
    pub(super) fn key_file(&self) -> Option<&Path> {
        self.key_file.as_deref()
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

    /// In whose name something is done to the record.
    ///
    /// # Errors
    /// When it is not said who, it is not they, or their role does not allow it.
    pub(super) fn act_as(&self, record: &mut OpenRecord, act: Option<Act>) -> Outcome<Actor> {
        let named = self.named.as_deref();
        records::act_as(record, named, act, |person| match &self.pin_file {
            Some(file) => read_pin(file),
            None => ask_pin(person),
        })
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

/// The PIN that a file holds, on its first line.
fn read_pin(file: &Path) -> Outcome<Secret> {
    let text = std::fs::read_to_string(file).map(Zeroizing::new);
    let text = text.map_err(|error| {
        Problem::new(
            "The file with the PIN could not be read",
            "Check that it is there and that you may read it",
        )
        .because(error)
    })?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}

/// The PIN as it is typed at the terminal, which does not show it.
fn ask_pin(person: &Person) -> Outcome<Secret> {
    let asked = format!("PIN or passphrase of {}: ", person.called());
    rpassword::prompt_password(asked)
        .map(Secret::new)
        .map_err(|error| {
            Problem::new(
                "There is no terminal to type a PIN at",
                "Give a file that holds it with --pin-file FILE",
            )
            .because(error)
        })
}

/// The recovery passphrase, from the environment, as it is typed at the terminal, which does not
/// show it, or from a line of standard input.
pub(super) fn passphrase() -> Outcome<Zeroizing<String>> {
    if let Ok(passphrase) = std::env::var(PASSPHRASE) {
        return Ok(Zeroizing::new(passphrase));
    }
    let given = match io::stdin().is_terminal() {
        true => rpassword::prompt_password("Recovery passphrase: ").map(Zeroizing::new),
        false => piped(),
    };
    match given {
        Ok(given) if !given.is_empty() => Ok(given),
        _ => Err(Problem::new(
            "The record needs its recovery passphrase and none was given",
            format!("Type it, set {PASSPHRASE}, or give --key-file FILE"),
        )),
    }
}

/// A line that another program writes here.
fn piped() -> io::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    io::stdin().read_line(&mut line)?;
    let given = line.trim_end_matches(['\r', '\n']);
    Ok(Zeroizing::new(given.to_owned()))
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
