//! Doses and measurements: number and unit as UK letters write them.

use super::numbers::{Number, is_digits, is_numberish, number_at, point_at};
use super::sizes;
use super::strengths::is_strength;
use super::units::{is_dose_unit, unit_at, written};
use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::NO_BREAK;

/// "fifty milligrams", "5.0 mg", "ten to twenty units".
pub(super) fn count_and_unit(view: &View) -> Option<Rewrite> {
    let number = number_at(view, 0).or_else(|| bare_point(view))?;
    if let Some((unit, dose, taken)) = unit_at(view, number.taken) {
        if is_lone_letter(view, &number, number.taken) {
            return None;
        }
        let singular = view
            .word(number.taken)
            .filter(|said| number.text == "1" && taken == 1 && is_singular(said));
        let unit = singular
            .or_else(|| as_adjective(view, number.taken))
            .unwrap_or(&unit);
        return measured(view, number.taken + taken, &[], &number, unit, dose);
    }
    if let Some(dimensions) = sizes::dimensions(view, &number) {
        return Some(dimensions);
    }
    let link = view.word(number.taken)?;
    let between = view.previous() == Some("between") || is_of_two(view, &number);
    if !(matches!(link, "to" | "or" | "by") || (link == "and" && between)) {
        return None;
    }
    let second = number_at(view, number.taken + 1).or_else(|| point_at(view, number.taken + 1))?;
    let at = number.taken + 1 + second.taken;
    let (unit, dose, taken) = unit_at(view, at)?;
    if is_lone_letter(view, &second, at) {
        return None;
    }
    let first = settled(&number.text, dose);
    measured(
        view,
        at + taken,
        &[first, link.to_owned()],
        &second,
        &unit,
        dose,
    )
}

/// Whether a small number after a medicine is the first of two doses: "warfarin three and four
/// milligrams on alternate days".
fn is_of_two(view: &View, first: &Number) -> bool {
    let medicine = view
        .previous()
        .is_some_and(|word| view.lexicon.is_kind(word, TermKind::MEDICINES));
    medicine && first.value() < 10.0
}

/// Whether the word is one of a unit that is written in full.
fn is_singular(unit: &str) -> bool {
    matches!(unit, "microgram" | "nanogram" | "unit")
}

/// A unit in full that was said in the singular of what it is made up in: "25 microgram patch".
fn as_adjective<'a>(view: &View<'a>, at: usize) -> Option<&'a str> {
    const MADE_UP: &[&str] = &[
        "capsule",
        "capsules",
        "cream",
        "dose",
        "doses",
        "inhaler",
        "injection",
        "injections",
        "patch",
        "patches",
        "pen",
        "pens",
        "pessary",
        "spray",
        "tablet",
        "tablets",
        "vial",
        "vials",
    ];
    let unit = view.word(at).filter(|unit| is_singular(unit))?;
    let product = view.word(at + 1)?;
    MADE_UP.contains(&product).then_some(unit)
}

/// Whether the number at the `at`th token ahead counts a unit, by itself or as the first of two.
pub fn is_measured(view: &View, at: usize) -> bool {
    let alone = View {
        before: &[],
        ahead: view.ahead.get(at..).unwrap_or_default(),
        lexicon: view.lexicon,
    };
    count_and_unit(&alone).is_some()
}

/// "point five" before a unit, as people say a small dose. A point in time is none, so what goes
/// before must be something a dose follows.
fn bare_point(view: &View) -> Option<Number> {
    const LEADS: &[&str] = &[
        "of", "to", "by", "is", "was", "on", "from", "take", "takes", "taking", "took", "give",
        "given", "gave", "or", "only", "then", "with", "dose", "about", "around", "than",
        "between",
    ];
    let opens = view.before.last().is_none_or(|token| !token.is_word());
    let led = view.previous().is_some_and(|word| {
        LEADS.contains(&word) || view.lexicon.is_kind(word, TermKind::MEDICINES)
    });
    (opens || led).then(|| point_at(view, 0))?
}

/// Whether the unit at `at` is only a letter that need not be one: "four g" might be anything, and
/// "U and E" is a blood test.
fn is_lone_letter(view: &View, number: &Number, at: usize) -> bool {
    let letter = view.word(at).is_some_and(|word| matches!(word, "g" | "l"));
    (number.in_words && letter) || is_u_and_e(view, at)
}

/// "U and E" is a blood test, not a number of units.
fn is_u_and_e(view: &View, at: usize) -> bool {
    view.word(at) == Some("u")
        && view
            .word(at + 1)
            .is_some_and(|word| matches!(word, "and" | "&" | "e"))
}

fn measured(
    view: &View,
    taken: usize,
    before: &[String],
    number: &Number,
    unit: &str,
    dose: bool,
) -> Option<Rewrite> {
    let mut pieces = before.to_vec();
    let figure = settled(&number.text, dose);

    if unit == "%" {
        pieces.push(format!("{figure}%"));
    } else {
        pieces.push(figure);
        pieces.push(format!("{NO_BREAK}{unit}"));
    }
    view.write(taken, &pieces)
}

/// A figure without the trailing noughts that make 5.0 look like 50, where it is a dose; a
/// laboratory's decimals stay as they are.
fn settled(figure: &str, dose: bool) -> String {
    let figure = if figure.starts_with('.') {
        format!("0{figure}")
    } else {
        figure.to_owned()
    };
    if dose && figure.contains('.') {
        figure
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        figure
    }
}

/// "50mg", "10u", "120/80mmHg": figure and unit written as one word.
pub(super) fn glued(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let figure = word.find(|c: char| !(c.is_ascii_digit() || ".,/-–".contains(c)))?;
    let (figure, unit) = word.split_at(figure);
    if !figure.ends_with(|c: char| c.is_ascii_digit()) || unit == "%" && !figure.starts_with('.') {
        return None;
    }
    let (unit, dose) = written(unit)?;
    if view.previous().is_some_and(is_numberish) {
        return None;
    }
    let number = Number {
        text: figure.to_owned(),
        taken: 1,
        in_words: false,
    };
    measured(view, 1, &[], &number, &unit, dose)
}

/// "mcg" in full wherever it stands.
pub(super) fn micrograms(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    let (unit, rest) = word.split_at(word.find('/').unwrap_or(word.len()));
    matches!(unit, "mcg" | "mcgs" | "µg" | "μg")
        .then(|| view.write(1, &[format!("micrograms{rest}")]))?
}

/// "BD" after a dose or a drug in small letters.
pub(super) fn frequency(view: &View) -> Option<Rewrite> {
    const WHOLE: &[&str] = &[
        "bd", "tds", "qds", "od", "prn", "om", "nocte", "mane", "b.d", "t.d.s", "q.d.s", "o.d",
        "p.r.n", "tid", "qid", "bid",
    ];
    const SPELT: &[&[&str]] = &[
        &["b", "d"],
        &["t", "d", "s"],
        &["q", "d", "s"],
        &["o", "d"],
        &["p", "r", "n"],
        &["o", "m"],
    ];
    const FORMS: &[&str] = &[
        "tablet", "tablets", "capsule", "capsules", "puff", "puffs", "drop", "drops", "sachet",
        "sachets", "bd", "tds", "qds", "od",
    ];
    let word = view.word(0)?;
    if !WHOLE.contains(&word) && !matches!(word, "b" | "t" | "q" | "o" | "p") {
        return None;
    }
    let is_drug = |word: Option<&str>| {
        word.is_some_and(|word| view.lexicon.is_kind(word, TermKind::MEDICINES))
    };
    let after_dose = view.previous().is_some_and(|before| {
        let strength = is_strength(before) || is_digits(before);
        is_dose_unit(before)
            || FORMS.contains(&before)
            || is_drug(Some(before))
            || strength && is_drug(view.back(1))
            || is_few(before)
                && view
                    .back(1)
                    .is_some_and(|word| is_drug(Some(word)) || is_strength(word) || is_digits(word))
    });
    if !after_dose {
        return None;
    }
    if WHOLE.contains(&word) {
        let written = match word.replace('.', "").as_str() {
            "tid" => "tds".to_owned(),
            "qid" => "qds".to_owned(),
            "bid" => "bd".to_owned(),
            written => written.to_owned(),
        };
        let taken = 1 + usize::from(word.contains('.') && is_within(view, 1));
        return (view.ahead[0].text != written).then(|| view.write(taken, &[written]))?;
    }
    let spelt = SPELT.iter().find(|letters| view.reads(0, letters))?;
    view.write(spelt.len(), &[spelt.concat()])
}

/// Whether the word may count tablets: "co-codamol 30/500 two qds".
fn is_few(word: &str) -> bool {
    matches!(word, "one" | "two" | "three" | "four")
}

/// Whether the stop here belongs to the word before it, "B.D. with food": the sentence goes on.
fn is_within(view: &View, at: usize) -> bool {
    let stop = view.ahead.get(at);
    let goes_on = view.ahead.get(at + 1).filter(|next| next.is_word());
    stop.is_some_and(|stop| stop.text == "." && !stop.is_spoken())
        && goes_on.is_some_and(|next| next.text.starts_with(char::is_lowercase))
}
