//! Standard output and standard error, a line at a time.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::problem::{Outcome, Problem};

/// Prints one line of the answer. A reader that has had enough, such as `head`, is no failure.
///
/// # Errors
/// When what standard output goes to cannot take it.
pub fn say(line: impl Display) -> Outcome<()> {
    match writeln!(io::stdout().lock(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Problem::new(
            "The answer could not be written out",
            "Check that the disk it goes to has space, and try again",
        )
        .because(error)),
        _ => Ok(()),
    }
}

/// Prints one line beside the answer. It never quotes a transcript or a record.
pub fn warn(line: impl Display) {
    // With standard error closed there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Shows how far a long job is, in place of what was shown before; an empty text clears it. Only
/// a person at a terminal sees it: a script's standard error stays clean.
pub fn progress(text: impl Display) {
    let mut error = io::stderr().lock();
    if error.is_terminal() {
        let _ = write!(error, "\r\x1b[K{text}").and_then(|()| error.flush());
    }
}
