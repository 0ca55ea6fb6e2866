//! Standard output and standard error, a line at a time.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::desk::records::Progress;
use crate::problem::{Outcome, Problem};

/// How often a person can read how far something is.
const OFTEN: Duration = Duration::from_millis(100);

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

/// Tells a person at a terminal how far it is, as often as they can read it.
pub fn shown() -> impl FnMut(Progress) {
    let mut last: Option<Instant> = None;
    move |progress| {
        if last.is_none_or(|last| last.elapsed() > OFTEN) {
            let Progress { what, done, of } = progress;
            self::progress(format!("{what}: {done} of {of}"));
            last = Some(Instant::now());
        }
    }
}
