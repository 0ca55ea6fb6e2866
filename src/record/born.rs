//! A date of birth as offices write it.

use jiff::civil::Date;

use super::clock::{MONTHS, WEEKDAYS};
use super::fold::is_unseen;
use crate::problem::{Outcome, Problem};

/// Nobody has lived longer, in years.
const LONGEST_LIFE: i16 = 130;

/// So old that the date is more often a mistake than not, in years.
const HARDLY_SO_OLD: i16 = 115;

/// Reads a date of birth: 21/06/1958, 21.6.1958, 21-Jun-1958, 21 June 1958, 1958-06-21 or 19580621,
/// with or without a time after it. The day comes before the month, as it is written here.
///
/// # Errors
/// When it is no such date, its year has two digits, a spreadsheet has made a number of it, or it
/// cannot be when somebody was born who is alive `today`.
pub fn read(text: &str, today: Date) -> Outcome<Date> {
    let date = any_day(text)?;
    if date > today {
        return Err(refused("is still to come"));
    }
    if today.year() - date.year() > LONGEST_LIFE {
        return Err(refused("is longer ago than anybody lives"));
    }
    Ok(date)
}

/// Reads a date of any day, in the same forms.
///
/// # Errors
/// When it is no such date.
pub fn any_day(text: &str) -> Outcome<Date> {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let bare = seen
        .trim()
        .trim_start_matches('=')
        .trim_matches(['"', '\'']);
    written(&without_time(bare.trim()))
}

/// Whether a date of birth is one that many systems put where it is not known, or of hardly anybody.
pub fn is_doubtful(born: Date, today: Date) -> bool {
    let placeholders = [(1900, 1, 1), (1901, 1, 1), (1899, 12, 30), (1899, 12, 31)];
    placeholders.contains(&(born.year(), born.month(), born.day()))
        || today.year() - born.year() > HARDLY_SO_OLD
}

fn refused(why: &str) -> Problem {
    Problem::new(
        format!("The date of birth {why}"),
        "Write it as day, month and full year: 21/06/1958",
    )
}

fn no_date() -> Problem {
    refused("is not a date")
}

/// What stands before the time of day.
fn without_time(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_time =
        |word: &str| word.contains(':') || matches!(word, "am" | "pm" | "utc" | "gmt" | "bst");
    let date = words.iter().take_while(|word| !is_time(word));
    let date = date.copied().collect::<Vec<_>>().join(" ");
    match date.split_once('t') {
        // "1958-06-21T00:00:00", of which the colon has taken all.
        _ if date.is_empty() => match lower.split_once('t') {
            Some((date, _)) => date.trim().to_owned(),
            None => lower,
        },
        Some((day, time))
            if day.ends_with(|c: char| c.is_ascii_digit())
                && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            day.to_owned()
        }
        _ => date,
    }
}

/// The date, whichever way it is written.
fn written(text: &str) -> Outcome<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| "/.,-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212} ".contains(c))
        .filter(|part| !part.is_empty() && !is_weekday(part))
        .collect();
    match &parts[..] {
        [digits] => in_one(digits),
        // "21357.0" of a spreadsheet.
        [digits, noughts] if noughts.bytes().all(|digit| digit == b'0') => in_one(digits),
        [a, b, c] => in_three(a, b, c),
        _ => Err(no_date()),
    }
}

/// "19580621" or "21061958"; a shorter number is a spreadsheet's.
fn in_one(digits: &str) -> Outcome<Date> {
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(no_date());
    }
    let cut = |at: usize, end: usize| digits.get(at..end).and_then(|part| part.parse().ok());
    match digits.len() {
        4 => Err(refused(
            "is a year alone, or a spreadsheet’s number of days",
        )),
        5 => Err(refused(
            "is a spreadsheet’s number of days, which depends on who made it",
        )),
        6 => Err(two_digits()),
        // HL7 writes the time right after the date.
        8 | 12 | 14 => {
            let year_first = dated(cut(0, 4), cut(4, 6), cut(6, 8));
            let day_first = || match digits.len() {
                8 => dated(cut(4, 8), cut(2, 4), cut(0, 2)),
                _ => None,
            };
            year_first
                .filter(|date| date.year() > 1300)
                .or_else(day_first)
                .ok_or_else(no_date)
        }
        _ => Err(no_date()),
    }
}

fn in_three(a: &str, b: &str, c: &str) -> Outcome<Date> {
    if let Some(month) = month(b) {
        // "21 June 1958", "1958 June 21".
        return named(a, month, c);
    }
    if let Some(month) = month(a) {
        // "June 21, 1958": the month is named, so that nothing is guessed.
        return named(b, month, c);
    }
    let (Some(first), Some(second), Some(third)) = (number(a), number(b), number(c)) else {
        return Err(no_date());
    };
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1 | 2) => (first, second, third),
        (1 | 2, 4) => (third, second, first),
        (1 | 2, 1 | 2) => return Err(two_digits()),
        _ => return Err(no_date()),
    };
    if month > 12 && (1..=12).contains(&day) {
        return Err(refused(
            "has no such month; it seems to be written month first",
        ));
    }
    dated(Some(year), Some(month), Some(day)).ok_or_else(no_date)
}

fn named(a: &str, month: i16, b: &str) -> Outcome<Date> {
    let (Some(first), Some(second)) = (number(ordinal(a)), number(ordinal(b))) else {
        return Err(no_date());
    };
    let (day, year) = match (ordinal(a).len(), b.len()) {
        (1 | 2, 4) => (first, second),
        (4, _) => (second, first),
        (1 | 2, 2) => return Err(two_digits()),
        _ => return Err(no_date()),
    };
    dated(Some(year), Some(month), Some(day)).ok_or_else(no_date)
}

fn two_digits() -> Problem {
    refused("has two digits for the year, which may be of either century")
}

/// "21st" without its ending.
fn ordinal(text: &str) -> &str {
    text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
}

fn number(text: &str) -> Option<i16> {
    let is_short = text.len() <= 4 && text.bytes().all(|digit| digit.is_ascii_digit());
    is_short.then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<i16> {
    let text = text.to_lowercase();
    let at = MONTHS.iter().position(|month| {
        *month == text || (text.len() >= 3 && text.len() <= 4 && month.starts_with(text.as_str()))
    })?;
    i16::try_from(at + 1).ok()
}

fn is_weekday(text: &str) -> bool {
    text.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(text))
}

fn dated(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Option<Date> {
    let (month, day) = (i8::try_from(month?).ok()?, i8::try_from(day?).ok()?);
    Date::new(year?, month, day).ok()
}
