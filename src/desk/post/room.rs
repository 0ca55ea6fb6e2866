//! The post room: what still has to go, what is being prepared, and what came of it.

use crate::letter::outgoing::{Outgoing, Stop};
use crate::problem::Problem;
use crate::record::Readables;

/// One that did not come off, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// As the screen names it.
    pub who: String,
    pub why: String,
}

impl Missed {
    pub(in crate::desk) fn of(who: String, problem: &Problem) -> Self {
        let why = problem.message();
        Self { who, why }
    }
}

/// What came of what was done last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// "4 letters are printed".
    pub told: Vec<String>,
    pub missed: Vec<Missed>,
}

/// What the post room knows.
#[derive(Default)]
pub struct PostRoom {
    /// What still has to go; none while that is being looked up.
    pub rows: Option<Vec<Outgoing>>,
    pub is_busy: bool,
    /// What has been prepared since the program started.
    pub(in crate::desk) prepared: Vec<(Stop, &'static str)>,
    pub report: Option<Report>,
    /// It came while the page was closed.
    pub(in crate::desk) is_unseen: bool,
    /// Where readable copies lie; none while that is being looked up.
    pub readables: Option<Readables>,
    /// When overdue copies were deleted last, on the desk's clock in seconds.
    pub(in crate::desk) swept: f64,
}

impl PostRoom {
    /// How it was prepared, where it was.
    pub fn prepared(&self, stop: &Stop) -> Option<&'static str> {
        let found = self.prepared.iter().find(|(it, _)| it.is(stop));
        found.map(|(_, how)| *how)
    }

    pub(in crate::desk) fn note_prepared(&mut self, done: &[(Stop, &'static str)]) {
        self.prepared
            .retain(|(it, _)| !done.iter().any(|(stop, _)| it.is(stop)));
        self.prepared.extend_from_slice(done);
    }
}

/// "1 letter", "4 letters".
pub(in crate::desk) fn letters(count: usize) -> String {
    match count {
        1 => "1 letter is".to_owned(),
        count => format!("{count} letters are"),
    }
}
