//! Doses and measurements: number and unit as UK letters write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::numbers::{Number, is_numberish, number_at};
use super::tokens::{NO_BREAK, Rewrite, View};

/// Spoken and written forms of each unit; the first column is how it is written. A row that
/// begins with `*` is a dose, where a trailing nought could be read as ten times as much.
const UNITS: &[(&str, &[&str])] = &[
    (
        "*mg",
        &[
            "milligram",
            "milligrams",
            "milligrammes",
            "milligramme",
            "mg",
            "mgs",
            "migs",
        ],
    ),
    (
        "*micrograms",
        &[
            "microgram",
            "micrograms",
            "microgrammes",
            "mcg",
            "mcgs",
            "ug",
            "µg",
            "μg",
            "mikes",
        ],
    ),
    ("*nanograms", &["nanogram", "nanograms"]),
    (
        "*g",
        &["gram", "grams", "gramme", "grammes", "g", "gm", "gms"],
    ),
    (
        "kg",
        &[
            "kilogram",
            "kilograms",
            "kilogramme",
            "kilogrammes",
            "kilo",
            "kilos",
            "kg",
            "kgs",
        ],
    ),
    (
        "*mL",
        &[
            "millilitre",
            "millilitres",
            "milliliter",
            "milliliters",
            "ml",
            "mls",
            "mils",
        ],
    ),
    (
        "*units",
        &["unit", "units", "international units", "iu", "u"],
    ),
    ("mmol", &["millimole", "millimoles", "mmol", "mmols"]),
    (
        "micromol",
        &[
            "micromole",
            "micromoles",
            "micromol",
            "umol",
            "µmol",
            "μmol",
        ],
    ),
    ("nmol", &["nanomole", "nanomoles", "nmol"]),
    ("pmol", &["picomole", "picomoles", "pmol"]),
    (
        "mmHg",
        &[
            "millimetres of mercury",
            "millimeters of mercury",
            "millimetre of mercury",
            "mmhg",
        ],
    ),
    (
        "mm",
        &[
            "millimetre",
            "millimetres",
            "millimeter",
            "millimeters",
            "mm",
        ],
    ),
    (
        "cm",
        &[
            "centimetre",
            "centimetres",
            "centimeter",
            "centimeters",
            "cm",
            "cms",
        ],
    ),
    ("metres", &["metres", "meters"]),
    ("litres", &["litres", "liters"]),
    ("bpm", &["beats per minute", "bpm"]),
    ("kPa", &["kilopascal", "kilopascals", "kpa"]),
    ("ms", &["millisecond", "milliseconds", "msec"]),
    ("Gy", &["gray", "grays", "gy"]),
    ("MHz", &["megahertz", "mhz"]),
    ("mmol/L", &["mmol/l"]),
    ("mmol/mol", &["mmol/mol"]),
    ("micromol/L", &["umol/l", "µmol/l", "μmol/l", "micromol/l"]),
    ("nmol/L", &["nmol/l"]),
    ("pmol/L", &["pmol/l"]),
    ("g/L", &["g/l"]),
    ("mg/L", &["mg/l"]),
    ("units/L", &["iu/l", "u/l", "units/l"]),
    ("mL/min", &["ml/min", "mls/min"]),
    ("mg/kg", &["mg/kg"]),
    ("micrograms/L", &["mcg/l", "ug/l", "µg/l", "micrograms/l"]),
    ("kg/m²", &["kg/m2", "kg/m²"]),
    ("%", &["per cent", "percent", "percentage points", "%"]),
];

/// What may follow "per".
const PER: &[(&str, &[&str])] = &[
    ("L", &["litre", "liter", "l"]),
    ("dL", &["decilitre", "deciliter"]),
    ("mL", &["millilitre", "milliliter", "ml"]),
    ("kg", &["kilogram", "kilogramme", "kilo", "kg"]),
    ("mol", &["mole", "mol"]),
    ("mmol", &["millimole"]),
    (
        "m²",
        &[
            "metre squared",
            "meter squared",
            "square metre",
            "square meter",
        ],
    ),
    ("min", &["minute"]),
    ("hour", &["hour"]),
];

#[derive(Clone, Copy)]
struct Unit {
    written: &'static str,
    dose: bool,
}

type Forms = HashMap<&'static str, Vec<(Vec<&'static str>, Unit)>>;

fn index(rows: &'static [(&'static str, &'static [&'static str])]) -> Forms {
    let mut forms = Forms::new();
    for (written, spoken) in rows {
        let unit = Unit {
            written: written.trim_start_matches('*'),
            dose: written.starts_with('*'),
        };
        for phrase in *spoken {
            let words: Vec<&str> = phrase.split(' ').collect();
            forms.entry(words[0]).or_default().push((words, unit));
        }
    }
    for rows in forms.values_mut() {
        rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    forms
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| index(UNITS));
static PER_FORMS: LazyLock<Forms> = LazyLock::new(|| index(PER));

fn form_at(forms: &'static Forms, view: &View, at: usize) -> Option<(Unit, usize)> {
    forms
        .get(view.word(at)?)?
        .iter()
        .find(|(words, _)| view.reads(at, words))
        .map(|(words, unit)| (*unit, words.len()))
}

/// A unit with any "per": how it is written, whether it is a dose, and its length in tokens.
fn unit_at(view: &View, at: usize) -> Option<(String, bool, usize)> {
    let (unit, mut taken) = form_at(&FORMS, view, at)?;
    let mut written = unit.written.to_owned();
    while view.word(at + taken) == Some("per") {
        let Some((per, length)) = form_at(&PER_FORMS, view, at + taken + 1) else {
            break;
        };
        written = format!("{written}/{}", per.written);
        taken += 1 + length;
    }
    Some((written, unit.dose, taken))
}

/// Whether the word alone is a unit in any form.
pub(super) fn is_unit(word: &str) -> bool {
    FORMS
        .get(word)
        .is_some_and(|rows| rows.iter().any(|(words, _)| words.len() == 1))
}

/// Whether the word is a unit in which doses are given.
pub(super) fn is_dose_unit(word: &str) -> bool {
    FORMS.get(word).is_some_and(|rows| {
        rows.iter()
            .any(|(words, unit)| words.len() == 1 && unit.dose)
    })
}

/// "fifty milligrams", "5.0 mg", "ten to twenty units".
pub(super) fn count_and_unit(view: &View) -> Option<Rewrite> {
    let number = number_at(view, 0)?;
    if let Some((unit, dose, taken)) = unit_at(view, number.taken) {
        if is_lone_letter(view, &number, number.taken) {
            return None;
        }
        return measured(view, number.taken + taken, &[], &number, &unit, dose);
    }
    let link = view.word(number.taken)?;
    let between = view.previous() == Some("between");
    if !(matches!(link, "to" | "or" | "by") || (link == "and" && between)) {
        return None;
    }
    let second = number_at(view, number.taken + 1)?;
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
    let rows = FORMS.get(unit)?;
    let (_, unit) = rows.iter().find(|(words, _)| words.len() == 1)?;
    if view.previous().is_some_and(is_numberish) {
        return None;
    }
    let number = Number {
        text: figure.to_owned(),
        taken: 1,
        in_words: false,
    };
    measured(view, 1, &[], &number, unit.written, unit.dose)
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
        "p.r.n",
    ];
    const SPELT: &[&[&str]] = &[
        &["b", "d"],
        &["t", "d", "s"],
        &["q", "d", "s"],
        &["o", "d"],
        &["p", "r", "n"],
    ];
    const FORMS: &[&str] = &[
        "tablet", "tablets", "capsule", "capsules", "puff", "puffs", "drop", "drops", "sachet",
        "sachets", "bd", "tds", "qds", "od",
    ];
    let word = view.word(0)?;
    if !WHOLE.contains(&word) && !matches!(word, "b" | "t" | "q" | "o" | "p") {
        return None;
    }
    let after_dose = view.previous().is_some_and(|before| {
        is_dose_unit(before) || FORMS.contains(&before) || view.lexicon.is_kind(before, "drug")
    });
    if !after_dose {
        return None;
    }
    if WHOLE.contains(&word) {
        let written = word.replace('.', "");
        return (view.ahead[0].text != written).then(|| view.write(1, &[written]))?;
    }
    let spelt = SPELT.iter().find(|letters| view.reads(0, letters))?;
    view.write(spelt.len(), &[spelt.concat()])
}
