//! Where one number ends and another, which counts what follows, begins: "five hundred | three
//! times a day", "ninety two | days ago" or "ninety | two days ago".

use super::reading::{Number, read_number};
use super::words::{is_numberish, small};
use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::figures::measurements;
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::rules::View;

/// What a number's last word may be besides a part of it.
pub enum Last {
    /// It counts what follows; the number is what stands before it.
    Counts(Number),
    /// It may be either, so that the words stay.
    Doubtful,
}

/// What follows a count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// "one at night", "two tablets daily": how a medicine is taken.
    Taken,
    /// "two tablets", which may be how many there are of them.
    Pieces,
    /// "two weeks ago".
    Ago,
}

/// The longest run of number words that is looked at.
const LONGEST: usize = 12;

/// Whether the last word of the number at the `at`th token ahead counts what follows.
pub fn last_counts(view: &View, at: usize) -> Option<Last> {
    let (end, counted) = run_before_counted(view, at)?;
    let head = View {
        before: view.before,
        ahead: &view.ahead[..end - 1],
        lexicon: view.lexicon,
    };
    let number = read_number(&head, at).filter(|number| at + number.taken == end - 1)?;
    let whole = View {
        before: view.before,
        ahead: &view.ahead[..end],
        lexicon: view.lexicon,
    };
    let one = read_number(&whole, at).is_some_and(|whole| at + whole.taken == end);
    if !one {
        return (number.value() >= 10.0 || number.text.contains('.'))
            .then_some(Last::Counts(number));
    }
    if number.text.contains('.') {
        return Some(Last::Counts(number));
    }
    let hundreds = matches!(view.word(end - 2), Some("hundred" | "thousand"));
    let result = at == 0 && measurements::is_named(view);
    let medicine = at == 0 && is_medicine(view);
    let few = view.word(end - 1).and_then(small).is_some_and(|n| n <= 4);
    match counted {
        Counted::Taken | Counted::Pieces if hundreds => Some(Last::Counts(number)),
        Counted::Taken if medicine && few => Some(Last::Counts(number)),
        Counted::Pieces if medicine => Some(Last::Doubtful),
        Counted::Taken | Counted::Pieces => None,
        Counted::Ago if hundreds && result => Some(Last::Counts(number)),
        Counted::Ago if hundreds || result => Some(Last::Doubtful),
        Counted::Ago => None,
    }
}

/// Whether the number from the `at`th token ahead ends in a word that may count what follows: where
/// the run of number words ends, that word with it.
pub fn ends_in_count(view: &View, at: usize) -> Option<usize> {
    run_before_counted(view, at).map(|(end, _)| end)
}

fn run_before_counted(view: &View, at: usize) -> Option<(usize, Counted)> {
    let mut end = at;
    while end < at + LONGEST && view.word(end).is_some_and(is_part) {
        end += 1;
    }
    let last = view.word(end.checked_sub(1)?)?;
    let is_count =
        last.starts_with(char::is_alphabetic) && small(last).is_some_and(|n| (1..10).contains(&n));
    let apart = end >= at + 2 && !matches!(view.word(end - 2), Some("and" | "point" | "a"));
    let counted = counted(view, end)?;
    (is_count && apart).then_some((end, counted))
}

fn is_part(word: &str) -> bool {
    (is_numberish(word) && !matches!(word, "double" | "triple")) || matches!(word, "and" | "a")
}

/// What is counted at the `at`th token ahead, if that shows that a number stands before it.
fn counted(view: &View, at: usize) -> Option<Counted> {
    const PIECES: &[&str] = &[
        "tablet",
        "tablets",
        "capsule",
        "capsules",
        "puff",
        "puffs",
        "spray",
        "sprays",
        "sachet",
        "sachets",
        "drop",
        "drops",
        "patch",
        "patches",
        "vial",
        "vials",
        "caplets",
        "spoonfuls",
    ];
    const OFTEN: &[&str] = &[
        "daily", "nightly", "weekly", "bd", "od", "tds", "qds", "prn", "om", "nocte", "mane",
        "once", "twice", "hourly", "tid", "qid", "bid",
    ];
    const TIMES: &[&str] = &[
        "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
        "year", "years",
    ];
    const AGO: &[&str] = &[
        "ago",
        "later",
        "before",
        "after",
        "afterwards",
        "earlier",
        "previously",
        "prior",
        "post",
        "apart",
        "following",
    ];
    const PHRASES: &[&[&str]] = &[
        &["at", "night"],
        &["at", "bedtime"],
        &["in", "the", "morning"],
        &["in", "the", "evening"],
        &["in", "the", "afternoon"],
        &["on", "the", "first"],
        &["as", "required"],
        &["as", "needed"],
        &["when", "required"],
        &["when", "needed"],
        &["each", "morning"],
        &["each", "night"],
        &["every", "morning"],
        &["every", "night"],
        &["every", "day"],
        &["a", "day"],
        &["per", "day"],
        &["with", "meals"],
        &["with", "food"],
        &["before", "bed"],
        &["b", "d"],
        &["o", "d"],
        &["t", "d", "s"],
        &["q", "d", "s"],
        &["p", "r", "n"],
    ];
    let word = view.word(at)?;
    let next = view.word(at + 1);
    let often = |at: usize| {
        view.word(at).is_some_and(|word| OFTEN.contains(&word))
            || PHRASES.iter().any(|phrase| view.reads(at, phrase))
    };
    let times = word == "times"
        && next.is_some_and(|next| {
            matches!(next, "a" | "daily" | "per" | "each" | "every" | "weekly")
        });
    if PIECES.contains(&word) {
        let taken = often(at + 1) || view.word(at + 2) == Some("times");
        return Some(if taken {
            Counted::Taken
        } else {
            Counted::Pieces
        });
    }
    if often(at) || times {
        return Some(Counted::Taken);
    }
    let ago = TIMES.contains(&word) && next.is_some_and(|next| AGO.contains(&next));
    ago.then_some(Counted::Ago)
}

/// Whether a medicine that is taken by the piece stands just before; insulin is given by the unit,
/// in any number of them.
fn is_medicine(view: &View) -> bool {
    const BY_THE_UNIT: &[&str] = &[
        "insulin",
        "lantus",
        "levemir",
        "tresiba",
        "toujeo",
        "abasaglar",
        "novorapid",
        "humalog",
        "novomix",
        "humulin",
        "glargine",
        "detemir",
        "degludec",
        "aspart",
        "lispro",
        "fiasp",
        "apidra",
        "insulatard",
        "insuman",
        "heparin",
        "semglee",
    ];
    view.previous().is_some_and(|word| {
        let drug = view.lexicon.is_kind(word, TermKind::MEDICINES);
        drug && !BY_THE_UNIT.contains(&word) && !is_unit(word)
    })
}
