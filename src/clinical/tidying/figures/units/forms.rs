//! The table of units: how each is said and how UK letters write it.

use std::collections::HashMap;
use std::sync::LazyLock;

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
            "mics",
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
        &["unit", "units", "international units", "iu", "i.u", "u"],
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
            "millimetres mercury",
            "millimeters mercury",
            "mm of mercury",
            "mm mercury",
            "mm of hg",
            "mm hg",
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
    ("dB", &["decibel", "decibels", "db"]),
    ("kPa", &["kilopascal", "kilopascals", "kpa"]),
    ("ms", &["millisecond", "milliseconds", "msec", "ms"]),
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
    ("m²", &["m2", "m²", "square metres", "metres squared"]),
    (
        "%",
        &[
            "per cent sign",
            "percent sign",
            "per cent",
            "percent",
            "percentage points",
            "%",
        ],
    ),
];

/// What may follow "per".
const PER: &[(&str, &[&str])] = &[
    ("L", &["litre", "liter", "l"]),
    ("dL", &["decilitre", "deciliter", "dl"]),
    ("mL", &["millilitre", "milliliter", "ml"]),
    ("kg", &["kilogram", "kilogramme", "kilo", "kg"]),
    ("mol", &["mole", "mol"]),
    ("mmol", &["millimole", "mmol"]),
    (
        "m²",
        &[
            "metre squared",
            "meter squared",
            "square metre",
            "square meter",
            "m2",
            "m²",
        ],
    ),
    ("1.73 m²", &["1.73m2", "1.73m²"]),
    ("min", &["minute", "min"]),
    ("hour", &["hour", "hr", "h"]),
    ("day", &["day"]),
];

#[derive(Clone, Copy)]
pub struct Unit {
    pub written: &'static str,
    pub dose: bool,
}

/// Units by the first word of each form, the longest form first.
pub type Forms = HashMap<&'static str, Vec<(Vec<&'static str>, Unit)>>;

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

pub static FORMS: LazyLock<Forms> = LazyLock::new(|| index(UNITS));
pub static PER_FORMS: LazyLock<Forms> = LazyLock::new(|| index(PER));

/// The unit that one word names by itself.
fn single(forms: &'static Forms, word: &str) -> Option<Unit> {
    let rows = forms.get(word)?;
    let (_, unit) = rows.iter().find(|(words, _)| words.len() == 1)?;
    Some(*unit)
}

/// One word as a unit, "mg/kg/min" too: how it is written, and whether it is a dose.
pub fn written(word: &str) -> Option<(String, bool)> {
    if let Some(unit) = single(&FORMS, word) {
        return Some((unit.written.to_owned(), unit.dose));
    }
    let (first, rest) = word.split_once('/')?;
    let unit = single(&FORMS, first)?;
    let mut written = unit.written.to_owned();
    for per in rest.split('/') {
        written.push('/');
        written.push_str(single(&PER_FORMS, per)?.written);
    }
    Some((written, unit.dose))
}

/// Whether the word alone is a unit in any form.
pub fn is_unit(word: &str) -> bool {
    single(&FORMS, word).is_some() || (word.contains('/') && written(word).is_some())
}

/// Whether the word is a unit in which doses are given.
pub fn is_dose_unit(word: &str) -> bool {
    single(&FORMS, word).is_some_and(|unit| unit.dose)
}
