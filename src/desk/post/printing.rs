//! Printing: what the system is told so that a PDF comes out of a printer, from the right trays.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::choices::PostChoices;
use super::running::{Call, Ended};
use crate::problem::Problem;

/// How long handing one document over to the printer's queue may take.
const HAND_OVER: Duration = Duration::from_secs(60);

/// How a system is told to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `lp`, as Linux and macOS have it.
    Lp,
    /// What Windows does with "Print" in the menu of a file; its trays are the driver's own.
    Shell,
}

impl Way {
    pub const HERE: Self = match cfg!(windows) {
        true => Self::Shell,
        false => Self::Lp,
    };
}

/// What is run to print a document of so many pages, one call after another: where the first page has
/// a tray of its own, the others are a job of their own.
pub fn calls(way: Way, choices: &PostChoices, document: &Path, pages: Option<usize>) -> Vec<Call> {
    let printer = choices.printer.trim();
    match way {
        Way::Shell => vec![by_shell(printer, document)],
        Way::Lp => {
            let (first, next) = (choices.first_tray.trim(), choices.next_tray.trim());
            let parted = first != next && pages.is_some_and(|pages| pages > 1);
            match parted {
                false => vec![by_lp(printer, first, None, document)],
                true => vec![
                    by_lp(printer, first, Some("1"), document),
                    by_lp(printer, next, Some("2-"), document),
                ],
            }
        }
    }
}

fn by_lp(printer: &str, tray: &str, pages: Option<&str>, document: &Path) -> Call {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut say = |words: [&str; 2]| arguments.extend(words.map(OsString::from));
    say(["-d", printer]);
    // The queue names a job after its file unless it is told; the name says nothing of the patient.
    say(["-t", "Letter"]);
    if !tray.is_empty() {
        say(["-o", &format!("InputSlot={tray}")]);
    }
    if let Some(pages) = pages {
        let pages = if pages == "2-" { "2-9999" } else { pages };
        say(["-P", pages]);
    }
    arguments.push(OsString::from("--"));
    arguments.push(document.as_os_str().to_owned());
    Call {
        program: PathBuf::from("lp"),
        arguments,
        limit: HAND_OVER,
    }
}

fn by_shell(printer: &str, document: &Path) -> Call {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let document = quoted(&document.to_string_lossy());
    let script = format!(
        "Start-Process -FilePath {document} -Verb PrintTo -ArgumentList {} -Wait -WindowStyle Hidden",
        quoted(&format!("\"{}\"", printer.replace('"', "")))
    );
    let arguments = ["-NoProfile", "-NonInteractive", "-Command", &script];
    Call {
        program: PathBuf::from("powershell"),
        arguments: arguments.map(OsString::from).to_vec(),
        limit: HAND_OVER,
    }
}

/// Why nothing was printed, where that is so.
pub(super) fn problem(ended: &Ended, printer: &str) -> Option<Problem> {
    let (what, next) = match ended {
        Ended::Well => return None,
        Ended::Badly => (
            format!("The printer \u{201c}{printer}\u{201d} is not there, or did not take it"),
            "See that it is on and named as under View, Settings, then prepare it again",
        ),
        Ended::NotThere => (
            "This computer has nothing that prints".to_owned(),
            "Leave the printer in the settings empty, and print the PDFs from their folder",
        ),
        Ended::TookTooLong => (
            format!("The printer \u{201c}{printer}\u{201d} did not answer"),
            "See that it is on, then prepare it again",
        ),
    };
    Some(Problem::new(what, next))
}
