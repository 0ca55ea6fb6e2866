//! Dates and times as a British letter writes them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The United Kingdom's clock: GMT, and an hour ahead from the last Sunday of March to the last of
/// October. Written out so that a letter reads the same on a computer with no time zone database
/// or with its clock set to another country.
const UK_CLOCK: &str = "GMT0BST,M3.5.0/1,M10.5.0";

/// "6 August 2018".
pub fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "6 August 2018 at 14:30", in United Kingdom time.
pub fn long_with_time(at: Timestamp) -> String {
    let there = uk_clock().to_datetime(at);
    there.strftime("%-d %B %Y at %H:%M").to_string()
}

/// The day it was in the United Kingdom.
pub fn day_of(at: Timestamp) -> Date {
    uk_clock().to_datetime(at).date()
}

/// The moment at which clocks in the United Kingdom show this.
pub fn moment_of(there: DateTime) -> Timestamp {
    uk_clock().to_timestamp(there).unwrap_or(Timestamp::MIN)
}

/// Noon of that day in the United Kingdom: the moment of what is known by its day only.
pub fn noon_of(day: Date) -> Timestamp {
    moment_of(day.at(12, 0, 0, 0))
}

fn uk_clock() -> TimeZone {
    TimeZone::posix(UK_CLOCK).unwrap_or(TimeZone::UTC)
}
