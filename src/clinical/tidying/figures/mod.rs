//! The rules that turn numbers into figures, in order, and the one for running prose.

pub mod dates;
pub mod leads;
pub mod levels;
pub mod measurements;
pub mod numbers;
pub mod scores;
pub mod units;

mod calendar;
mod contacts;
mod doses;
mod identifiers;
mod maternity;
mod nerves;
mod ratios;
mod readings;
mod results;
mod sizes;
mod spine;
mod staging;
mod strengths;
mod times;

use super::rules::{Rewrite, Rule, View};
use super::tokens::Token;
use crate::record::clock::WEEKDAYS;
use numbers::{Number, is_digits, is_numberish, number_at};

pub(super) const RULES: &[Rule] = &[any];

/// The rules below, where one may begin with the word here; most words begin none.
fn any(view: &View) -> Option<Rewrite> {
    const OTHERS: &[&str] = &[
        "nyha",
        "nocte",
        "mane",
        "t.d.s",
        "q.d.s",
        "p.r.n",
        "mcgs",
        "lead",
        "leads",
        "cranial",
        "sept",
        "child",
        "child's",
        "child-pugh",
        "canadian",
    ];
    let word = view.word(0)?;
    let begins = word.len() <= 3
        || word.contains(|c: char| c.is_ascii_digit() || c == '/')
        || word.split('-').next().is_some_and(is_numberish)
        || dates::begins_date(word)
        || WEEKDAYS.contains(&word)
        || OTHERS.contains(&word);
    begins.then(|| IN_ORDER.iter().find_map(|rule| rule(view)))?
}

/// The rules in the order they are tried; those that know a context come before those that do
/// not.
const IN_ORDER: &[Rule] = &[
    identifiers::nhs_number,
    identifiers::postcode,
    contacts::spelt_out,
    calendar::days_of_month,
    dates::day_and_month,
    calendar::weekday,
    dates::month_and_day,
    calendar::month_first,
    dates::year,
    times::time,
    times::late_hour,
    times::o_clock,
    strengths::strength,
    strengths::short_dose,
    strengths::product,
    ratios::blood_pressure,
    ratios::over,
    ratios::stroke,
    ratios::out_of,
    ratios::spirometry,
    ratios::conduction,
    ratios::odds,
    staging::tumour_stage,
    scores::heart_class,
    scores::gleason,
    spine::spine,
    nerves::cranial_nerves,
    levels::coma_parts,
    levels::child_pugh,
    levels::association_class,
    levels::plane,
    levels::named_grade,
    levels::acidity,
    leads::chest_leads,
    leads::limb_leads,
    maternity::gestation,
    maternity::parity,
    scores::labelled,
    results::result,
    results::near_vision,
    results::centile,
    sizes::power_of_ten,
    sizes::old_measures,
    sizes::height,
    sizes::sizes,
    doses::count_and_unit,
    doses::glued,
    doses::micrograms,
    doses::frequency,
    dates::age,
    prose,
];

/// Numbers in running prose: decimals and everything from ten up become figures; one to nine
/// stay words, and so does a number that opens a sentence.
fn prose(view: &View) -> Option<Rewrite> {
    let number = number_at(view, 0)?;
    let first = view.word(0)?;
    if let Some(pair) = pair(view, &number) {
        return Some(pair);
    }
    if !number.in_words {
        return (number.text != first).then(|| view.write(1, &[number.text]))?;
    }
    let decimal = number.text.contains('.');
    let half = view
        .ahead
        .get(number.taken - 1)
        .is_some_and(|last: &Token| matches!(last.lower.as_str(), "half" | "quarter" | "quarters"));
    let round = matches!(first, "ten" | "hundred" | "thousand" | "a") && number.taken <= 2;
    let proportion =
        matches!(view.previous(), Some("of" | "in")) && matches!(view.back(1), Some("out" | "one"));
    let idiom = round && (first == "a" || proportion);
    let links = ["over", "to", "or"];
    let ratio = view.previous().is_some_and(|word| links.contains(&word))
        && view.back(1).is_some_and(in_words);
    let large = number.value() >= 10.0
        && !view.at_start()
        && !idiom
        && !ratio
        && !times::is_clock_time(view);
    ((decimal || large) && !half).then(|| view.write(number.taken, &[number.text]))?
}

/// "five to ten a day": of two numbers that belong together both become figures, or, where they
/// open a sentence, neither.
fn pair(view: &View, first: &Number) -> Option<Rewrite> {
    let link = view.word(first.taken)?;
    let between = view.previous() == Some("between");
    if !(matches!(link, "to" | "or") || (link == "and" && between)) || view.at_start() {
        return None;
    }
    let second = number_at(view, first.taken + 1).filter(|number| number.in_words)?;
    let whole = first.value().fract() == 0.0 && second.value().fract() == 0.0;
    let words =
        view.word(0).is_some_and(in_words) && view.word(first.taken + 1).is_some_and(in_words);
    let rises = first.value() < second.value() && second.value() >= 10.0;
    if !(whole && words && rises) {
        return None;
    }
    let end = first.taken + 1 + second.taken;
    // "six to ten am": the second is an hour, and keeps its half of the day.
    let half = second.text.parse().ok();
    let half = half.and_then(|hour| times::half_after(view, hour, end));
    let (half, more) = half.unzip();
    let mut pieces = vec![first.text.clone(), link.to_owned(), second.text];
    pieces.extend(half);
    view.write(end + more.unwrap_or(0), &pieces)
}

/// Whether the word is a number, and not in figures.
fn in_words(word: &str) -> bool {
    is_numberish(word) && !is_digits(word)
}
