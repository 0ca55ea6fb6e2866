//! Choosing: how the table of the worklist is arranged, and which of its rows are chosen.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::lines::Line;
use crate::record::{Dictation, DictationId};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    Due,
    Patient,
    HospitalNumber,
    Author,
    Clinic,
    WorkType,
    Length,
    State,
    Assignee,
    Age,
}

impl Heading {
    pub const ALL: [Self; 10] = [
        Self::Due,
        Self::Patient,
        Self::HospitalNumber,
        Self::Author,
        Self::Clinic,
        Self::WorkType,
        Self::Length,
        Self::State,
        Self::Assignee,
        Self::Age,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Due => "Due",
            Self::Patient => "Patient",
            Self::HospitalNumber => "Hospital no.",
            Self::Author => "Author",
            Self::Clinic => "Clinic",
            Self::WorkType => "Work type",
            Self::Length => "Length",
            Self::State => "State",
            Self::Assignee => "Who is on it",
            Self::Age => "Age",
        }
    }

    /// How two rows stand to each other in this column; what is not known comes last.
    pub(super) fn compare(self, one: (&Dictation, &Line), other: (&Dictation, &Line)) -> Ordering {
        let ((a, line_a), (b, line_b)) = (one, other);
        match self {
            Self::Due => (line_a.due.at, a.id).cmp(&(line_b.due.at, b.id)),
            Self::Patient => words(&line_a.patient, &line_b.patient),
            Self::HospitalNumber => words(&line_a.hospital_number, &line_b.hospital_number),
            Self::Author => words(&line_a.author, &line_b.author),
            Self::Clinic => words(&a.clinic, &b.clinic),
            Self::WorkType => words(&a.work_type, &b.work_type),
            Self::Length => a.span().length().total_cmp(&b.span().length()),
            Self::State => a.status.cmp(&b.status),
            Self::Assignee => words(&line_a.assignee, &line_b.assignee),
            // The oldest first.
            Self::Age => a.dictated_at.cmp(&b.dictated_at),
        }
    }
}

fn words(one: &str, other: &str) -> Ordering {
    let rank = |text: &str| text.is_empty();
    let folded = |text: &str| text.to_lowercase();
    (rank(one), folded(one)).cmp(&(rank(other), folded(other)))
}

/// The order of the table, where it is not that in which to type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arranging {
    pub by: Option<Heading>,
    pub is_descending: bool,
    /// Whether the rows of each clinic stand together.
    pub by_clinic: bool,
}

impl Arranging {
    /// Sorts by a column; by the same again the other way round, and then not at all.
    pub fn sort_by(&mut self, heading: Heading) {
        (self.by, self.is_descending) = match (self.by, self.is_descending) {
            (Some(by), false) if by == heading => (Some(by), true),
            (Some(by), true) if by == heading => (None, false),
            _ => (Some(heading), false),
        };
    }
}

/// How rows are pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This one and no other.
    At(DictationId),
    /// This one as well, or no longer.
    Toggle(DictationId),
    /// Every one from where choosing began to this.
    Through(DictationId),
    /// So many rows on, or back, from where one is; with every one between, if those are to be chosen.
    Step {
        rows: isize,
        extends: bool,
    },
    All,
    Nothing,
}

/// The rows that are chosen, and where one is among them.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    rows: BTreeSet<DictationId>,
    /// Where one is.
    at: Option<DictationId>,
    /// Where choosing several began.
    from: Option<DictationId>,
}

impl Chosen {
    pub fn at(&self) -> Option<DictationId> {
        self.at
    }

    pub fn holds(&self, id: DictationId) -> bool {
        self.rows.contains(&id)
    }

    /// Points at rows of those that are shown, in their order.
    pub fn pick(&mut self, pick: Pick, shown: &[DictationId]) {
        match pick {
            Pick::At(id) => self.be_at(id),
            Pick::Toggle(id) => {
                if !self.rows.remove(&id) {
                    self.rows.insert(id);
                }
                (self.at, self.from) = (Some(id), Some(id));
            }
            Pick::Through(id) => self.reach(id, shown),
            Pick::Step { rows, extends } => {
                let Some(last) = shown.len().checked_sub(1) else {
                    return;
                };
                let is = self.at.and_then(|id| shown.iter().position(|it| *it == id));
                let next = match is {
                    Some(is) => is.saturating_add_signed(rows).min(last),
                    // From before the first, or from behind the last.
                    None if rows < 0 => last.saturating_add_signed(rows.saturating_add(1)),
                    None => 0_usize.saturating_add_signed(rows - 1).min(last),
                };
                match extends {
                    true => self.reach(shown[next], shown),
                    false => self.be_at(shown[next]),
                }
            }
            Pick::All => {
                self.rows = shown.iter().copied().collect();
                self.from = shown.first().copied();
                self.at = self.at.or(self.from);
            }
            Pick::Nothing => self.rows.clear(),
        }
    }

    fn be_at(&mut self, id: DictationId) {
        self.rows.clear();
        (self.at, self.from) = (Some(id), Some(id));
    }

    /// Chooses every row from where choosing began to this.
    fn reach(&mut self, id: DictationId, shown: &[DictationId]) {
        let place = |wanted| shown.iter().position(|it| *it == wanted);
        let from = self.from.or(self.at).unwrap_or(id);
        if let (Some(one), Some(other)) = (place(from), place(id)) {
            let (first, last) = (one.min(other), one.max(other));
            self.rows = shown[first..=last].iter().copied().collect();
        }
        (self.at, self.from) = (Some(id), Some(from));
    }

    /// What is to be changed of the rows that are shown: those chosen, or where one is.
    pub fn of(&self, shown: &[DictationId]) -> Vec<DictationId> {
        let chosen = shown.iter().filter(|id| self.holds(**id)).copied();
        let chosen: Vec<DictationId> = chosen.collect();
        match chosen.is_empty() {
            true => shown
                .iter()
                .filter(|id| self.at == Some(**id))
                .copied()
                .collect(),
            false => chosen,
        }
    }
}

/// Sorts rows as they are arranged; those that are alike stay in the order in which to type them.
pub(super) fn arrange<'a>(rows: &mut [(&'a Dictation, &'a Line)], arranging: Arranging) {
    if let Some(heading) = arranging.by {
        rows.sort_by(|one, other| {
            let order = heading.compare(*one, *other);
            match arranging.is_descending {
                true => order.reverse(),
                false => order,
            }
        });
    }
    if arranging.by_clinic {
        rows.sort_by(|(one, _), (other, _)| words(&one.clinic, &other.clinic));
    }
}
