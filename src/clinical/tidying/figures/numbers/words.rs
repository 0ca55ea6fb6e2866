//! What number words and figures are worth, each by itself: "fifty", "sixty-seven", "7.5".

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    Zero,
    Unit(u64),
    Teen(u64),
    Tens(u64),
    Hundred,
    Thousand,
}

fn part(word: &str) -> Option<NumberWord> {
    use NumberWord::{Hundred, Teen, Tens, Thousand, Unit, Zero};
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
pub fn parts(word: &str) -> Option<Vec<NumberWord>> {
    word.split('-').map(part).collect()
}

/// The parts of a figure below a hundred, as in "one hundred and 50".
pub fn figure(word: &str) -> Option<Vec<NumberWord>> {
    let value = small(word).filter(|_| is_digits(word))?;
    let tens = value / 10 * 10;
    Some(match value {
        0 => return None,
        1..10 => vec![NumberWord::Unit(value)],
        10..20 => vec![NumberWord::Teen(value)],
        _ if value == tens => vec![NumberWord::Tens(tens)],
        _ => vec![NumberWord::Tens(tens), NumberWord::Unit(value - tens)],
    })
}

/// Whether the word is a number in figures.
pub fn is_digits(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && word.matches('.').count() <= 1
}

/// Whether the word is a number or part of one.
pub fn is_numberish(word: &str) -> bool {
    matches!(word, "point" | "million" | "billion" | "double" | "triple")
        || is_digits(word)
        || parts(word).is_some()
        || halved(word).is_some()
}

/// "two-and-a-half", as a model may hyphenate it.
pub fn halved(word: &str) -> Option<u64> {
    small(word.strip_suffix("-and-a-half")?)
}

/// Whether the word names a decade: "nineteen nineties" is no number.
pub fn is_decade(word: &str) -> bool {
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
pub fn small(word: &str) -> Option<u64> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|n| *n < 100);
    }
    let parts = parts(word)?;
    let (value, used) = below_hundred(&parts)?;
    (used == parts.len()).then_some(value)
}

/// A single digit in words or figures.
pub fn digit(word: &str) -> Option<u64> {
    match word {
        "o" => Some(0),
        _ if is_digits(word) && word.len() > 1 => None,
        _ => small(word).filter(|n| *n < 10),
    }
}

/// The value of a cardinal number and how many parts it uses.
pub fn cardinal(parts: &[NumberWord]) -> Option<(u64, usize)> {
    let (high, used) = hundreds(parts)?;
    if parts.get(used) != Some(&NumberWord::Thousand) {
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

fn hundreds(parts: &[NumberWord]) -> Option<(u64, usize)> {
    let (count, used) = below_hundred(parts)?;
    if parts.get(used) != Some(&NumberWord::Hundred) || !(1..20).contains(&count) {
        return Some((count, used));
    }
    match below_hundred(&parts[used + 1..]) {
        Some((low, more)) if low > 0 => Some((count * 100 + low, used + 1 + more)),
        _ => Some((count * 100, used + 1)),
    }
}

pub fn below_hundred(parts: &[NumberWord]) -> Option<(u64, usize)> {
    match parts {
        [NumberWord::Tens(tens), NumberWord::Unit(unit), ..] => Some((tens + unit, 2)),
        [
            NumberWord::Tens(value) | NumberWord::Teen(value) | NumberWord::Unit(value),
            ..,
        ] => Some((*value, 1)),
        [NumberWord::Zero, ..] => Some((0, 1)),
        _ => None,
    }
}
