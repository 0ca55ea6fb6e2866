//! Messages to people: short, polite, and gone by themselves unless they matter.

use crate::problem::Problem;

/// Seconds a passing notice stays.
const PASSING: f64 = 6.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub text: String,
    pub is_problem: bool,
    /// When it goes, on the desk's clock in seconds; problems stay until dismissed.
    until: Option<f64>,
}

/// The notices now showing, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    showing: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Says something in passing.
    pub fn say(&mut self, text: impl Into<String>, now: f64) {
        self.add(text.into(), false, Some(now + PASSING));
    }

    /// Tells of a problem, which stays until it is dismissed; the same one is told once.
    pub fn tell(&mut self, problem: &Problem) {
        let text = problem.message();
        if self.showing.iter().all(|notice| notice.text != text) {
            self.add(text, true, None);
        }
    }

    fn add(&mut self, text: String, is_problem: bool, until: Option<f64>) {
        self.next_id += 1;
        self.showing.push(Notice {
            id: self.next_id,
            text,
            is_problem,
            until,
        });
    }

    pub fn dismiss(&mut self, id: u64) {
        self.showing.retain(|notice| notice.id != id);
    }

    pub(super) fn tick(&mut self, now: f64) {
        self.showing
            .retain(|notice| notice.until.is_none_or(|until| now < until));
    }

    /// Whether one will go by itself, so that the window must be drawn again then.
    pub fn any_passing(&self) -> bool {
        self.showing.iter().any(|notice| notice.until.is_some())
    }

    pub fn showing(&self) -> &[Notice] {
        &self.showing
    }
}
