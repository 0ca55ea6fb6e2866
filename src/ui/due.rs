//! When a letter is due, as a secretary says it, and how old it is by then.

use jiff::Timestamp;

use crate::desk::Desk;
use crate::record::{Dictation, Due, Priority, clock};

/// When it is due, and whether that is past: nothing where nothing is owed on it.
pub fn told(desk: &Desk, dictation: &Dictation, now: Timestamp) -> (String, bool) {
    if !dictation.status.is_open() {
        return (String::new(), false);
    }
    let today = clock::day_of(now);
    if let Some(day) = dictation.bring_forward.filter(|day| *day > today) {
        return (format!("again on {}", day.strftime("%-d %B")), false);
    }
    let due = desk.line(dictation.id).map(|line| line.due);
    due.map_or_else(|| (String::new(), false), |due| in_words(due, now))
}

/// With how urgent it is before it, where that must be noticed: "cancer, due in 5 h".
pub fn with_priority(dictation: &Dictation, due: String) -> String {
    match dictation.priority {
        _ if due.is_empty() => due,
        Priority::Cancer => format!("cancer, {due}"),
        Priority::Urgent => format!("urgent, {due}"),
        Priority::Routine => due,
    }
}

/// "due in 5 h", "due tomorrow", "2 days late".
fn in_words(due: Due, now: Timestamp) -> (String, bool) {
    let is_late = due.at <= now;
    let told = match due.to_the_hour {
        true => by_the_hour(hours(now, due.at)),
        false => by_the_day(days(now, due)),
    };
    (told, is_late)
}

fn by_the_hour(left: i64) -> String {
    match left {
        0 => "due now".to_owned(),
        1..48 => format!("due in {left} h"),
        48.. => format!("due in {} days", left / 24),
        -47..0 => format!("{} h late", -left),
        _ => format!("{} days late", -left / 24),
    }
}

fn by_the_day(left: i64) -> String {
    match left {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        2.. => format!("due in {left} days"),
        -1 => "1 day late".to_owned(),
        _ => format!("{} days late", -left),
    }
}

/// Whole hours from one moment to another, the nearest.
fn hours(from: Timestamp, to: Timestamp) -> i64 {
    let minutes = to.duration_since(from).as_secs() / 60;
    (minutes + minutes.signum() * 30) / 60
}

/// Days from today to the last one on which it is not late.
fn days(now: Timestamp, due: Due) -> i64 {
    let span = due.day - clock::day_of(now);
    i64::from(span.get_days())
}

/// How old it is against the time there is for it: "2 of 7 days", "20 of 48 h".
pub fn age(desk: &Desk, dictation: &Dictation, now: Timestamp) -> String {
    let Some(due) = desk.line(dictation.id).map(|line| line.due) else {
        return String::new();
    };
    let dictated = dictation.dictated_at;
    if due.to_the_hour {
        let (age, all) = (hours(dictated, now), hours(dictated, due.at));
        return format!("{age} of {all} h");
    }
    let began = clock::day_of(dictated);
    let age = clock::day_of(now) - began;
    let all = due.day - began;
    format!("{} of {} days", age.get_days(), all.get_days())
}
