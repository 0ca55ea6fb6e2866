//! Bringing in: a list of patients that has been chosen, what its columns are taken for, and what each
//! of its lines would do. Nothing is saved before a person says so.

use crate::problem::Outcome;
use crate::record::proposal::{Proposal, Proposed};

use super::lists::{BroughtIn, File, LookedOver};

/// A list on its way into the record.
#[derive(Debug)]
pub struct Bringing {
    /// What its file is called.
    pub name: String,
    pub file: File,
    /// What it would do; none while the record is asked.
    pub over: Option<Outcome<Box<LookedOver>>>,
    /// The lines as they are shown, those that hold it up first.
    pub rows: Vec<Line>,
    /// What became of it; nothing more can be done with it then.
    pub saved: Option<BroughtIn>,
}

/// How a line stands to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It holds up the whole list.
    Refused,
    Changed,
    New,
    Same,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::Refused, Self::Changed, Self::New, Self::Same];

    /// What so many of them are called.
    pub fn counted(self, count: usize) -> String {
        match self {
            Self::Refused => format!("{count} to mend"),
            Self::Changed => format!("{count} changed"),
            Self::New => format!("{count} new"),
            Self::Same => format!("{count} the same"),
        }
    }
}

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub standing: Standing,
    /// Who it is about, and when they were born, as the list has them.
    pub who: String,
    pub born: String,
    /// What it would change, or why it cannot be taken.
    pub what: String,
}

impl Bringing {
    pub fn new(name: String, file: File) -> Self {
        Self {
            name,
            file,
            over: None,
            rows: Vec::new(),
            saved: None,
        }
    }

    /// Takes in what it would do.
    pub(super) fn show(&mut self, over: Outcome<Box<LookedOver>>) {
        self.rows = over
            .as_ref()
            .map_or_else(|_| Vec::new(), |over| lines(over));
        self.over = Some(over);
    }

    pub fn count(&self, standing: Standing) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.standing == standing).count()
    }
}

fn lines(over: &LookedOver) -> Vec<Line> {
    let proposed = over.proposed.iter().filter(|row| !row.is_in_conflict());
    let mut lines: Vec<Line> = proposed.map(line).collect();
    lines.extend(over.refused.iter().map(|refusal| {
        let proposed = over.proposed.iter().find(|row| row.line == refusal.line);
        Line {
            number: refusal.line,
            standing: Standing::Refused,
            who: proposed.map_or_else(String::new, |row| row.patient.display_name()),
            born: proposed.map_or_else(String::new, born),
            what: without_line(refusal.problem.what()),
        }
    }));
    lines.sort_by_key(|line| (line.standing, line.number));
    lines
}

fn line(row: &Proposed) -> Line {
    let (standing, mut what) = match &row.proposal {
        Proposal::New => (Standing::New, vec!["new".to_owned()]),
        Proposal::Update(changes) => {
            let changes = changes.iter().map(|change| match change.from.as_str() {
                "" => format!("{}: {}", change.what, change.to),
                from => format!("{}: {from} → {}", change.what, change.to),
            });
            (Standing::Changed, changes.collect())
        }
        Proposal::Again => (Standing::Same, vec!["as an earlier line".to_owned()]),
        Proposal::Same | Proposal::Conflict(_) => (Standing::Same, Vec::new()),
    };
    what.extend(row.doubts.iter().map(|doubt| (*doubt).to_owned()));
    Line {
        number: row.line,
        standing,
        who: row.patient.display_name(),
        born: born(row),
        what: what.join("; "),
    }
}

fn born(row: &Proposed) -> String {
    row.patient.born.strftime("%d/%m/%Y").to_string()
}

/// Why a line cannot be taken, without its number, which stands beside it.
fn without_line(what: &str) -> String {
    match what.split_once(": ") {
        Some((line, why)) if line.starts_with("Line ") || line.starts_with("Message ") => {
            why.to_owned()
        }
        _ => what.to_owned(),
    }
}
