//! Sizes and large numbers: "three by two by one", "150 times ten to the nine", "eleven stone four".

use super::numbers::{Number, is_digits, number_at};
use super::units::{is_unit, unit_at, written};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::NO_BREAK;

/// "three by two by one point five centimetres", "3 x 2 cm": sizes with the sign of a product.
/// Two that are said with "by" keep it.
pub(super) fn dimensions(view: &View, first: &Number) -> Option<Rewrite> {
    const LONGEST: usize = 4;
    let mut sizes = vec![first.text.clone()];
    let (mut at, mut signs) = (first.taken, 0);
    while sizes.len() < LONGEST
        && let Some(link) = view
            .word(at)
            .filter(|link| matches!(*link, "by" | "x" | "×"))
        && let Some(size) = number_at(view, at + 1)
    {
        signs += usize::from(link != "by");
        sizes.push(size.text);
        at += 1 + size.taken;
    }
    if sizes.len() < 2 || sizes.len() == 2 && signs == 0 {
        return None;
    }
    let unit = unit_at(view, at);
    if unit.is_none() && signs == 0 {
        return None;
    }
    let mut pieces = product(sizes);
    pieces.extend(unit.iter().map(|(unit, ..)| format!("{NO_BREAK}{unit}")));
    view.write(at + unit.map_or(0, |(.., taken)| taken), &pieces)
}

/// Sizes with the sign between.
fn product(sizes: Vec<String>) -> Vec<String> {
    sizes.join(" × ").split(' ').map(str::to_owned).collect()
}

/// "3x2cm": sizes and their unit as one word.
pub(super) fn sizes(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?.replace('×', "x");
    let end = word.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (figures, unit) = word.split_at(end);
    let sizes: Vec<&str> = figures.split('x').collect();
    let fits = (2..=3).contains(&sizes.len()) && sizes.iter().all(|size| is_digits(size));
    let (unit, taken) = match (written(unit), unit_at(view, 1)) {
        (Some((unit, _)), _) => (Some(unit), 1),
        (None, Some((unit, _, more))) if unit.len() <= 2 || unit == "mm" => (Some(unit), 1 + more),
        (None, _) if unit.is_empty() => (None, 1),
        _ => return None,
    };
    if !fits {
        return None;
    }
    let mut pieces = product(sizes.into_iter().map(str::to_owned).collect());
    pieces.extend(unit.map(|unit| format!("{NO_BREAK}{unit}")));
    view.write(taken, &pieces)
}

/// "150 times ten to the nine per litre".
pub(super) fn power_of_ten(view: &View) -> Option<Rewrite> {
    const POWERS: &[(&str, &str)] = &[
        ("three", "³"),
        ("six", "⁶"),
        ("nine", "⁹"),
        ("twelve", "¹²"),
        ("sixth", "⁶"),
        ("ninth", "⁹"),
        ("3", "³"),
        ("6", "⁶"),
        ("9", "⁹"),
        ("12", "¹²"),
    ];
    let number = number_at(view, 0)?;
    let mut at = number.taken;
    let times = matches!(view.word(at)?, "times" | "x" | "×");
    at += 1;
    let ten = matches!(view.word(at)?, "ten" | "10");
    at += 1;
    let to = view.reads(at, &["to", "the"]);
    at += 2;
    at += usize::from(view.reads(at, &["power", "of"])) * 2;
    let said = view.word(at)?;
    let (_, power) = POWERS.iter().find(|(word, _)| *word == said)?;
    at += 1;
    if !(times && ten && to) {
        return None;
    }
    let mut pieces = vec![number.text, "×".to_owned()];
    let per =
        view.word(at) == Some("per") && matches!(view.word(at + 1), Some("litre" | "liter" | "l"));
    pieces.push(format!("10{power}{}", if per { "/L" } else { "" }));
    view.write(at + if per { 2 } else { 0 }, &pieces)
}

/// "eleven stone four pounds", "five foot eight": what goes with a measure of old is in figures too.
pub(super) fn old_measures(view: &View) -> Option<Rewrite> {
    const PAIRS: &[(&str, &[&str], f64)] = &[
        ("stone", &["pounds", "pound", "lbs", "lb"], 14.0),
        ("foot", &["inches", "inch"], 12.0),
        ("feet", &["inches", "inch"], 12.0),
        ("pounds", &["ounces", "ounce"], 16.0),
    ];
    let first = number_at(view, 0)?;
    let measure = view.word(first.taken)?;
    let (_, smaller, most) = PAIRS.iter().find(|(name, ..)| *name == measure)?;
    let second = number_at(view, first.taken + 1)
        .filter(|second| second.in_words && second.value() < *most)?;
    let end = first.taken + 1 + second.taken;
    let named = view.word(end).is_some_and(|word| smaller.contains(&word));
    let clear = view.word(end).is_none_or(|word| {
        !is_unit(word) && !matches!(word, "times" | "days" | "weeks" | "months")
    });
    (named || clear && measure != "pounds")
        .then(|| view.write(end, &[first.text, measure.to_owned(), second.text]))?
}

/// "one metre seventy three": metres and centimetres as one figure.
pub(super) fn height(view: &View) -> Option<Rewrite> {
    let metres = number_at(view, 0).filter(|metres| matches!(metres.text.as_str(), "1" | "2"))?;
    let named = matches!(
        view.word(metres.taken)?,
        "metre" | "metres" | "meter" | "meters"
    );
    let more =
        number_at(view, metres.taken + 1).filter(|more| (10.0..100.0).contains(&more.value()))?;
    let end = metres.taken + 1 + more.taken;
    let whole = !more.text.contains('.');
    let clear = view.word(end).is_none_or(|word| {
        !is_unit(word) && !word.ends_with('s') || matches!(word, "cm" | "centimetres")
    });
    let taken = end + usize::from(matches!(view.word(end), Some("cm" | "centimetres")));
    (named && whole && clear).then(|| {
        view.write(
            taken,
            &[format!("{}.{}", metres.text, more.text), "m".to_owned()],
        )
    })?
}
