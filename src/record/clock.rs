//! The clock of the United Kingdom, by which letters are dated and due.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// GMT, and an hour ahead from the last Sunday of March to the last of October. Written out so that
/// a letter reads the same on a computer with no time zone database or with its clock set to another
/// country.
const UK_CLOCK: &str = "GMT0BST,M3.5.0/1,M10.5.0";

/// The months in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week in lower case.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What clocks there showed at that moment.
pub fn shown_at(at: Timestamp) -> DateTime {
    uk_clock().to_datetime(at)
}

/// The day it was there.
pub fn day_of(at: Timestamp) -> Date {
    shown_at(at).date()
}

/// The moment at which clocks there show this.
pub fn moment_of(there: DateTime) -> Timestamp {
    uk_clock().to_timestamp(there).unwrap_or(Timestamp::MIN)
}

fn uk_clock() -> TimeZone {
    TimeZone::posix(UK_CLOCK).unwrap_or(TimeZone::UTC)
}
