//! Classes, grades and vertebrae.

use super::dates;
use super::doses::is_measured;
use super::numbers::{is_numberish, small};
use super::units::{is_unit, unit_at};
use crate::clinical::tidying::rules::{Rewrite, View};

/// A small number that is neither the day of the month named after it nor the count of a unit.
pub(super) fn small_at(view: &View, at: usize) -> Option<u64> {
    let counts = view
        .word(at + 1)
        .is_some_and(|next| dates::is_month(next) || is_unit(next));
    small(view.word(at)?).filter(|_| !counts && !is_measured(view, at))
}

/// A Roman figure, up to twelve.
pub(super) fn roman(n: u64) -> Option<&'static str> {
    Some(match n {
        1 => "I",
        2 => "II",
        3 => "III",
        4 => "IV",
        5 => "V",
        6 => "VI",
        7 => "VII",
        8 => "VIII",
        9 => "IX",
        10 => "X",
        11 => "XI",
        12 => "XII",
        _ => return None,
    })
}

/// The classes of heart failure and of angina, one to four, which bear Roman figures: "NYHA class
/// three", "CCS class two".
pub(super) fn heart_class(view: &View) -> Option<Rewrite> {
    let name = view
        .word(0)
        .filter(|name| matches!(*name, "nyha" | "ccs"))?;
    let class_at = |at| {
        small_at(view, at)
            .filter(|class| *class <= 4)
            .and_then(roman)
    };
    let class = match view.word(1) {
        Some(word @ ("class" | "grade" | "stage")) => vec![word.to_owned()],
        _ => Vec::new(),
    };
    let at = 1 + class.len();
    let grade = class_at(at)?;
    if view.word(at + 1).is_some_and(is_numberish) {
        return None;
    }
    let mut pieces = vec![name.to_uppercase()];
    pieces.extend(class);
    pieces.push(grade.to_owned());
    let mut taken = at + 1;
    if let Some(link @ ("to" | "or")) = view.word(taken)
        && let Some(second) = class_at(taken + 1)
        && !view.word(taken + 2).is_some_and(is_numberish)
    {
        pieces.extend([link.to_owned(), second.to_owned()]);
        taken += 2;
    }
    view.write(taken, &pieces)
}

/// Whether the numeral here is a class by itself: the I of "NYHA I V6" is no part of IV.
pub fn is_class(view: &View) -> bool {
    const BETWEEN: [&str; 3] = ["class", "grade", "stage"];
    let before = match view.previous() {
        Some(word) if BETWEEN.contains(&word) => view.back(1),
        word => word,
    };
    before == Some("nyha") && view.word(0) == Some("i")
}

/// "Gleason three plus four equals seven".
pub(super) fn gleason(view: &View) -> Option<Rewrite> {
    if !view.recently(&["gleason"], 3) || view.previous().is_some_and(is_numberish) {
        return None;
    }
    let first = small_at(view, 0).filter(|n| (1..=5).contains(n))?;
    if view.word(1)? != "plus" {
        return None;
    }
    let second = small_at(view, 2).filter(|n| (1..=5).contains(n))?;
    let total = match view.word(3) {
        Some("equals" | "is" | "=") => small_at(view, 4).filter(|sum| *sum == first + second),
        _ => None,
    };
    if total.is_none() && view.word(3).is_some_and(is_numberish) {
        return None;
    }
    match total {
        Some(sum) => view.write(5, &[format!("{first}+{second}={sum}")]),
        None => view.write(3, &[format!("{first}+{second}")]),
    }
}

/// "grade two", "type two diabetes": a label's number in figures.
pub(super) fn labelled(view: &View) -> Option<Rewrite> {
    const LABELS: &[&str] = &[
        "grade",
        "stage",
        "phase",
        "asa",
        "ecog",
        "category",
        "status",
        "birads",
        "bi-rads",
        "child-pugh",
        "pi-rads",
        "pirads",
        "li-rads",
        "ti-rads",
        "deauville",
        "kellgren-lawrence",
        "score",
        "scored",
        "para",
        "gravida",
        "paragraph",
        "section",
        "appendix",
        "exhibit",
    ];
    const TYPED: &[&str] = &[
        "diabetes",
        "diabetic",
        "diabetics",
        "respiratory",
        "myocardial",
        "mi",
        "hypersensitivity",
        "rta",
        "renal",
    ];
    const PRONOUN: &[&str] = &[
        "of", "would", "could", "should", "can", "may", "might", "has", "is", "was", "must",
        "will", "hundred",
    ];
    const POINTING: &[&str] = &["this", "that", "which", "each", "every", "any"];
    let label = view.previous()?;
    if view.back(1).is_some_and(|word| POINTING.contains(&word)) {
        return None;
    }
    let value = small_at(view, 0).filter(|n| *n < 20)?;
    if let Some(part) = part_of_stage(view, label) {
        return view.write(2, &[format!("{value}{part}")]);
    }
    if view.word(0)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(two) = choice(view, label, value) {
        return Some(two);
    }
    let next = view.word(1);
    let wanted = if label == "type" {
        next.is_some_and(|word| TYPED.contains(&word))
    } else {
        LABELS.contains(&label)
    };
    let pronoun = value == 1 && next.is_some_and(|word| PRONOUN.contains(&word));
    let goes_on = view
        .word(2)
        .is_some_and(|word| is_numberish(word) || word == "a");
    let longer = next.is_some_and(|word| {
        is_numberish(word)
            || matches!(word, "or" | "to" | "out" | "over")
            || word == "and" && goes_on
    }) || unit_at(view, 1).is_some();
    // "one year old" is an age, whatever goes before.
    let aged = next.is_some_and(|word| word.ends_with("-old") || view.word(2) == Some("old"));
    (wanted && !pronoun && !longer && !aged).then(|| view.write(1, &[value.to_string()]))?
}

/// "stage three b": the letter after the figure, where it can be no article.
fn part_of_stage<'a>(view: &View<'a>, label: &str) -> Option<&'a str> {
    let part = view
        .word(1)
        .filter(|part| label == "stage" && matches!(*part, "a" | "b" | "c"))?;
    // A capital within a sentence is a model's, who heard a letter and no article.
    let capital = view.ahead[1].text.starts_with(char::is_uppercase);
    (part != "a" || capital || view.word(2).is_none()).then_some(part)
}

/// "grade two or three": both become figures, because either alone would not.
fn choice(view: &View, label: &str, first: u64) -> Option<Rewrite> {
    const GRADED: &[&str] = &[
        "grade", "stage", "category", "asa", "ecog", "birads", "bi-rads",
    ];
    const GOES_ON: &[&str] = &["or", "to", "and", "out", "over", "of", "times"];
    let link = view.word(1).filter(|word| matches!(*word, "or" | "to"))?;
    let second = small_at(view, 2).filter(|n| *n < 20 && *n != first)?;
    let in_words = view.word(2)?.starts_with(char::is_alphabetic);
    let clear = view
        .word(3)
        .is_none_or(|next| !is_numberish(next) && !is_unit(next) && !GOES_ON.contains(&next));
    (GRADED.contains(&label) && in_words && clear).then(|| {
        let pieces = [first.to_string(), link.to_owned(), second.to_string()];
        view.write(3, &pieces)
    })?
}
