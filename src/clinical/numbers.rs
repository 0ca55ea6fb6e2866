//! Numbers in words and digits: read only where there is one way to read them.

use super::dates;
use super::tokens::View;

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Zero,
    Unit(u64),
    Teen(u64),
    Tens(u64),
    Hundred,
    Thousand,
}

/// A number as read: its digits, and how many tokens it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub text: String,
    pub taken: usize,
    pub in_words: bool,
}

impl Number {
    pub fn value(&self) -> f64 {
        self.text.replace(',', "").parse().unwrap_or(f64::NAN)
    }
}

fn part(word: &str) -> Option<Part> {
    use Part::{Hundred, Teen, Tens, Thousand, Unit, Zero};
    Some(match word {
        "zero" | "nought" | "naught" | "oh" => Zero,
        "one" => Unit(1),
        "two" => Unit(2),
        "three" => Unit(3),
        "four" => Unit(4),
        "five" => Unit(5),
        "six" => Unit(6),
        "seven" => Unit(7),
        "eight" => Unit(8),
        "nine" => Unit(9),
        "ten" => Teen(10),
        "eleven" => Teen(11),
        "twelve" => Teen(12),
        "thirteen" => Teen(13),
        "fourteen" => Teen(14),
        "fifteen" => Teen(15),
        "sixteen" => Teen(16),
        "seventeen" => Teen(17),
        "eighteen" => Teen(18),
        "nineteen" => Teen(19),
        "twenty" => Tens(20),
        "thirty" => Tens(30),
        "forty" => Tens(40),
        "fifty" => Tens(50),
        "sixty" => Tens(60),
        "seventy" => Tens(70),
        "eighty" => Tens(80),
        "ninety" => Tens(90),
        "hundred" => Hundred,
        "thousand" => Thousand,
        _ => return None,
    })
}

/// The parts of a word such as "fifty" or "sixty-seven".
fn parts(word: &str) -> Option<Vec<Part>> {
    word.split('-').map(part).collect()
}

/// Whether the word is a number in figures.
pub(super) fn is_digits(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && word.matches('.').count() <= 1
}

/// Whether the word is a number or part of one.
pub(super) fn is_numberish(word: &str) -> bool {
    matches!(word, "point" | "million" | "billion" | "double" | "triple")
        || is_digits(word)
        || parts(word).is_some()
        || halved(word).is_some()
}

/// "two-and-a-half", as a model may hyphenate it.
fn halved(word: &str) -> Option<u64> {
    small(word.strip_suffix("-and-a-half")?)
}

/// Whether the word names a decade: "nineteen nineties" is no number.
fn is_decade(word: &str) -> bool {
    matches!(
        word,
        "twenties"
            | "thirties"
            | "forties"
            | "fifties"
            | "sixties"
            | "seventies"
            | "eighties"
            | "nineties"
            | "hundreds"
    )
}

/// The value of one small number in words or digits, up to 99.
pub(super) fn small(word: &str) -> Option<u64> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|n| *n < 100);
    }
    let parts = parts(word)?;
    let (value, used) = below_hundred(&parts)?;
    (used == parts.len()).then_some(value)
}

/// A single digit in words or figures.
pub(super) fn digit(word: &str) -> Option<u64> {
    match word {
        "o" => Some(0),
        _ if is_digits(word) && word.len() > 1 => None,
        _ => small(word).filter(|n| *n < 10),
    }
}

/// The number at the `at`th token ahead, where it can be read in one way and nothing around it
/// belongs to it too.
pub(super) fn number_at(view: &View, at: usize) -> Option<Number> {
    if preceded_by_number(view, at) {
        return None;
    }
    let number = read_number(view, at)?;
    let clear = view
        .word(at + number.taken)
        .is_none_or(|next| !is_numberish(next) && !dates::is_ordinal(next) && !is_decade(next));
    clear.then_some(number)
}

/// "point five" at the `at`th token ahead, with the nought that was not said.
pub(super) fn point_at(view: &View, at: usize) -> Option<Number> {
    let nothing = Number {
        text: "0".to_owned(),
        taken: 0,
        in_words: true,
    };
    let number = with_fraction(view, at, nothing);
    let clear = view
        .word(at + number.taken)
        .is_none_or(|next| !is_numberish(next));
    (number.taken > 1 && view.word(at) == Some("point") && clear).then_some(number)
}

pub(super) fn preceded_by_number(view: &View, at: usize) -> bool {
    let before = |n: usize| match at.checked_sub(n + 1) {
        Some(ahead) => view.word(ahead),
        None => view.back(n - at),
    };
    match before(0) {
        Some("and") => before(1).is_some_and(|word| {
            matches!(
                parts(word).as_deref(),
                Some([.., Part::Hundred | Part::Thousand])
            )
        }),
        Some(word) => is_numberish(word),
        None => false,
    }
}

fn read_number(view: &View, at: usize) -> Option<Number> {
    let first = view.word(at)?;
    if is_digits(first) {
        return Some(read_digits(view, at, first));
    }
    if let Some(whole) = halved(first) {
        return Some(Number {
            text: format!("{whole}.5"),
            taken: 1,
            in_words: true,
        });
    }
    if first == "o" && view.word(at + 1) == Some("point") {
        let number = point_at(view, at + 1)?;
        let taken = number.taken + 1;
        return Some(Number { taken, ..number });
    }
    let (run, taken) = number_run(view, at);
    let (value, used) = match (first, run.first()) {
        ("a", Some(Part::Hundred | Part::Thousand)) => {
            let run: Vec<Part> = std::iter::once(Part::Unit(1))
                .chain(run.iter().copied())
                .collect();
            let (value, used) = cardinal(&run)?;
            (value, used == run.len())
        }
        ("a" | "and", _) => return None,
        _ => {
            let (value, used) = cardinal(&run)?;
            (value, used == run.len())
        }
    };
    if !used || taken == 0 {
        return None;
    }
    let whole = Number {
        text: grouped(value),
        taken,
        in_words: true,
    };
    Some(with_fraction(view, at, whole))
}

/// The number words from the `at`th token, and the tokens they fill. "and" counts only inside a
/// number: after a hundred and before a smaller part.
pub(super) fn number_run(view: &View, at: usize) -> (Vec<Part>, usize) {
    let mut run = Vec::new();
    let mut taken = 0;
    let between = view.previous() == Some("between") && at == 0;
    while let Some(word) = view.word(at + taken) {
        let scaled = matches!(run.last(), Some(Part::Hundred | Part::Thousand));
        match parts(word) {
            Some(parts) => run.extend(parts),
            None if word == "a" && taken == 0 => {}
            None if word == "and" && scaled && !between => {
                let Some(parts) = view.word(at + taken + 1).and_then(parts) else {
                    break;
                };
                run.extend(parts);
                taken += 1;
            }
            None => break,
        }
        taken += 1;
    }
    (run, taken)
}

fn read_digits(view: &View, at: usize, word: &str) -> Number {
    let text = if word.starts_with('.') {
        format!("0{word}")
    } else {
        word.to_owned()
    };
    let whole = Number {
        text,
        taken: 1,
        in_words: false,
    };
    with_fraction(view, at, whole)
}

/// Adds "point five" or "and a half" to a whole number.
fn with_fraction(view: &View, at: usize, whole: Number) -> Number {
    let next = at + whole.taken;
    if whole.text.contains('.') {
        return whole;
    }
    if view.word(next) == Some("point") {
        let digits: Vec<u64> = (next + 1..)
            .map_while(|n| view.word(n).and_then(digit))
            .collect();
        let taken = digits.len();
        if taken > 0 {
            let digits: String = digits.iter().map(u64::to_string).collect();
            return fraction(whole, &digits, taken + 1);
        }
        if let Some(tens) = view.word(next + 1).and_then(small) {
            return fraction(whole, &tens.to_string(), 2);
        }
    }
    if view.reads(next, &["and", "a", "half"]) {
        return fraction(whole, "5", 3);
    }
    whole
}

fn fraction(whole: Number, digits: &str, taken: usize) -> Number {
    Number {
        text: format!("{}.{digits}", whole.text),
        taken: whole.taken + taken,
        in_words: true,
    }
}

/// The value of a cardinal number and how many parts it uses.
pub(super) fn cardinal(parts: &[Part]) -> Option<(u64, usize)> {
    let (high, used) = hundreds(parts)?;
    if parts.get(used) != Some(&Part::Thousand) {
        return Some((high, used));
    }
    if high == 0 || high >= 1000 {
        return None;
    }
    match hundreds(&parts[used + 1..]) {
        Some((low, more)) if (1..1000).contains(&low) => Some((high * 1000 + low, used + 1 + more)),
        _ => Some((high * 1000, used + 1)),
    }
}

fn hundreds(parts: &[Part]) -> Option<(u64, usize)> {
    let (count, used) = below_hundred(parts)?;
    if parts.get(used) != Some(&Part::Hundred) || !(1..20).contains(&count) {
        return Some((count, used));
    }
    match below_hundred(&parts[used + 1..]) {
        Some((low, more)) if low > 0 => Some((count * 100 + low, used + 1 + more)),
        _ => Some((count * 100, used + 1)),
    }
}

pub(super) fn below_hundred(parts: &[Part]) -> Option<(u64, usize)> {
    match parts {
        [Part::Tens(tens), Part::Unit(unit), ..] => Some((tens + unit, 2)),
        [
            Part::Tens(value) | Part::Teen(value) | Part::Unit(value),
            ..,
        ] => Some((*value, 1)),
        [Part::Zero, ..] => Some((0, 1)),
        _ => None,
    }
}

/// Digits with a comma from ten thousand up.
fn grouped(value: u64) -> String {
    if value < 10_000 {
        value.to_string()
    } else {
        format!("{},{:03}", value / 1000, value % 1000)
    }
}
