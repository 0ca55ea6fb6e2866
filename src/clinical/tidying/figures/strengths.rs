//! The two strengths of a combined medicine: "co-codamol thirty over five hundred", "Fostair 100 over 6".

use super::numbers::{
    NumberWord, cardinal, digit, digits_in_words, ends_in_count, is_digits, number_at, number_run,
    small,
};
use super::readings::short_hundreds;
use super::units::is_dose_unit;
use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::rules::{Rewrite, View};

/// Medicines whose strengths are said with nothing between, and the pairs they are made in.
const RUN_TOGETHER: &[(&str, &[(u64, u64)])] = &[
    ("co-codamol", &[(8, 500), (15, 500), (30, 500)]),
    ("co-dydramol", &[(10, 500), (20, 500), (30, 500)]),
    ("co-amoxiclav", &[(250, 125), (500, 125)]),
    ("co-careldopa", &[(10, 100), (25, 100), (25, 250)]),
    ("co-beneldopa", &[(25, 100), (50, 200)]),
    ("co-trimoxazole", &[(80, 400), (160, 800)]),
];

/// Other medicines of two drugs, by their trade names.
const TRADE_NAMES: &[&str] = &[
    "anoro",
    "augmentin",
    "azarga",
    "bactrim",
    "combodart",
    "duoresp",
    "entresto",
    "exforge",
    "fobumix",
    "fostair",
    "ganfort",
    "janumet",
    "luforbec",
    "madopar",
    "relvar",
    "septrin",
    "seretide",
    "sinemet",
    "symbicort",
    "targinact",
    "tylex",
];

/// A pair of figures after such a drug is its strength, whatever else such figures may be: "Seretide 100
/// over 50" is no blood pressure.
pub(super) fn strength(view: &View) -> Option<Rewrite> {
    let drug = view.previous().filter(|word| is_combined(word))?;
    if let Some(written) = run_together(view, drug) {
        return Some(written);
    }
    let first = view.word(0)?;
    if is_strength(first) {
        // Whole, so that no rule takes it for anything else.
        return view.write(1, &[view.ahead[0].text.as_str()]);
    }
    let high = number_at(view, 0)?;
    if !matches!(view.word(high.taken)?, "over" | "slash") {
        return None;
    }
    let (low, more) = second_at(view, high.taken + 1)?;
    let taken = high.taken + 1 + more;
    let lasts = view
        .word(taken)
        .is_some_and(|next| LASTS.iter().any(|unit| next.starts_with(unit)));
    (!lasts).then(|| view.write(taken, &[format!("{}/{low}", high.text)]))?
}

/// "Infliximab 400 over two hours" is no strength.
const LASTS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];

/// The second figure: a number, or its figures one by one, "one two five".
fn second_at(view: &View, at: usize) -> Option<(String, usize)> {
    if let Some(number) = number_at(view, at) {
        return Some((number.text, number.taken));
    }
    // "over six two puffs": the two counts the puffs.
    if ends_in_count(view, at) == Some(at + 2)
        && let Some(figure) = view.word(at).and_then(digit)
    {
        return Some((figure.to_string(), 1));
    }
    let digits: Vec<u64> = (at..).map_while(|n| view.word(n).and_then(digit)).collect();
    let text = digits.iter().map(u64::to_string).collect();
    (digits.len() == 3).then_some((text, 3))
}

fn is_combined(drug: &str) -> bool {
    drug.starts_with("co-") || TRADE_NAMES.contains(&drug)
}

/// Whether the word is a pair of strengths in figures, "30/500", "12.5/50".
pub(super) fn is_strength(word: &str) -> bool {
    let Some((first, second)) = word.split_once('/') else {
        return false;
    };
    is_digits(first) && is_digits(second)
}

fn run_together(view: &View, drug: &str) -> Option<Rewrite> {
    let (_, pairs) = RUN_TOGETHER.iter().find(|(name, _)| *name == drug)?;
    let is_made = |pair: &(u64, u64)| pairs.contains(pair);
    let write =
        |(first, second): (u64, u64), taken| view.write(taken, &[format!("{first}/{second}")]);
    let first = view.word(0)?;
    if let Some((one, other)) = first.split_once('-')
        && let Some(pair) = one.parse().ok().zip(other.parse().ok()).filter(is_made)
    {
        return write(pair, 1);
    }
    if let (Ok(one), Some(Ok(other))) = (first.parse(), view.word(1).map(str::parse))
        && is_made(&(one, other))
    {
        return write((one, other), 2);
    }
    let (mut run, mut taken) = number_run(view, 0);
    let whole = |parts: &[NumberWord]| match parts {
        [
            NumberWord::Unit(a),
            NumberWord::Unit(b),
            NumberWord::Unit(c),
        ] => Some(a * 100 + b * 10 + c),
        _ => cardinal(parts)
            .filter(|(_, used)| *used == parts.len())
            .map(|(value, _)| value),
    };
    // "thirty five hundred two tablets": the last counts the tablets.
    let counts = ends_in_count(view, 0).is_some_and(|end| end == taken);
    for _ in 0..=usize::from(counts) {
        let found = (1..run.len()).find_map(|at| {
            let (one, other) = run.split_at(at);
            let pair = (whole(one)?, whole(other)?);
            is_made(&pair).then(|| write(pair, taken))?
        });
        if found.is_some() {
            return found;
        }
        run.pop();
        taken = taken.saturating_sub(1);
    }
    None
}

/// "Seretide two fifty twice daily", "digoxin one two five micrograms": a strength said short,
/// directly after the medicine's name and before how often it is taken, or its unit.
pub(super) fn short_dose(view: &View) -> Option<Rewrite> {
    const ROUND: [u64; 3] = [25, 50, 75];
    let drug = view.previous()?;
    if !view.lexicon.is_kind(drug, TermKind::MEDICINES) {
        return None;
    }
    let digits = digits_in_words(view);
    if let [first, second, third] = digits[..]
        && first > 0
        && is_dose(view, 3)
    {
        let value = first * 100 + second * 10 + third;
        return view.write(3, &[value.to_string()]);
    }
    let (value, taken) = short_hundreds(view, 0)?;
    let round = ROUND.contains(&(value % 100));
    (round && is_dose(view, taken)).then(|| view.write(taken, &[value.to_string()]))?
}

/// Whether a dose may end before the `at`th token ahead: with its unit, or how often it is taken.
fn is_dose(view: &View, at: usize) -> bool {
    const OFTEN: &[&str] = &[
        "daily", "once", "twice", "bd", "od", "tds", "qds", "prn", "nightly", "weekly", "nocte",
        "mane", "om",
    ];
    const FIRST: &[&str] = &["one", "two", "three", "four"];
    let word = view.word(at);
    let times = word.is_some_and(|word| FIRST.contains(&word))
        && matches!(
            view.word(at + 1),
            Some("times" | "puffs" | "tablets" | "puff" | "tablet")
        );
    let at_night = view.reads(at, &["at", "night"]) || view.reads(at, &["in", "the", "morning"]);
    let spelt = ["b", "o", "t", "q"].iter().any(|first| word == Some(first))
        && matches!(view.word(at + 1), Some("d"));
    word.is_some_and(|word| OFTEN.contains(&word) || is_dose_unit(word))
        || times
        || at_night
        || spelt
}

/// "NovoMix thirty twelve units": the figure of the product's name, and then a dose.
pub(super) fn product(view: &View) -> Option<Rewrite> {
    const NAMED: &[(&str, &[u64])] = &[
        ("novomix", &[30]),
        ("mix", &[25, 30, 50]),
        ("humalog", &[25, 50]),
    ];
    let name = view.previous()?;
    let (_, figures) = NAMED.iter().find(|(named, _)| *named == name)?;
    let part = small(view.word(0)?).filter(|part| figures.contains(part))?;
    let dose = View {
        before: &[],
        ahead: view.ahead.get(1..)?,
        lexicon: view.lexicon,
    };
    let number = number_at(&dose, 0)?;
    let counts = view.word(1 + number.taken).is_some_and(is_dose_unit);
    counts.then(|| view.write(1 + number.taken, &[part.to_string(), number.text]))?
}
