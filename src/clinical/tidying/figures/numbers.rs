//! Numbers in words and digits: read only where there is one way to read them.

mod counted;
mod ordinals;
mod reading;
mod words;

use crate::clinical::tidying::rules::View;
use crate::clinical::tidying::tokens::is_title;
use counted::Last;
use reading::read_number;
use words::{is_decade, parts};

pub use counted::ends_in_count;
pub use ordinals::{ORDINALS, ROUND_ORDINALS, is_ordinal, ordinal_below_hundred};
pub use reading::{Number, number_run, point_at};
pub use words::{NumberWord, below_hundred, cardinal, digit, is_digits, is_numberish, small};

/// The number at the `at`th token ahead, where it can be read in one way and nothing around it
/// belongs to it too.
pub(super) fn number_at(view: &View, at: usize) -> Option<Number> {
    if preceded_by_number(view, at) || is_name(view, at) {
        return None;
    }
    match counted::last_counts(view, at) {
        Some(Last::Counts(number)) => return Some(number),
        Some(Last::Doubtful) => return None,
        None => {}
    }
    let number = read_number(view, at)?;
    let clear = view
        .word(at + number.taken)
        .is_none_or(|next| !is_numberish(next) && !is_ordinal(next) && !is_decade(next));
    clear.then_some(number)
}

/// The digits said one by one from here on, in words: "one three four".
pub(super) fn digits_in_words(view: &View) -> Vec<u64> {
    let in_letters = |word: &&str| word.starts_with(char::is_alphabetic);
    (0..)
        .map_while(|at| view.word(at).filter(in_letters))
        .map_while(digit)
        .collect()
}

/// The Ten of "Mr Ten Hag".
fn is_name(view: &View, at: usize) -> bool {
    let before = match at.checked_sub(1) {
        Some(ahead) => view.word(ahead),
        None => view.previous(),
    };
    let capital = view
        .ahead
        .get(at)
        .is_some_and(|token| token.text.starts_with(char::is_uppercase));
    capital && before.is_some_and(is_title)
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
                Some([.., NumberWord::Hundred | NumberWord::Thousand])
            )
        }),
        Some(word) => is_numberish(word),
        None => false,
    }
}
