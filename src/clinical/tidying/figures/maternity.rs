//! Weeks of pregnancy and earlier births: "thirty two plus four weeks", "para two plus one".

use super::numbers::{is_numberish, number_at, small};
use crate::clinical::tidying::rules::{Rewrite, View};

/// "thirty two plus four weeks": whole weeks and days over.
pub(super) fn gestation(view: &View) -> Option<Rewrite> {
    let weeks = number_at_plus(view)?;
    let days = small(view.word(weeks.1 + 1)?).filter(|days| *days < 7)?;
    let taken = weeks.1 + 2;
    let named = view
        .word(taken)
        .is_some_and(|word| word.starts_with("week"));
    let spoken_of = view.recently(&["gestation", "gestational", "weeks"], 6)
        && view.word(taken).is_none_or(|word| !is_numberish(word));
    (named || spoken_of).then(|| view.write(taken, &[format!("{}+{days}", weeks.0)]))?
}

/// The weeks before a "plus", where a pregnancy lasts as long, and the tokens they take.
fn number_at_plus(view: &View) -> Option<(u64, usize)> {
    let number = number_at(view, 0)?;
    let weeks: u64 = number
        .text
        .parse()
        .ok()
        .filter(|it| (4..=43).contains(it))?;
    (view.word(number.taken)? == "plus").then_some((weeks, number.taken))
}

/// "para two plus one": births, and losses before that.
pub(super) fn parity(view: &View) -> Option<Rewrite> {
    if view.previous()? != "para" || view.word(1)? != "plus" {
        return None;
    }
    let births = small(view.word(0)?).filter(|births| *births < 20)?;
    let losses = small(view.word(2)?).filter(|losses| *losses < 20)?;
    let clear = view.word(3).is_none_or(|word| !is_numberish(word));
    clear.then(|| view.write(3, &[format!("{births}+{losses}")]))?
}
