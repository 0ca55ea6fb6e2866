//! Numbers said in a way of their own: the figures of a blood pressure, and years.

use super::numbers::{
    NumberWord, below_hundred, cardinal, ends_in_count, is_digits, is_numberish, number_run,
    preceded_by_number,
};
use super::units;
use crate::clinical::tidying::rules::View;

/// The figure a blood pressure names: "one twenty", "one oh five", "ninety", "120".
pub(super) fn pressure_at(view: &View, at: usize) -> Option<(u64, usize)> {
    if preceded_by_number(view, at) {
        return None;
    }
    let first = view.word(at)?;
    if is_digits(first) {
        return first.parse().ok().map(|value| (value, 1));
    }
    let (mut run, mut taken) = number_run(view, at);
    // "over ninety two days ago": the two counts the days.
    let counts = ends_in_count(view, at).is_some_and(|end| end == at + taken);
    if counts {
        run.pop();
        taken -= 1;
    }
    if view.word(at) == Some("a") && run.first() == Some(&NumberWord::Hundred) {
        run.insert(0, NumberWord::Unit(1));
    }
    let value = match run.as_slice() {
        [
            NumberWord::Unit(hundreds @ 1..=2),
            NumberWord::Zero,
            NumberWord::Unit(unit),
        ] => hundreds * 100 + unit,
        [NumberWord::Unit(hundreds @ 1..=2), rest @ ..]
            if matches!(
                rest.first(),
                Some(NumberWord::Tens(_) | NumberWord::Teen(_))
            ) =>
        {
            let (low, used) = below_hundred(rest)?;
            if used < rest.len() {
                return None;
            }
            hundreds * 100 + low
        }
        run => {
            let (value, used) = cardinal(run)?;
            if used < run.len() {
                return None;
            }
            value
        }
    };
    let clear = counts || view.word(at + taken).is_none_or(|next| !is_numberish(next));
    clear.then_some((value, taken))
}

/// A figure of hundreds said short: "one fourteen" for 114, "two fifty" for 250, with the tokens it
/// takes.
pub(super) fn short_hundreds(view: &View, at: usize) -> Option<(u64, usize)> {
    let (mut run, mut taken) = number_run(view, at);
    let counts = ends_in_count(view, at).is_some_and(|end| end == at + taken);
    if counts && run.len() > 2 {
        run.pop();
        taken -= 1;
    }
    let [NumberWord::Unit(hundreds), rest @ ..] = run.as_slice() else {
        return None;
    };
    let more = pair(rest)?;
    let whole_words = taken >= 2 && view.word(at)?.starts_with(char::is_alphabetic);
    whole_words.then_some((hundreds * 100 + more, taken))
}

/// The year at the `at`th token ahead: "2026", "twenty twenty six", "two thousand and nine".
pub(super) fn year_at(view: &View, at: usize) -> Option<(u64, usize)> {
    let (year, taken) = read_year(view, at)?;
    let clear = view
        .word(at + taken)
        .is_none_or(|next| !is_numberish(next) && !units::is_unit(next));
    (is_year(&year) && clear).then_some((year, taken))
}

fn read_year(view: &View, at: usize) -> Option<(u64, usize)> {
    let first = view.word(at)?;
    if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return first.parse().ok().map(|year| (year, 1));
    }
    let (run, taken) = number_run(view, at);
    let year = match run.as_slice() {
        [
            NumberWord::Teen(19),
            NumberWord::Zero,
            NumberWord::Unit(unit),
        ] => 1900 + unit,
        [
            NumberWord::Tens(20),
            NumberWord::Zero,
            NumberWord::Unit(unit),
        ] => 2000 + unit,
        [NumberWord::Teen(19), rest @ ..] if !rest.is_empty() && rest[0] != NumberWord::Hundred => {
            1900 + pair(rest)?
        }
        [NumberWord::Tens(20), rest @ ..]
            if matches!(
                rest.first(),
                Some(NumberWord::Tens(_) | NumberWord::Teen(_))
            ) =>
        {
            2000 + pair(rest)?
        }
        run => {
            let (value, used) = cardinal(run)?;
            if used < run.len() || run.len() < 2 {
                return None;
            }
            value
        }
    };
    Some((year, taken))
}

fn pair(parts: &[NumberWord]) -> Option<u64> {
    let (value, used) = below_hundred(parts)?;
    (used == parts.len() && value >= 10).then_some(value)
}

fn is_year(year: &u64) -> bool {
    (1900..2100).contains(year)
}
