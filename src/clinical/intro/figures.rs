//! Numbers and dates as they are said or written in an introduction.

use std::ops::Range;

use jiff::civil::Date;

use super::text::Text;
use crate::clinical::tidying::figures::numbers::ORDINALS;
use crate::record::clock::{MONTHS, WEEKDAYS};

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The digits that stand there, said or written in any grouping, and where they end.
pub(super) fn digits(text: &Text<'_>, from: usize) -> (String, usize) {
    let (mut digits, mut at, mut end) = (String::new(), from, from);
    loop {
        let word = text.word(at);
        if let Some((said, next)) = digit_group(text, at) {
            digits.push_str(&said);
            (at, end) = (next, next);
        } else if word.is_empty() && end > from && !text.is_stop(at) {
            // A comma between groups; one after the last belongs to what follows.
            at += 1;
        } else {
            return (digits, end);
        }
    }
}

fn digit_group(text: &Text<'_>, at: usize) -> Option<(String, usize)> {
    let word = text.word(at);
    let times = match word {
        "" => return None,
        "double" => 2,
        "treble" | "triple" => 3,
        _ => 1,
    };
    if times > 1 {
        let digit = small_digit(text.word(at + 1))?;
        return Some((digit.to_string().repeat(times), at + 2));
    }
    if text.piece(at)?.is_number() {
        return Some((word.to_owned(), at + 1));
    }
    small_digit(word).map(|digit| (digit.to_string(), at + 1))
}

fn small_digit(word: &str) -> Option<usize> {
    match word {
        "oh" | "nought" | "o" | "0" => Some(0),
        _ => UNITS[..10]
            .iter()
            .position(|unit| *unit == word)
            .or_else(|| word.parse().ok().filter(|digit| *digit < 10)),
    }
}

/// A number of a person, case or letter: "RH441729", "R H four four", "JP/4471", "BF-2217".
pub(super) fn code(text: &Text<'_>, from: usize) -> Option<(String, usize)> {
    let (mut code, mut at, mut count) = (String::new(), from, 0);
    while text.is_word(at) {
        let word = text.word(at);
        let piece = text.piece(at)?;
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        let is_letters = piece.is_capital() && word.len() <= 4 && piece.text == word.to_uppercase();
        if let Some((said, next)) = digit_group(text, at).filter(|_| word != "o" || count > 0) {
            count += said.len();
            code.push_str(&said);
            at = past_dash(text, next, &mut code);
            continue;
        }
        if word == "slash" || word == "dash" || word == "stroke" || word == "hyphen" {
            code.push(if word == "slash" || word == "stroke" {
                '/'
            } else {
                '-'
            });
        } else if has_digit || is_letters || word.len() == 1 {
            count += word.bytes().filter(u8::is_ascii_digit).count();
            code.push_str(&word.to_uppercase());
        } else {
            break;
        }
        at += 1;
        at = past_dash(text, at, &mut code);
    }
    (count >= 3).then_some((code, at))
}

/// Past a dash between figures, which is written.
fn past_dash(text: &Text<'_>, at: usize, code: &mut String) -> usize {
    let is_dash = matches!(text.slice(&(at..at + 1)), "-" | "\u{2013}");
    if !is_dash || digit_group(text, at + 1).is_none() {
        return at;
    }
    code.push('-');
    at + 1
}

/// A date that stands there, and where it ends. One whose year or century nobody can know has no
/// value.
pub(super) fn date(text: &Text<'_>, from: usize, is_birth: bool) -> Option<(Option<Date>, usize)> {
    let mut at = text.past_pauses(text.past(from, &WEEKDAYS));
    at = text.past(at, &["the"]);
    let (day, month, at) = day_and_month(text, at)?;
    let at = text.past_pauses(at);
    let (year, end) = match year(text, at, is_birth) {
        Some((year, end)) => (year, end),
        // "on the fourth of March": which year is understood, and no birth date has that.
        None if !is_birth => (None, at),
        None => return None,
    };
    let date = year.and_then(|year| Date::new(year, month, day).ok());
    let end = match end {
        _ if end == at && !text.is_word(at) => before_pauses(text, from, at),
        end => end,
    };
    Some((date, end))
}

/// Without the comma after it.
fn before_pauses(text: &Text<'_>, from: usize, mut end: usize) -> usize {
    while end > from && !text.is_word(end - 1) {
        end -= 1;
    }
    end
}

fn day_and_month(text: &Text<'_>, at: usize) -> Option<(i8, i8, usize)> {
    if let Some(month) = month(text.word(at)) {
        let next = text.past(at + 1, &["the"]);
        let (day, end) = day(text, next)?;
        return Some((day, month, end));
    }
    let (day, next) = day(text, at)?;
    let next = text.past(next, &["day of", "of the", "of"]);
    if let Some(month) = month(text.word(next)) {
        return Some((day, month, next + 1));
    }
    let (month, end) = self::day(text, next)?;
    (month <= 12).then_some((day, month, end))
}

fn month(word: &str) -> Option<i8> {
    let is_it = |month: &&str| {
        *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(word))
    };
    let at = MONTHS.iter().position(is_it)?;
    i8::try_from(at + 1).ok()
}

/// A number up to 31, also as an ordinal.
fn day(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    let word = text.word(at);
    let bare = word.trim_end_matches(char::is_alphabetic);
    let is_figure = matches!(
        word.strip_prefix(bare),
        Some("" | "st" | "nd" | "rd" | "th")
    );
    if let Some(day) = bare.parse().ok().filter(|_| is_figure) {
        return (1..=31).contains(&day).then_some((day, at + 1));
    }
    let small = |word: &str| {
        let ordinal = ORDINALS.iter().position(|it| *it == word);
        let unit = UNITS.iter().position(|it| *it == word);
        ordinal.map(|at| at + 1).or(unit)
    };
    let number = match word {
        "twenty" | "thirty" => {
            let tens = if word == "twenty" { 20 } else { 30 };
            match small(text.word(at + 1)).filter(|unit| (1..10).contains(unit)) {
                Some(unit) => (tens + unit, at + 2),
                None => (tens, at + 1),
            }
        }
        "thirtieth" => (30, at + 1),
        _ => (small(word)?, at + 1),
    };
    let day = i8::try_from(number.0).ok()?;
    (1..=31).contains(&day).then_some((day, number.1))
}

/// A year in four figures or in two, written or said. Of two figures that a birth may have in either
/// century, nobody knows the year.
fn year(text: &Text<'_>, at: usize, is_birth: bool) -> Option<(Option<i16>, usize)> {
    let word = text.word(at);
    if text.piece(at).is_some_and(super::text::Piece::is_number) && !word.is_empty() {
        let year: i16 = word.parse().ok()?;
        return match word.len() {
            4 => Some((Some(year), at + 1)),
            2 => Some((of_two(year, is_birth), at + 1)),
            _ => None,
        };
    }
    if let Some(next) = text.reads(at, "two thousand") {
        let next = text.past(next, &["and"]);
        let (more, end) = under_hundred(text, next).unwrap_or((0, next));
        return Some((Some(2000 + more), end));
    }
    let (first, next) = under_hundred(text, at)?;
    if !(18..=20).contains(&first) {
        return Some((of_two(first, is_birth), next));
    }
    if let Some(end) = text.reads_any(next, &["oh", "o", "nought", "hundred and"]) {
        let (unit, end) = under_hundred(text, end)?;
        return Some((Some(first * 100 + unit), end));
    }
    let (rest, end) = under_hundred(text, next)?;
    Some((Some(first * 100 + rest), end))
}

fn of_two(year: i16, is_birth: bool) -> Option<i16> {
    match is_birth {
        true => (year > 30).then_some(1900 + year),
        false => Some(2000 + year),
    }
}

fn under_hundred(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let word = text.word(at);
    if let Some(tens) = TENS.iter().position(|it| *it == word) {
        let tens = i16::try_from(tens + 2).ok()? * 10;
        let unit = UNITS[..10].iter().position(|it| *it == text.word(at + 1));
        return Some(match unit.filter(|unit| *unit > 0) {
            Some(unit) => (tens + i16::try_from(unit).ok()?, at + 2),
            None => (tens, at + 1),
        });
    }
    if let Some(unit) = UNITS.iter().position(|it| *it == word) {
        return Some((i16::try_from(unit).ok()?, at + 1));
    }
    let is_two = text.piece(at)?.is_number() && word.len() == 2;
    Some((word.parse().ok().filter(|_| is_two)?, at + 1))
}

/// An age: "aged nine", "76 years old", and where it ends.
pub(super) fn age(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let from = text.reads_any(at, &["aged", "age"]).or_else(|| {
        let (_, end) = under_hundred(text, at)?;
        text.reads_any(end, &["years old", "year old"]).map(|_| at)
    })?;
    let (_, end) = under_hundred(text, from)?;
    Some(at..text.past(end, &["years old", "years of age", "years", "year old"]))
}

/// A word that is a month and hardly anybody's name.
pub(super) fn is_month_alone(word: &str) -> bool {
    !matches!(word, "april" | "may" | "june" | "august") && MONTHS.contains(&word)
}
