//! Times of day: "ten thirty am", "at fourteen thirty".

use super::numbers::{is_numberish, number_at, small};
use super::units::is_unit;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::NO_BREAK;

/// "ten thirty am", "at fourteen thirty", "9 a.m.".
pub(super) fn time(view: &View) -> Option<Rewrite> {
    // "one point ten am" is a decimal before anything else.
    let amid_number = |word: &str| is_numberish(word) || word == "point";
    if view.previous().is_some_and(amid_number) {
        return None;
    }
    clock(view)
        .or_else(|| hour(view))
        .or_else(|| hour_and_minutes(view))
}

/// "2:30 pm", "9.15 a.m."; "one point thirteen am" reads as a time once it is in figures.
fn clock(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    let (written, taken) = if is_clock(word) {
        (view.ahead[0].text.clone(), 1)
    } else {
        let number = number_at(view, 0).filter(|number| is_clock(&number.text))?;
        (number.text, number.taken)
    };
    let (half, more) = half_at(view, taken)?;
    view.write(taken + more, &[written, half])
}

/// Whether a time of day in words begins here, which stays as it is: "at ten to nine".
pub(super) fn is_clock_time(view: &View) -> bool {
    let minutes = |word| matches!(word, "ten" | "twenty");
    let hour = |word: &str| {
        let in_words = word.starts_with(char::is_alphabetic);
        in_words && small(word).is_some_and(|hour| (1..=12).contains(&hour))
    };
    view.previous() == Some("at")
        && view.word(0).is_some_and(minutes)
        && view
            .word(1)
            .is_some_and(|word| matches!(word, "to" | "past"))
        && view.word(2).is_some_and(hour)
        && view.word(3).is_none_or(|next| !is_unit(next))
}

/// "two o clock": the apostrophe that was not said.
pub(super) fn o_clock(view: &View) -> Option<Rewrite> {
    let hour = view.previous().and_then(small);
    let said = view.word(0)? == "o" && view.word(1) == Some("clock");
    (said && hour.is_some_and(|hour| (1..=12).contains(&hour)))
        .then(|| view.write(2, &["o'clock"]))?
}

/// "ten am".
fn hour(view: &View) -> Option<Rewrite> {
    let hour = small(view.word(0)?)?;
    let (half, taken) = half_after(view, hour, 1)?;
    view.write(1 + taken, &[hour.to_string(), half])
}

/// What says of which half of the day an hour is.
const OF_THE_DAY: &[&[&str]] = &[
    &["in", "the", "morning"],
    &["in", "the", "afternoon"],
    &["in", "the", "evening"],
    &["this", "morning"],
    &["this", "afternoon"],
    &["at", "night"],
];

/// "ten thirty am", "fourteen thirty hours".
fn hour_and_minutes(view: &View) -> Option<Rewrite> {
    let hour = small(view.word(0)?)?;
    let (minutes, taken) = minutes_at(view, 1)?;
    let end = 1 + taken;
    if let Some((half, more)) = half_after(view, hour, end) {
        return view.write(end + more, &[format!("{hour}:{minutes:02}"), half]);
    }
    let hours = matches!(view.word(end), Some("hours" | "hrs"));
    let clear = goes_on(view, end);
    let led = view.previous() == Some("at");
    let of_the_day = OF_THE_DAY.iter().any(|words| view.reads(end, words));
    let round = minutes.is_multiple_of(5) && hour >= 10;
    let on_the_clock =
        led && (clear && ((13..24).contains(&hour) || round) || of_the_day && hour > 0);
    if !(on_the_clock || (hours && (10..24).contains(&hour))) {
        return None;
    }
    let end = end + usize::from(hours);
    let clock = if of_the_day && hour < 10 {
        format!("{hour}:{minutes:02}")
    } else {
        format!("{hour:02}:{minutes:02}")
    };
    match half_at(view, end) {
        Some((half, more)) => view.write(end + more, &[clock, half]),
        None => view.write(end, &[clock]),
    }
}

/// "at twenty two fifteen": an hour in two words.
pub(super) fn late_hour(view: &View) -> Option<Rewrite> {
    if view.previous() != Some("at") || view.word(0)? != "twenty" {
        return None;
    }
    let hour = 20 + small(view.word(1)?).filter(|unit| (1..4).contains(unit))?;
    let (minutes, taken) = minutes_at(view, 2)?;
    goes_on(view, 2 + taken).then(|| view.write(2 + taken, &[format!("{hour}:{minutes:02}")]))?
}

/// The half of the day that an hour may have, at the `at`th token ahead: how it is written, tied
/// to the hour, and its length in tokens.
pub(super) fn half_after(view: &View, hour: u64, at: usize) -> Option<(String, usize)> {
    half_at(view, at).filter(|_| (1..=12).contains(&hour))
}

fn half_at(view: &View, at: usize) -> Option<(String, usize)> {
    let word = view.word(at)?;
    // "ten a m": the letters said one by one.
    if matches!(word, "a" | "p") && view.word(at + 1) == Some("m") {
        return Some((format!("{NO_BREAK}{word}m"), 2));
    }
    let half = match word {
        "am" | "a.m" | "a.m." => "am",
        "pm" | "p.m" | "p.m." => "pm",
        _ => return None,
    };
    // The stop of "9 a.m. he rang" ends no sentence.
    let stop = view.ahead.get(at + 1).is_some_and(|mark| mark.text == ".");
    let amid = view
        .ahead
        .get(at + 2)
        .is_some_and(|next| next.text.starts_with(char::is_lowercase));
    let taken = 1 + usize::from(word.ends_with(".m") && stop && amid);
    Some((format!("{NO_BREAK}{half}"), taken))
}

/// Whether a time of day may end before the `at`th token ahead.
fn goes_on(view: &View, at: usize) -> bool {
    const GOES_ON: &[&str] = &[
        "on",
        "and",
        "with",
        "in",
        "for",
        "the",
        "he",
        "she",
        "by",
        "to",
        "today",
        "yesterday",
        "tomorrow",
        "when",
        "but",
        "we",
    ];
    view.word(at).is_none_or(|next| GOES_ON.contains(&next))
}

/// "2:30", or "2.30" as some write it.
fn is_clock(word: &str) -> bool {
    word.split_once([':', '.']).is_some_and(|(hour, minutes)| {
        small(hour).is_some() && minutes.len() == 2 && small(minutes).is_some()
    })
}

fn minutes_at(view: &View, at: usize) -> Option<(u64, usize)> {
    let (tens, taken) = match (view.word(at)?, view.word(at + 1)) {
        ("hundred", Some("hours")) => return Some((0, 1)),
        (tens @ ("twenty" | "thirty" | "forty" | "fifty"), Some(unit)) => {
            match small(unit).filter(|n| (1..10).contains(n)) {
                Some(unit) => (small(tens)? + unit, 2),
                None => (small(tens)?, 1),
            }
        }
        (word, _) => (small(word)?, 1),
    };
    (10..60).contains(&tens).then_some((tens, taken))
}
