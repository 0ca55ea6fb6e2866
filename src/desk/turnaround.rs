//! Turnaround: what the page of a period tells, and the same as a file for a spreadsheet.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::record::turnaround::{Backlog, Passage, Step, Summary, summaries};
use crate::record::{Author, AuthorId, DictationId, Targets, clock};
use crate::store::Record;

/// Days after which a letter that is not out is counted as old.
const OLD: i64 = 7;

/// The days a page is about, the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// A letter that is late.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    pub dictation: DictationId,
    pub author: String,
    pub clinic: String,
    pub dictated: Date,
    pub due: Date,
    /// The day it was out; none where it is not.
    pub sent: Option<Date>,
}

/// What an author's desk still holds of older letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    pub author: String,
    pub open: u32,
    pub to_sign: u32,
}

/// What is told of a period.
#[derive(Clone, Debug)]
pub struct Turnaround {
    pub period: Period,
    pub letters: usize,
    pub by_author: Vec<Summary>,
    pub by_clinic: Vec<Summary>,
    pub late: Vec<Late>,
    /// Not out by now and older than seven days, whatever the period.
    pub old: Vec<Old>,
}

impl Period {
    /// The month that a day is in.
    pub fn month_of(day: Date) -> Self {
        Self {
            from: day.first_of_month(),
            to: day.last_of_month(),
        }
    }

    /// The month before the one in which this begins, or after.
    #[must_use]
    pub fn month_on(self, months: i64) -> Self {
        Self::month_of(self.from.saturating_add(months.months()))
    }
}

impl Turnaround {
    /// # Errors
    /// When the record cannot be read.
    pub(super) fn of(
        record: &dyn Record,
        period: Period,
        targets: &Targets,
        now: Timestamp,
    ) -> Outcome<Self> {
        let midnight = |day: Date| clock::moment_of(day.to_datetime(Time::midnight()));
        let until = midnight(period.to.saturating_add(1.day()));
        let passages = record.passages(midnight(period.from), until)?;
        let old = midnight(clock::day_of(now).saturating_sub(OLD.days()));
        let backlog = record.backlog(old)?;
        let authors = record.authors()?;
        let name = |id: Option<AuthorId>| named(&authors, id);
        let late = passages.iter().filter(|it| it.is_late(targets, now));
        Ok(Self {
            period,
            letters: passages.len(),
            by_author: summaries(&passages, targets, now, |it| name(it.author)),
            by_clinic: summaries(&passages, targets, now, |it| it.clinic.trim()),
            late: late
                .map(|it| late_one(it, targets, name(it.author)))
                .collect(),
            old: old_ones(&backlog, name),
        })
    }
}

fn named(authors: &[Author], id: Option<AuthorId>) -> &str {
    let author = authors.iter().find(|author| Some(author.id) == id);
    author.map_or("", |author| author.name.as_str())
}

fn late_one(passage: &Passage, targets: &Targets, author: &str) -> Late {
    let due = targets.due(&passage.work_type, passage.priority, passage.dictated_at);
    Late {
        dictation: passage.dictation,
        author: author.to_owned(),
        clinic: passage.clinic.clone(),
        dictated: clock::day_of(passage.dictated_at),
        due: due.day,
        sent: passage.sent_at.map(clock::day_of),
    }
}

fn old_ones<'a>(backlog: &[Backlog], name: impl Fn(Option<AuthorId>) -> &'a str) -> Vec<Old> {
    let old = backlog.iter().map(|it| Old {
        author: name(it.author).to_owned(),
        open: it.open,
        to_sign: it.to_sign,
    });
    let mut old: Vec<Old> = old.collect();
    old.sort_by(|one, other| (other.open, &one.author).cmp(&(one.open, &other.author)));
    old
}

/// All of it as rows for a spreadsheet.
///
/// # Errors
/// When it cannot be put together.
pub fn csv(told: &Turnaround) -> Outcome<Vec<u8>> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut write = |row: &[String]| {
        let row = row.iter().map(|cell| harmless(cell));
        file.write_record(row).map_err(unwritten)
    };
    write(&heading())?;
    for (by, rows) in [("author", &told.by_author), ("clinic", &told.by_clinic)] {
        for summary in rows {
            write(&row(by, summary, told.period))?;
        }
    }
    file.into_inner().map_err(unwritten)
}

fn heading() -> Vec<String> {
    let mut cells: Vec<String> = ["By", "Name", "From", "To", "Letters", "Late"]
        .map(str::to_owned)
        .to_vec();
    for step in Step::ALL {
        let step = step.label();
        for what in [
            "letters",
            "median days",
            "90th percentile",
            "95th percentile",
        ] {
            cells.push(format!("Dictated to {step}: {what}"));
        }
    }
    cells
}

fn row(by: &str, summary: &Summary, period: Period) -> Vec<String> {
    let mut cells = vec![
        by.to_owned(),
        summary.of.clone(),
        period.from.to_string(),
        period.to.to_string(),
        summary.letters.to_string(),
        summary.late.to_string(),
    ];
    for spread in &summary.steps {
        match spread {
            Some(spread) => {
                cells.push(spread.count.to_string());
                let days = [spread.median, spread.ninetieth, spread.ninety_fifth];
                cells.extend(days.map(|days| format!("{days:.1}")));
            }
            None => cells.extend(["0", "", "", ""].map(str::to_owned)),
        }
    }
    cells
}

/// A cell that no spreadsheet takes for a formula, whoever named the clinic so.
fn harmless(cell: &str) -> String {
    match cell.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{cell}"),
        _ if cell.starts_with(['\t', '\r', '\n']) => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

fn unwritten(error: impl std::fmt::Display) -> Problem {
    Problem::new(
        "The figures could not be put together as a file",
        "Try again; nothing has been lost",
    )
    .because(error)
}

/// What a period is called: "March 2026", or "2 March 2026 to 9 March 2026".
pub fn called(period: Period) -> String {
    match period == Period::month_of(period.from) {
        true => period.from.strftime("%B %Y").to_string(),
        false => format!("{} to {}", dates::long(period.from), dates::long(period.to)),
    }
}
