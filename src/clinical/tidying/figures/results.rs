//! Results and scores, which are figures however small: "a CRP of four", "a Gleason score of
//! seven", "sodium one three four", "on the ninety first centile".

use super::measurements::{LINKS, is_measured, is_name, named_behind};
use super::numbers::{digits_in_words, is_numberish, ordinal_below_hundred, small};
use super::readings::short_hundreds;
use super::scores::small_at;
use super::units::is_unit;
use crate::clinical::tidying::rules::{Rewrite, View};

/// What is scored.
const SCORED: &[&str] = &[
    "apgar",
    "apgars",
    "gcs",
    "gleason",
    "score",
    "scores",
    "scored",
    "status",
    "frax",
    "moca",
    "cha2ds2-vasc",
    "has-bled",
    "abcd2",
    "curb-65",
    "nihss",
    "news",
    "news2",
    "rockall",
    "meld",
    "waterlow",
    "easi",
    "basdai",
    "edss",
    "hads",
    "dlqi",
    "pasi",
    "das28",
    "epds",
    "ipss",
    "oswestry",
    "mmse",
    "ecog",
    "gad-7",
    "phq-9",
];

/// What may follow a figure that counts nothing.
const GOES_ON: &[&str] = &[
    "and",
    "but",
    "with",
    "on",
    "in",
    "which",
    "today",
    "so",
    "from",
    "to",
    "or",
    "this",
    "last",
    "when",
    "at",
    "yesterday",
    "before",
    "after",
    "with",
    "as",
    "he",
    "she",
    "by",
    "out",
];

/// "CRP of four", "performance status is zero", "Apgar scores of nine and ten".
pub(super) fn result(view: &View) -> Option<Rewrite> {
    let named = named(view)?;
    if let Some(digits) = one_by_one(view) {
        return named.then(|| view.write(digits.len(), &[digits]))?;
    }
    if let Some((value, taken)) = short_hundreds(view, 0).filter(|_| named) {
        let clear = view
            .word(taken)
            .is_none_or(|word| !is_unit(word) || word == "%");
        return clear.then(|| view.write(taken, &[value.to_string()]))?;
    }
    let linked = view.previous().is_some_and(|word| LINKS.contains(&word));
    if !named && !linked {
        return None;
    }
    let value = figure_at(view, 0)?;
    let pronoun = value == 1
        && view
            .word(1)
            .is_some_and(|word| matches!(word, "in" | "which"));
    if pronoun {
        return None;
    }
    let link = view
        .word(1)
        .filter(|word| matches!(*word, "and" | "to" | "or"));
    if let Some(link) = link
        && let Some(second) = figure_at(view, 2).filter(|_| is_clear(view, 3))
    {
        let pieces = [value.to_string(), link.to_owned(), second.to_string()];
        return view.write(3, &pieces);
    }
    is_clear(view, 1).then(|| view.write(1, &[value.to_string()]))?
}

/// Whether a result is named just before: Some(true) where what is measured is, Some(false) where
/// what is scored. "less than three then" may stand between.
fn named(view: &View) -> Option<bool> {
    let at = named_behind(view, LINKS)?;
    let figure = view.back(at)?.starts_with(|c: char| c.is_ascii_digit());
    // "less than 3 then fourteen": the name stands before the first figure.
    let then = view.previous() == Some("then") && figure;
    let at = match (at + 1..at + 5)
        .find(|at| view.back(*at).is_some_and(|word| !LINKS.contains(&word)))
    {
        Some(further) if then => further,
        _ => at,
    };
    if is_name(view, at) {
        return Some(true);
    }
    let first = named_behind(view, FIRST_LINKS)?;
    SCORED.contains(&view.back(first)?).then_some(false)
}

/// What may stand between a score and its figure.
const FIRST_LINKS: &[&str] = &["of", "is", "was", "were", "remains", "remained", "now"];

/// A small number in words.
fn figure_at(view: &View, at: usize) -> Option<u64> {
    let in_words = view.word(at)?.starts_with(char::is_alphabetic);
    small_at(view, at).filter(|_| in_words)
}

fn is_clear(view: &View, at: usize) -> bool {
    view.word(at)
        .is_none_or(|word| GOES_ON.contains(&word) || is_measured(word) || word == "then")
}

/// Three figures or more said one by one, as guidance has authors do: "one three four".
fn one_by_one(view: &View) -> Option<String> {
    let digits = digits_in_words(view);
    let clear = view
        .word(digits.len())
        .is_none_or(|word| !is_numberish(word));
    let fits = (3..=4).contains(&digits.len()) && digits[0] > 0;
    (fits && clear).then(|| digits.iter().map(u64::to_string).collect())
}

/// "the ninety first centile", "the fiftieth percentile".
pub(super) fn centile(view: &View) -> Option<Rewrite> {
    let (place, taken) = ordinal_below_hundred(view, 0)?;
    let is_centile = view
        .word(taken)
        .is_some_and(|word| word.starts_with("centile") || word.starts_with("percentile"));
    let counted = view.previous().is_some_and(|word| small(word).is_some());
    let ending = match (place % 10, place / 10) {
        (1..=3, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    (is_centile && !counted).then(|| view.write(taken, &[format!("{place}{ending}")]))?
}

/// "near vision N six".
pub(super) fn near_vision(view: &View) -> Option<Rewrite> {
    const PRINT: [u64; 10] = [5, 6, 8, 10, 12, 14, 18, 24, 36, 48];
    let size = small_at(view, 1).filter(|size| PRINT.contains(size))?;
    let named = view.word(0)? == "n" && view.recently(&["near", "reading"], 4);
    let clear = view.word(2).is_none_or(|word| !is_numberish(word));
    (named && clear).then(|| view.write(2, &[format!("N{size}")]))?
}
