//! Vertebrae and the discs between them: "L four five", "C7 T1", "L5S1".

use super::numbers::is_numberish;
use super::scores::small_at;
use super::units::is_unit;
use crate::clinical::tidying::rules::{Rewrite, View};

/// "L four five", "L5 S1": the space between neighbouring vertebrae; "T twelve" alone.
pub(super) fn spine(view: &View) -> Option<Rewrite> {
    const LETTERED: &[&str] = &[
        "vitamin",
        "hepatitis",
        "protein",
        "factor",
        "type",
        "group",
        "grade",
        "class",
        "stage",
        "child",
        "influenza",
    ];
    if view.previous().is_some_and(|word| LETTERED.contains(&word)) {
        return None;
    }
    if let Some(disc) = run_together(&view.ahead[0].text) {
        return view.write(1, &[disc]);
    }
    let (region, upper, at) = vertebra(view, 0)?;
    let spelt = at > 1;
    let lower = match vertebra(view, at) {
        Some((next, lower, taken)) if crosses(region, upper, next, lower) => {
            Some((format!("{next}{lower}"), taken))
        }
        Some(_) => None,
        None => small_at(view, at)
            .filter(|lower| *lower == upper + 1 && *lower <= last_of(region))
            .map(|lower| (lower.to_string(), 1)),
    };
    if let Some((lower, taken)) = lower {
        let clear = view
            .word(at + taken)
            .is_none_or(|next| !is_numberish(next) && !is_unit(next));
        if clear {
            return view.write(at + taken, &[format!("{region}{upper}/{lower}")]);
        }
        return None;
    }
    let clear = view.word(at).is_none_or(|next| !is_numberish(next));
    (spelt && clear).then(|| view.write(at, &[format!("{region}{upper}")]))?
}

/// "L5S1", "C5C6": a disc, as a model may write it.
fn run_together(text: &str) -> Option<String> {
    let at = text
        .rfind(|c: char| "CTLS".contains(c))
        .filter(|at| *at > 1)?;
    let figure = |part: &str| {
        let region = part.chars().next().filter(|c| "CTLS".contains(*c))?;
        let number: u64 = part[1..].parse().ok()?;
        (1..=last_of(region))
            .contains(&number)
            .then_some((region, number))
    };
    let (upper, lower) = (figure(&text[..at])?, figure(&text[at..])?);
    let follows = upper.0 == lower.0 && lower.1 == upper.1 + 1;
    let crosses = crosses(upper.0, upper.1, lower.0, lower.1);
    if crosses {
        Some(format!("{}/{}", &text[..at], &text[at..]))
    } else {
        follows.then(|| format!("{}/{}", &text[..at], lower.1))
    }
}

fn last_of(region: char) -> u64 {
    match region {
        'C' => 8,
        'T' => 12,
        _ => 5,
    }
}

fn crosses(region: char, upper: u64, next: char, lower: u64) -> bool {
    matches!(
        (region, upper, next, lower),
        ('C', 7, 'T', 1) | ('T', 12, 'L', 1) | ('L', 5, 'S', 1)
    )
}

/// A vertebra at the `at`th token: region, number, tokens.
fn vertebra(view: &View, at: usize) -> Option<(char, u64, usize)> {
    view.word(at)?;
    let mut text = view.as_written(at)?;
    if matches!(text.as_ref(), "c" | "t" | "l" | "s") && is_of_the_spine(view) {
        text = text.to_uppercase().into();
    }
    let region = text.chars().next().filter(|c| "CTLS".contains(*c))?;
    let rest = &text[1..];
    let (number, taken) = if rest.is_empty() {
        (small_at(view, at + 1)?, 2)
    } else if rest.len() <= 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
        (rest.parse().ok()?, 1)
    } else {
        return None;
    };
    (1..=last_of(region))
        .contains(&number)
        .then_some((region, number, taken))
}

/// Whether the spine is spoken of near by, where a small letter may be a vertebra's.
fn is_of_the_spine(view: &View) -> bool {
    const SPINAL: &[&str] = &[
        "decompression",
        "dermatome",
        "disc",
        "discectomy",
        "discs",
        "facet",
        "foraminal",
        "fusion",
        "laminectomy",
        "level",
        "levels",
        "lumbar",
        "myotome",
        "nerve",
        "radiculopathy",
        "root",
        "roots",
        "spine",
        "vertebra",
        "vertebrae",
        "vertebral",
    ];
    let ahead = (0..6).any(|n| view.word(n).is_some_and(|word| SPINAL.contains(&word)));
    ahead || view.recently(SPINAL, 6)
}
