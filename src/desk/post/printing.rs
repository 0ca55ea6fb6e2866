//! Printing: what the system is told so that a PDF comes out of a printer, from the right trays.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::choices::PostChoices;
use super::pdf;
use super::running::{Call, Ended};
use crate::problem::Problem;

/// How long handing one document over to the printer's queue may take.
const HAND_OVER: Duration = Duration::from_secs(60);

/// How a system is told to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `lp`, as Linux and macOS have it.
    Lp,
    /// LibreOffice, on Windows, once the system has said that it has the printer: a wrong name would
    /// otherwise print on another. Its trays are the driver's own.
    Office,
}

impl Way {
    pub const HERE: Self = match cfg!(windows) {
        true => Self::Office,
        false => Self::Lp,
    };

    /// Whether the calls after this one are for the same, in case its program is not there.
    pub(super) fn tries_on(self, call: &Call) -> bool {
        self == Self::Office && call.arguments.iter().any(|word| word == "--pt")
    }
}

/// What is run to print a document of so many pages, one call after another: where the first page has
/// a tray of its own, the others are a job of their own. Of LibreOffice's places all are given, and the
/// first of them that is there is the last to be run.
pub fn calls(way: Way, choices: &PostChoices, document: &Path, pages: Option<usize>) -> Vec<Call> {
    let printer = choices.printer.trim();
    match way {
        Way::Office => {
            let maker = pdf::places(&choices.pdf_maker).into_iter();
            let by = maker.map(|program| by_office(program, printer, document));
            std::iter::once(looked_for(printer)).chain(by).collect()
        }
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

/// Fails where there is no printer of that name.
fn looked_for(printer: &str) -> Call {
    let quoted = format!("'{}'", printer.replace('\'', "''"));
    let script = format!("Get-Printer -Name {quoted} -ErrorAction Stop | Out-Null");
    let arguments = ["-NoProfile", "-NonInteractive", "-Command", &script];
    Call {
        program: PathBuf::from("powershell"),
        arguments: arguments.map(OsString::from).to_vec(),
        limit: HAND_OVER,
    }
}

/// Prints the Word document, with the profile that made its PDF.
fn by_office(program: PathBuf, printer: &str, document: &Path) -> Call {
    let profile = document.with_file_name(pdf::PROFILE);
    let plain = [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--pt",
        printer,
    ];
    let mut arguments = vec![pdf::in_profile(&profile)];
    arguments.extend(plain.map(OsString::from));
    arguments.push(document.with_extension("docx").into_os_string());
    Call {
        program,
        arguments,
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
