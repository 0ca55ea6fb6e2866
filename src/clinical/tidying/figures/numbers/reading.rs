//! One number read from its first word on, in words or digits, whatever stands around it.

use super::words::{
    NumberWord, cardinal, digit, figure, halved, is_digits, is_numberish, parts, small,
};
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::rules::View;

/// A number as read: its digits, and how many tokens it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub text: String,
    pub taken: usize,
    pub in_words: bool,
}

impl Number {
    pub fn value(&self) -> f64 {
        self.text.replace(',', "").parse().unwrap_or(f64::NAN)
    }
}

/// "point five" at the `at`th token ahead, with the nought that was not said.
pub fn point_at(view: &View, at: usize) -> Option<Number> {
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

/// The number that begins at the `at`th token ahead, as far as it goes.
pub fn read_number(view: &View, at: usize) -> Option<Number> {
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
        ("a", Some(NumberWord::Hundred | NumberWord::Thousand)) => {
            let run: Vec<NumberWord> = std::iter::once(NumberWord::Unit(1))
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

/// The longest number that is read, in words: nobody says a longer one.
const LONGEST: usize = 16;

/// The number words from the `at`th token, and the tokens they fill. "and" counts only inside a
/// number: after a hundred and before a smaller part.
pub fn number_run(view: &View, at: usize) -> (Vec<NumberWord>, usize) {
    let mut run = Vec::new();
    let mut taken = 0;
    let between = view.previous() == Some("between") && at == 0;
    while let Some(word) = view.word(at + taken)
        && taken < LONGEST
    {
        let scaled = matches!(run.last(), Some(NumberWord::Hundred | NumberWord::Thousand));
        match parts(word) {
            Some(parts) => run.extend(parts),
            None if word == "a" && taken == 0 => {}
            None if word == "and" && scaled && !between => {
                let next = view.word(at + taken + 1);
                let Some(parts) = next.and_then(|next| parts(next).or_else(|| figure(next))) else {
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
    if view.word(next) == Some("point") && !is_moment(view, at, &whole) {
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
    if view.reads(next, &["and", "a", "quarter"]) {
        return fraction(whole, "25", 3);
    }
    if view.reads(next, &["and", "three", "quarters"]) {
        return fraction(whole, "75", 3);
    }
    whole
}

/// "at one point three of us": a moment, and then what is counted.
fn is_moment(view: &View, at: usize, whole: &Number) -> bool {
    let after = at + whole.taken + 1;
    let led = at == 0 && view.previous() == Some("at") && whole.text == "1" && whole.in_words;
    let counted = view.word(after + 1).is_some_and(|word| {
        let plural = word.ends_with('s') && !is_unit(word) && !matches!(word, "is" | "was" | "as");
        plural || matches!(word, "of" | "people" | "men" | "women" | "children")
    });
    led && view.word(after).and_then(digit).is_some() && counted
}

fn fraction(whole: Number, digits: &str, taken: usize) -> Number {
    Number {
        text: format!("{}.{digits}", whole.text),
        taken: whole.taken + taken,
        in_words: true,
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
