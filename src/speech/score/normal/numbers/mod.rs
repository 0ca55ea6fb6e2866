//! Numbers in words, as figures: "two thousand and six" is 2006, "five per cent" stays beside 5.

mod said;

use std::sync::LazyLock;

use regex::Regex;

use self::said::{Said, Size, mark_before, said};

use super::{Pattern, pattern};

static LETTER_THEN_DIGIT: Pattern = pattern!(r"([a-z])([0-9])");
static DIGIT_THEN_LETTER: Pattern = pattern!(r"([0-9])([a-z])");
static SPLIT_ENDING: Pattern = pattern!(r"([0-9])\s+(st|nd|rd|th|s)\b");
static HALF: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\band\s+a\s+half\b").ok());
static POUNDS_AND_PENCE: Pattern = pattern!(r"([€£$])([0-9]+) (?:and )?¢([0-9])([0-9])\b");
static POUNDS_AND_PENNIES: Pattern = pattern!(r"([€£$])([0-9]+) (?:and )?¢([0-9])\b");
static PENCE: Pattern = pattern!(r"[€£$]0\.([0-9]{1,2})\b");
static ALONE: Pattern = pattern!(r"\b1(s?)\b");

/// A text in lower case with its numbers in figures and single spaces. A lone 1 becomes "one",
/// for nobody can tell a number from "one of them".
pub fn in_figures(text: &str) -> String {
    let mut text = halves(text);
    for (pattern, with) in [
        (&LETTER_THEN_DIGIT, "$1 $2"),
        (&DIGIT_THEN_LETTER, "$1 $2"),
        (&SPLIT_ENDING, "$1$2"),
    ] {
        text = pattern.replace(text, with);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut text = Writer::default().write(&words).join(" ");
    for (pattern, with) in [
        (&POUNDS_AND_PENCE, "$1$2.$3$4"),
        (&POUNDS_AND_PENNIES, "$1$2.0$3"),
        (&PENCE, "¢$1"),
        (&ALONE, "one$1"),
    ] {
        text = pattern.replace(text, with);
    }
    text
}

/// "Three and a half" as "three point five".
fn halves(text: &str) -> String {
    let Some(half) = &*HALF else {
        return text.to_owned();
    };
    let mut parts = half.split(text).peekable();
    let mut whole = String::with_capacity(text.len());
    while let Some(part) = parts.next() {
        whole.push_str(part);
        let last = part.split_whitespace().last().and_then(said);
        let number = |said: Said| said.size.is_some() && said.ending.is_empty();
        if parts.peek().is_some() {
            whole.push_str(match last.is_some_and(number) {
                true => " point five ",
                false => " and a half ",
            });
        }
    }
    whole
}

/// The number that is being said.
#[derive(Clone)]
enum Number {
    Whole(u128),
    /// As its digits stand: one said digit by digit, or one with a point.
    Digits(String),
}

impl Number {
    fn written(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Digits(digits) => digits.clone(),
        }
    }

    /// Multiplied by a power of ten, where that gives a whole number.
    fn times(&self, power: u32) -> Option<Self> {
        let ten = 10_u128.checked_pow(power)?;
        match self {
            Self::Whole(number) => number.checked_mul(ten).map(Self::Whole),
            Self::Digits(digits) => {
                let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
                let part = part.trim_end_matches('0');
                let missing = (power as usize).checked_sub(part.len())?;
                let digits = format!("{whole}{part}{}", "0".repeat(missing));
                digits.parse().ok().map(Self::Whole)
            }
        }
    }
}

/// Goes through words and writes them, numbers in figures.
#[derive(Default)]
struct Writer {
    written: Vec<String>,
    number: Option<Number>,
    /// A sign or currency that goes before the number.
    before: String,
}

impl Writer {
    fn write(mut self, words: &[&str]) -> Vec<String> {
        let mut at = 0;
        while at < words.len() {
            let previous = at.checked_sub(1).and_then(|at| said(words[at]));
            let next = words.get(at + 1).copied();
            at += match (figures(words[at]), said(words[at])) {
                (Some((sign, digits)), _) => self.figures(words[at], sign, digits),
                (None, Some(word)) if word.size.is_some() => self.said(&word, previous),
                _ => self.between(words[at], previous, next),
            };
        }
        self.end(String::new());
        self.written
    }

    /// Ends the number, if there is one, with these letters at its end.
    fn end(&mut self, ending: String) {
        if let Some(number) = self.number.take() {
            let before = std::mem::take(&mut self.before);
            self.written.push(before + &number.written() + &ending);
        }
    }

    fn other(&mut self, word: &str) -> usize {
        self.end(String::new());
        let before = std::mem::take(&mut self.before);
        self.written.push(before + word);
        1
    }

    /// A number that stands in figures already; figures after a point go on from it.
    fn figures(&mut self, word: &str, sign: &str, digits: &str) -> usize {
        if let Some(Number::Digits(begun)) = &mut self.number
            && begun.ends_with('.')
        {
            begun.push_str(word);
            return 1;
        }
        self.end(String::new());
        if !sign.is_empty() {
            sign.clone_into(&mut self.before);
        }
        self.number = Some(match digits.parse() {
            Ok(number) => Number::Whole(number),
            Err(_) => Number::Digits(digits.to_owned()),
        });
        1
    }

    /// A word that is a number or part of one.
    fn said(&mut self, word: &Said, previous: Option<Said>) -> usize {
        let Some(size) = word.size else { return 1 };
        let begun = self.number.take();
        self.number = Some(match size {
            Size::Zero => Number::Digits(begun.map_or_else(String::new, |n| n.written()) + "0"),
            Size::Power(power) => self.multiplied(begun, power),
            Size::Unit(unit) => joined(begun, unit, previous),
            Size::Ten(ten) => match begun {
                None => Number::Whole(ten),
                Some(Number::Whole(whole)) if whole % 100 == 0 => Number::Whole(whole + ten),
                Some(begun) => Number::Digits(begun.written() + &ten.to_string()),
            },
        });
        if !word.ending.is_empty() {
            self.end(word.ending.to_owned());
        }
        1
    }

    fn multiplied(&mut self, begun: Option<Number>, power: u32) -> Number {
        let alone = Number::Whole(10_u128.pow(power));
        match begun {
            None => alone,
            Some(Number::Whole(whole)) if whole > 0 => {
                let (before, rest) = (whole / 1000 * 1000, whole % 1000);
                let rest = Number::Whole(rest).times(power);
                match rest {
                    Some(Number::Whole(rest)) => Number::Whole(before.saturating_add(rest)),
                    _ => alone,
                }
            }
            Some(digits) => digits.times(power).unwrap_or_else(|| {
                self.number = Some(digits);
                self.end(String::new());
                alone
            }),
        }
    }

    /// A word that may join numbers, stand before or after one, or have nothing to do with any.
    fn between(&mut self, word: &str, previous: Option<Said>, next: Option<&str>) -> usize {
        let next_said = next.and_then(said);
        let number_follows = next_said.is_some() || next.is_some_and(is_digits);
        match word {
            "minus" | "negative" | "plus" | "positive" if number_follows => {
                self.end(String::new());
                let minus = matches!(word, "minus" | "negative");
                self.before = if minus { "-" } else { "+" }.to_owned();
                1
            }
            "percent" if self.number.is_some() => {
                self.end("%".to_owned());
                1
            }
            "per" if self.number.is_some() && next == Some("cent") => {
                self.end("%".to_owned());
                2
            }
            "and" if number_follows => {
                let after_power = |said: Said| matches!(said.size, Some(Size::Power(_)));
                match previous.is_some_and(|said| said.ending.is_empty() && after_power(said)) {
                    true => 1,
                    false => self.other(word),
                }
            }
            "point" if number_follows => {
                let begun = self.number.take();
                let decimal = next_said.is_none_or(|next| next.is_digit());
                self.number = match decimal {
                    true => Some(Number::Digits(
                        begun.map_or_else(String::new, |n| n.written()) + ".",
                    )),
                    false => begun,
                };
                1
            }
            "double" | "triple" => {
                let digit = next_said.filter(|next| next.ending.is_empty());
                let digit = digit.and_then(|next| match next.size {
                    Some(Size::Zero) => Some(0),
                    Some(Size::Unit(unit)) => Some(unit),
                    _ => None,
                });
                let Some(digit) = digit else {
                    return self.other(word);
                };
                let begun = self.number.take();
                let times = if word == "double" { 2 } else { 3 };
                let digits = digit.to_string().repeat(times);
                self.number = Some(Number::Digits(
                    begun.map_or_else(String::new, |n| n.written()) + &digits,
                ));
                2
            }
            _ => match mark_before(word).filter(|_| self.number.is_some()) {
                Some(mark) => {
                    mark.clone_into(&mut self.before);
                    self.end(String::new());
                    1
                }
                None => self.other(word),
            },
        }
    }
}

/// A number from one to nineteen after what was said before it.
fn joined(begun: Option<Number>, unit: u128, previous: Option<Said>) -> Number {
    let previous = previous.filter(|said| said.ending.is_empty());
    let after = |ten: bool| {
        previous.as_ref().is_some_and(|said| match said.size {
            Some(Size::Ten(_)) => ten,
            Some(Size::Unit(_)) => !ten,
            _ => false,
        })
    };
    match begun {
        None => Number::Whole(unit),
        Some(Number::Whole(whole)) if !after(false) => {
            let room = if unit < 10 { 10 } else { 100 };
            match whole % room == 0 {
                true => Number::Whole(whole + unit),
                false => Number::Digits(format!("{whole}{unit}")),
            }
        }
        Some(begun) => {
            let digits = begun.written();
            match digits
                .strip_suffix('0')
                .filter(|_| after(true) && unit < 10)
            {
                Some(digits) => Number::Digits(format!("{digits}{unit}")),
                None => Number::Digits(format!("{digits}{unit}")),
            }
        }
    }
}

/// The sign or currency and the digits of a number in figures.
fn figures(word: &str) -> Option<(&str, &str)> {
    let digits = word.trim_start_matches(['-', '+', '$', '¢', '€', '£']);
    let (sign, digits) = word.split_at(word.len() - digits.len());
    (sign.chars().count() < 2 && is_digits(digits)).then_some((sign, digits))
}

/// Whether this is a number in figures, perhaps with one point inside.
fn is_digits(word: &str) -> bool {
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match word.split_once('.') {
        Some((whole, part)) => all(whole) && all(part),
        None => all(word),
    }
}
