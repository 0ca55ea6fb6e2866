//! Targets: within what time a letter is to be out, by its work type and how urgent it is.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::clock;
use super::holidays::Nation;
use super::{Dictation, Priority};

/// A stretch of time as a department agrees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// To the minute, nights and weekends counted.
    Hours(u32),
    /// To the end of that day.
    Days(u32),
    /// To the end of that day, weekends and bank holidays not counted.
    WorkingDays(u32),
}

/// What a letter of some kind is held to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Letters of this work type only; of every type where it is empty.
    pub work_type: String,
    pub priority: Priority,
    pub within: Within,
}

/// What a department is held to. A target for a work type goes before one for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Targets {
    /// Whose bank holidays are no working days.
    pub nation: Nation,
    pub rules: Vec<Target>,
}

/// When a letter is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// It is late from this moment on.
    pub at: Timestamp,
    /// The last day on which it is not late.
    pub day: Date,
    /// Whether it is due at an hour, and not some time on that day.
    pub to_the_hour: bool,
}

impl Within {
    /// "48 hours", "7 days", "5 working days".
    pub fn label(self) -> String {
        let of = |count: u32, one: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {one}s"),
        };
        match self {
            Self::Hours(hours) => of(hours, "hour"),
            Self::Days(days) => of(days, "day"),
            Self::WorkingDays(days) => of(days, "working day"),
        }
    }

    /// When what began at that moment is due.
    fn after(self, at: Timestamp, nation: Nation) -> Due {
        let began = clock::day_of(at);
        match self {
            Self::Hours(hours) => {
                let due = at.checked_add(SignedDuration::from_hours(hours.into()));
                let due = due.unwrap_or(Timestamp::MAX);
                Due {
                    at: due,
                    day: clock::day_of(due),
                    to_the_hour: true,
                }
            }
            Self::Days(days) => end_of(began.saturating_add(i64::from(days).days())),
            Self::WorkingDays(days) => {
                let day = (0..days).fold(began, |day, _| nation.next_working_day(day));
                end_of(day)
            }
        }
    }
}

/// Some time on that day.
fn end_of(day: Date) -> Due {
    let next = day.saturating_add(1.day());
    Due {
        at: clock::moment_of(next.to_datetime(Time::midnight())),
        day,
        to_the_hour: false,
    }
}

impl Default for Targets {
    /// Routine letters within seven days, as general practitioners may expect them; urgent ones and
    /// those about a suspected cancer within two.
    fn default() -> Self {
        let of_all = |(priority, within)| Target {
            work_type: String::new(),
            priority,
            within,
        };
        let rules = [
            (Priority::Cancer, Within::Hours(48)),
            (Priority::Urgent, Within::Hours(48)),
            (Priority::Routine, Within::Days(7)),
        ];
        Self {
            nation: Nation::default(),
            rules: rules.map(of_all).to_vec(),
        }
    }
}

impl Targets {
    /// What a letter of this kind is held to.
    pub fn within(&self, work_type: &str, priority: Priority) -> Within {
        let fits = |rule: &&Target, work: &str| {
            rule.priority == priority && rule.work_type.eq_ignore_ascii_case(work)
        };
        let own = self.rules.iter().find(|rule| fits(rule, work_type));
        let of_all = || self.rules.iter().find(|rule| fits(rule, ""));
        let rule = own.or_else(of_all).map(|rule| rule.within);
        rule.unwrap_or(match priority {
            Priority::Cancer | Priority::Urgent => Within::Hours(48),
            Priority::Routine => Within::Days(7),
        })
    }

    /// When a letter of this kind is due that was dictated at that moment.
    pub fn due(&self, work_type: &str, priority: Priority, dictated_at: Timestamp) -> Due {
        let within = self.within(work_type, priority);
        within.after(dictated_at, self.nation)
    }
}

impl Dictation {
    /// When the letter is due. It is never kept: targets change.
    pub fn due(&self, targets: &Targets) -> Due {
        targets.due(&self.work_type, self.priority, self.dictated_at)
    }
}
