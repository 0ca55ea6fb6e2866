//! Dates and times as a British letter writes them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::record::clock;
pub use crate::record::clock::{day_of, moment_of};

/// "6 August 2018".
pub fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "6 August 2018 at 14:30", in United Kingdom time.
pub fn long_with_time(at: Timestamp) -> String {
    let there = clock::shown_at(at);
    there.strftime("%-d %B %Y at %H:%M").to_string()
}

/// Noon of that day in the United Kingdom: the moment of what is known by its day only.
pub fn noon_of(day: Date) -> Timestamp {
    moment_of(day.at(12, 0, 0, 0))
}
