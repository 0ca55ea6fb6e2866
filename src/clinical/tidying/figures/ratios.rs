//! Two figures against each other: blood pressures, acuities, scores out of so many.

use super::dates;
use super::numbers::{number_at, small};
use super::readings::pressure_at;
use super::units::{is_unit, unit_at};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::NO_BREAK;

/// How the two figures of a reading are tied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Stroke,
    Over,
    /// "on" and "by", which link much else.
    On,
}

/// "one twenty over eighty" after a mention of blood pressure, or where nothing else is likely;
/// "one twenty on eighty" only where blood pressure is spoken of.
pub(super) fn blood_pressure(view: &View) -> Option<Rewrite> {
    const CONTEXT: &[&str] = &[
        "bp",
        "pressure",
        "pressures",
        "hypertensive",
        "reading",
        "readings",
    ];
    let (high, low, taken, link) = reading_at(view)?;
    if link == Link::On && !is_reading_on(view, low, taken) {
        return None;
    }
    let unit_said = unit_at(view, taken).is_some_and(|(unit, ..)| unit == "mmHg");
    let context = unit_said || view.recently(CONTEXT, 8);
    let usual = (50..=260).contains(&high) && (30..=160).contains(&low) && high > low;
    let said = link != Link::Stroke;
    let plausible = usual && low >= 50 && said && (80..=260).contains(&high);
    if !(usual && context || plausible) {
        return None;
    }
    if view
        .word(taken)
        .is_some_and(|word| matches!(word, "patients" | "people" | "years" | "beds"))
    {
        return None;
    }
    let unit = unit_at(view, taken)
        .filter(|(unit, ..)| unit == "mmHg")
        .map_or(0, |(.., length)| length);
    view.write(
        taken + unit,
        &[format!("{high}/{low}"), format!("{NO_BREAK}mmHg")],
    )
}

/// Whether "140 on 80" is a pressure: its name was said just before, in this sentence or as the
/// heading above it, and the second figure counts nothing, as in "140 on 80 mg of valsartan".
fn is_reading_on(view: &View, low: u64, taken: usize) -> bool {
    const NAMES: &[&str] = &["bp", "pressure", "pressures"];
    const COUNTED: &[&str] = &[
        "of",
        "tablets",
        "tablet",
        "capsules",
        "puffs",
        "occasions",
        "days",
        "day",
        "weeks",
        "months",
        "once",
        "twice",
        "daily",
        "per",
        "st",
        "nd",
        "rd",
        "th",
    ];
    let heading = view
        .before
        .iter()
        .rev()
        .find(|token| !token.ends_sentence())
        .filter(|token| view.at_start() && token.is_word());
    let named =
        view.recently(NAMES, 8) || heading.is_some_and(|word| NAMES.contains(&word.lower.as_str()));
    let counts = view.word(taken).is_some_and(|next| {
        let pressure = unit_at(view, taken).is_some_and(|(unit, ..)| unit == "mmHg");
        !pressure && (COUNTED.contains(&next) || is_unit(next) || dates::is_month(next))
    });
    named && low >= 40 && !counts
}

/// The two figures, the tokens they take, and what ties them.
fn reading_at(view: &View) -> Option<(u64, u64, usize, Link)> {
    let first = view.word(0)?;
    if let Some((high, low)) = first.split_once('/') {
        let figures = |text: &str| {
            (2..=3)
                .contains(&text.len())
                .then(|| text.parse::<u64>().ok())?
        };
        return Some((figures(high)?, figures(low)?, 1, Link::Stroke));
    }
    let (high, taken) = pressure_at(view, 0)?;
    let link = match view.word(taken)? {
        "over" | "slash" => Link::Over,
        "on" | "by" => Link::On,
        _ => return None,
    };
    let (low, more) = pressure_at(view, taken + 1)?;
    Some((high, low, taken + 1 + more, link))
}

/// "six over nine": an acuity; "two over six", "four over five" where a murmur or power is
/// spoken of.
pub(super) fn over(view: &View) -> Option<Rewrite> {
    const ACUITIES: [&str; 9] = ["4", "5", "6", "7.5", "9", "12", "18", "24", "36"];
    const EYES: &[&str] = &[
        "acuity",
        "vision",
        "eye",
        "eyes",
        "va",
        "snellen",
        "unaided",
        "pinhole",
        "corrected",
    ];
    const GRADED: &[&str] = &[
        "power", "murmur", "grade", "mrc", "strength", "gcs", "mmse", "amt", "score", "scored",
    ];
    const TIME: &[&str] = &[
        "months", "weeks", "days", "years", "hours", "minutes", "month", "week", "year",
    ];
    let first = number_at(view, 0)?;
    let slash = view.word(first.taken)? == "over";
    if !slash {
        return None;
    }
    let second = number_at(view, first.taken + 1)?;
    let taken = first.taken + 1 + second.taken;
    if view
        .word(taken)
        .is_some_and(|word| TIME.contains(&word) || is_unit(word))
    {
        return None;
    }
    let eye = view.recently(EYES, 10)
        || (taken..taken + 4).any(|n| view.word(n).is_some_and(|word| EYES.contains(&word)));
    let low = second.text.as_str();
    let snellen = first.text == "6" && (ACUITIES.contains(&low) || low == "60");
    let poor = eye && matches!(low, "60" | "36") && first.value() < 6.0;
    let graded = view.recently(GRADED, 6) && first.value() <= second.value();
    (snellen || poor || graded).then(|| view.write(taken, &[format!("{}/{}", first.text, low)]))?
}

/// "thirty slash five": figures with a stroke, as it was said.
pub(super) fn stroke(view: &View) -> Option<Rewrite> {
    let first = number_at(view, 0)?;
    if view.word(first.taken)? != "slash" {
        return None;
    }
    let second = number_at(view, first.taken + 1)?;
    let pair = format!("{}/{}", first.text, second.text);
    view.write(first.taken + 1 + second.taken, &[pair])
}

/// "GCS fifteen out of fifteen".
pub(super) fn out_of(view: &View) -> Option<Rewrite> {
    const SCORES: &[&str] = &[
        "gcs", "coma", "pain", "score", "scored", "scores", "power", "mmse", "moca", "amt",
        "apgar", "apgars", "ace", "amts",
    ];
    let first = number_at(view, 0)?;
    if !view.reads(first.taken, &["out", "of"]) {
        return None;
    }
    let second = number_at(view, first.taken + 2)?;
    let taken = first.taken + 2 + second.taken;
    (view.recently(SCORES, 6) && first.value() <= second.value())
        .then(|| view.write(taken, &[format!("{}/{}", first.text, second.text)]))?
}

/// "FEV1 over FVC".
pub(super) fn spirometry(view: &View) -> Option<Rewrite> {
    view.reads(0, &["fev1", "over", "fvc"])
        .then(|| view.write(3, &["FEV1/FVC"]))?
}

/// "two to one AV block".
pub(super) fn conduction(view: &View) -> Option<Rewrite> {
    const CONDUCTED: &[&str] = &["av", "atrioventricular", "heart", "block", "conduction"];
    let (beats, led) = (small(view.word(0)?)?, small(view.word(2)?)?);
    let conducted = view.word(3).is_some_and(|word| CONDUCTED.contains(&word));
    let fits = view.word(1)? == "to" && (2..10).contains(&beats) && (1..beats).contains(&led);
    (fits && conducted).then(|| view.write(3, &[format!("{beats}:{led}")]))?
}

/// "a risk of one in two hundred"; "one in ten" is an idiom and stays.
pub(super) fn odds(view: &View) -> Option<Rewrite> {
    const SPOKEN_OF: &[&str] = &[
        "risk",
        "risks",
        "chance",
        "chances",
        "odds",
        "incidence",
        "prevalence",
        "affects",
    ];
    if !view.reads(0, &["one", "in"]) || !view.recently(SPOKEN_OF, 8) {
        return None;
    }
    let of = number_at(view, 2).filter(|of| of.value() > 10.0)?;
    let round = matches!(view.word(2), Some("a" | "hundred" | "thousand"));
    let year = !of.in_words && of.text.len() == 4;
    let counts = view.word(2 + of.taken).is_some_and(is_unit);
    let pieces = ["1".to_owned(), "in".to_owned(), of.text];
    (!round && !year && !counts).then(|| view.write(2 + of.taken, &pieces))?
}
