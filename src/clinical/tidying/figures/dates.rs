//! Dates, years and ages.

use super::numbers::{
    Number, ROUND_ORDINALS, is_numberish, is_ordinal, number_at, ordinal_below_hundred, small,
};
use super::readings::year_at;
use super::units::is_unit;
use crate::clinical::tidying::rules::{Rewrite, View};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Months as models shorten them, with the capital that tells them from other words.
const SHORT: [(&str, &str); 12] = [
    ("Jan", "January"),
    ("Feb", "February"),
    ("Mar", "March"),
    ("Apr", "April"),
    ("Jun", "June"),
    ("Jul", "July"),
    ("Aug", "August"),
    ("Sep", "September"),
    ("Sept", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

/// Whether a date may begin with the word, in lower case.
pub fn begins_date(word: &str) -> bool {
    is_ordinal(word) || ROUND_ORDINALS.contains(&word) || is_month(word)
}

/// Whether the word, in lower case, names a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

/// Whether the word is a number, or begins with one, as "1%" does once "one per cent" is written.
pub(super) fn begins_number(word: &str) -> bool {
    is_numberish(word) || word.starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn month_at(view: &View, at: usize) -> Option<&'static str> {
    let word = view.word(at)?;
    let whole = MONTHS
        .into_iter()
        .find(|month| month.eq_ignore_ascii_case(word));
    let short = || {
        let text = view.ahead.get(at)?.text.as_str();
        let (_, month) = SHORT.iter().find(|(short, _)| *short == text)?;
        Some(*month)
    };
    whole.or_else(short)
}

/// The day that an ordinal names: "third", "twenty first", "3rd".
pub(super) fn ordinal_at(view: &View, at: usize) -> Option<(u64, usize)> {
    let word = view.word(at)?;
    let in_figures = word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_alphabetic());
    let (day, taken) = if in_figures {
        let figure = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))?;
        (figure.parse().ok()?, 1)
    } else {
        ordinal_below_hundred(view, at)?
    };
    (1..=31).contains(&day).then_some((day, taken))
}

/// What a date comes after.
const DATED: &[&str] = &[
    "on", "from", "until", "since", "by", "before", "after", "dated", "born", "to", "till", "birth",
];

/// "the third of March twenty twenty six", "3rd March".
pub(super) fn day_and_month(view: &View) -> Option<Rewrite> {
    let article = usize::from(view.word(0)? == "the");
    let parts = ["a", "one", "two", "three", "to", "and", "between"];
    if article == 0
        && view
            .previous()
            .is_some_and(|word| parts.contains(&word) || is_numberish(word))
    {
        return None;
    }
    let (day, taken) = ordinal_at(view, article)?;
    let after_day = article + taken;
    let of = usize::from(view.word(after_day) == Some("of"));
    let in_figures = view
        .word(article)
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let month = month_at(view, after_day + of)?;
    let led = view.previous().is_some_and(|word| DATED.contains(&word));
    let bare = of == 0 && !in_figures && !led;
    let after_month = after_day + of + 1;
    let year = year_at(view, after_month).or_else(|| year_after_comma(view, after_month));
    if bare && year.is_none() {
        return None;
    }
    let tail = view.word(after_month).is_some_and(begins_number) && year.is_none();
    if tail {
        return None;
    }
    let mut pieces = vec![day.to_string(), month.to_owned()];
    pieces.extend(year.map(|(year, _)| year.to_string()));
    view.write(after_month + year.map_or(0, |(_, taken)| taken), &pieces)
}

/// Whether the model wrote a comma here.
pub(super) fn unspoken_comma(view: &View, at: usize) -> bool {
    let mark = view.ahead.get(at);
    mark.is_some_and(|mark| mark.text == "," && !mark.is_spoken())
}

/// The year in figures after a comma that the model wrote, and the tokens both take.
fn year_after_comma(view: &View, at: usize) -> Option<(u64, usize)> {
    if !unspoken_comma(view, at) {
        return None;
    }
    let figures = view.word(at + 1)?.bytes().all(|byte| byte.is_ascii_digit());
    let (year, taken) = year_at(view, at + 1).filter(|_| figures)?;
    Some((year, taken + 1))
}

/// "March the third", "March 3rd, 2026".
pub(super) fn month_and_day(view: &View) -> Option<Rewrite> {
    let month = month_at(view, 0)?;
    let capital = view.ahead[0].text.starts_with(char::is_uppercase);
    let modal = matches!(month, "May" | "March");
    let has_day = view.previous().is_some_and(is_numberish);
    if has_day || (!capital && modal) {
        return None;
    }
    let the = usize::from(view.word(1) == Some("the"));
    let (day, taken) = ordinal_at(view, 1 + the)?;
    let figures = view
        .word(1 + the)?
        .starts_with(|c: char| c.is_ascii_digit());
    let after_day = 1 + the + taken;
    if (the == 0 && !figures) || ordinal_at(view, after_day).is_some() {
        return None;
    }
    if view
        .word(after_day)
        .is_some_and(|word| word == "of" || month_at(view, after_day).is_some())
    {
        return None;
    }
    let comma = unspoken_comma(view, after_day);
    let year_from = after_day + usize::from(comma);
    let mut pieces = vec![day.to_string(), month.to_owned()];
    match year_at(view, year_from) {
        Some((year, taken)) => {
            pieces.push(year.to_string());
            view.write(year_from + taken, &pieces)
        }
        None if view.word(year_from).is_some_and(begins_number) => None,
        None if modal && view.at_start() && !figures => None,
        None => view.write(after_day, &pieces),
    }
}

/// "in nineteen ninety eight": a year in words, only where a year is meant.
pub(super) fn year(view: &View) -> Option<Rewrite> {
    const LEADS: &[&str] = &[
        "in", "since", "from", "until", "till", "by", "year", "before", "after", "early", "late",
        "born", "during", "of",
    ];
    let lead = view.previous()?;
    let month = is_month(lead);
    if !(LEADS.contains(&lead) || month) {
        return None;
    }
    let (year, taken) = year_at(view, 0)?;
    let measured = view.word(taken).is_some_and(|word| {
        is_unit(word) || matches!(word, "vision" | "patients" | "people" | "steps")
    });
    (taken > 1 && !measured).then(|| view.write(taken, &[year.to_string()]))?
}

/// "sixty seven year old": an age before what is that old.
pub(super) fn age(view: &View) -> Option<Rewrite> {
    const SPANS: [&str; 4] = ["year", "month", "week", "day"];
    if let Some(joined) = hyphenated_age(view) {
        return Some(joined);
    }
    let number = number_at(view, 0)?;
    if let Some(years) = at_the_age_of(view, &number) {
        return Some(years);
    }
    let (span, taken) = match (view.word(number.taken)?, view.word(number.taken + 1)) {
        (span, Some("old")) => (span, 2),
        (word, _) => (word.strip_suffix("-old")?, 1),
    };
    if number.text.contains(['.', ',']) || !SPANS.contains(&span) {
        return None;
    }
    view.write(
        number.taken + taken,
        &[format!("{}-{span}-old", number.text)],
    )
}

/// "at the age of five".
fn at_the_age_of(view: &View, number: &Number) -> Option<Rewrite> {
    const GOES_ON: &[&str] = &[
        "and", "but", "by", "from", "he", "his", "her", "in", "she", "they", "to", "with", "when",
        "or", "years", "years'",
    ];
    let led = view.previous() == Some("of") && view.back(1) == Some("age");
    let next = view.word(number.taken);
    let clear = next.is_none_or(|word| GOES_ON.contains(&word));
    (led && number.in_words && clear)
        .then(|| view.write(number.taken, std::slice::from_ref(&number.text)))?
}

/// "sixty-seven-year-old", as a model may hyphenate it.
fn hyphenated_age(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    let (number, taken) = match word.strip_suffix("-year-old") {
        Some(number) => (number, 1),
        None => (
            word.strip_suffix("-year")
                .filter(|_| view.word(1) == Some("old"))?,
            2,
        ),
    };
    let number = small(number)?;
    if view.previous().is_some_and(is_numberish) {
        return None;
    }
    let written = format!("{number}-year-old");
    (taken > 1 || written != word).then(|| view.write(taken, &[written]))?
}
