//! The one error type: what happened, what is safe and what to do next, in words for people.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Something that went wrong, told the way a colleague would tell it.
///
/// `what` and `next` are shown to people and printed by the command line, so they never hold
/// patient data. The private cause is for a developer looking at a debugger; it is neither
/// printed nor logged, because a library's message may quote the text it choked on.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    what: String,
    next: String,
    cause: Option<String>,
}

/// The result of anything that can fail.
pub type Outcome<T> = Result<T, Problem>;

/// Does work on what comes from outside, or for somebody who waits; none where it panicked, which
/// then ends that work and not the program.
pub fn unbroken<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The same for work that can also fail: whoever waits for it is told either way.
pub fn answered<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    unbroken(work).unwrap_or_else(|| {
        Err(Problem::new(
            "That could not be done, because of a fault in this program",
            "What was saved before is safe; try it again, and if it fails again start Dictation \
             Desk anew",
        ))
    })
}

impl Problem {
    /// `what` happened and what to do `next`, each one sentence without its full stop.
    pub fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: next.into(),
            cause: None,
        }
    }

    /// Keeps the technical cause for developers; it is never shown.
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// What happened, without what to do about it.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What the person can do next.
    pub fn next(&self) -> &str {
        &self.next
    }

    /// The whole message for people: one clear line.
    pub fn message(&self) -> String {
        format!("{}. {}.", self.what, self.next)
    }

    /// The technical cause, where one is known. Not for screens, logs or standard error.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

/// Shows what `Display` shows, so that a panic or a `{:?}` cannot leak the private cause.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Problem {}
