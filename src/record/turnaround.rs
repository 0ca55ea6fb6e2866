//! Turnaround: how long letters took from dictation until they were typed, signed and sent.

use jiff::Timestamp;

use super::{AuthorId, DictationId, Priority, Targets};

/// The way of one letter, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub dictation: DictationId,
    pub author: Option<AuthorId>,
    pub clinic: String,
    pub work_type: String,
    pub priority: Priority,
    pub dictated_at: Timestamp,
    pub typed_at: Option<Timestamp>,
    pub signed_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
}

/// What of an author is not out yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub author: Option<AuthorId>,
    pub open: u32,
    /// How many of those wait for a signature.
    pub to_sign: u32,
}

/// A step of that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Typed,
    Signed,
    Sent,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Typed, Self::Signed, Self::Sent];

    pub fn label(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Signed => "signed",
            Self::Sent => "sent",
        }
    }
}

/// How long something took, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub count: usize,
    pub median: f64,
    /// Nine in ten took no longer.
    pub ninetieth: f64,
    pub ninety_fifth: f64,
}

/// What is told of some letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Of whom or what they are; empty where nobody has said.
    pub of: String,
    pub letters: usize,
    /// How many were out after they were due, or are due and not out.
    pub late: usize,
    /// From dictation to each step, of those that have come so far.
    pub steps: [Option<Spread>; 3],
}

impl Passage {
    /// When it came to a step, where it has.
    pub fn at(&self, step: Step) -> Option<Timestamp> {
        match step {
            Step::Typed => self.typed_at,
            Step::Signed => self.signed_at,
            Step::Sent => self.sent_at,
        }
    }

    /// The days from dictation to a step; none before it, should a clock have gone wrong.
    pub fn days(&self, step: Step) -> Option<f64> {
        let took = self.at(step)?.duration_since(self.dictated_at);
        Some(took.as_secs_f64().max(0.0) / 86_400.0)
    }

    /// Whether it was out after it was due, or is due and not out by `now`.
    pub fn is_late(&self, targets: &Targets, now: Timestamp) -> bool {
        let due = targets.due(&self.work_type, self.priority, self.dictated_at);
        self.sent_at.unwrap_or(now) >= due.at
    }
}

impl Spread {
    /// Of some numbers of days; none where there are none.
    pub fn of(mut days: Vec<f64>) -> Option<Self> {
        days.sort_by(f64::total_cmp);
        Some(Self {
            count: days.len(),
            median: percentile(&days, 50)?,
            ninetieth: percentile(&days, 90)?,
            ninety_fifth: percentile(&days, 95)?,
        })
    }
}

/// The value below which so many in a hundred of sorted values lie; between two of them in proportion,
/// as a spreadsheet reckons it.
pub fn percentile(sorted: &[f64], hundredth: u32) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = last as f64 * f64::from(hundredth) / 100.0;
    let (below, above) = (place.floor(), place.ceil());
    let (low, high) = (sorted.get(below as usize)?, sorted.get(above as usize)?);
    Some(low + (high - low) * (place - below))
}

/// What is told of letters, those of each name apart, in the order of names.
pub fn summaries<'a>(
    passages: &'a [Passage],
    targets: &Targets,
    now: Timestamp,
    name: impl Fn(&'a Passage) -> &'a str,
) -> Vec<Summary> {
    let mut named: std::collections::BTreeMap<&str, Vec<&Passage>> = Default::default();
    for passage in passages {
        named.entry(name(passage)).or_default().push(passage);
    }
    let each = named.into_iter();
    each.map(|(of, passages)| summary(of, &passages, targets, now))
        .collect()
}

fn summary(of: &str, passages: &[&Passage], targets: &Targets, now: Timestamp) -> Summary {
    let spread = |step| Spread::of(passages.iter().filter_map(|it| it.days(step)).collect());
    let late = passages.iter().filter(|it| it.is_late(targets, now));
    Summary {
        of: of.to_owned(),
        letters: passages.len(),
        late: late.count(),
        steps: Step::ALL.map(spread),
    }
}
