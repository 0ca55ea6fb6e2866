//! The one error type: what happened, what is safe and what to do next, in words for people.

use std::fmt;

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
