//! What is measured, by its name before a figure: "CRP", "platelet count", "peak flow".

use crate::clinical::tidying::rules::View;

/// What is measured and often said without its unit.
const NAMES: &[&str] = &[
    "albumin",
    "alp",
    "alt",
    "amylase",
    "ast",
    "b12",
    "bicarbonate",
    "bilirubin",
    "bmi",
    "bnp",
    "ca125",
    "calcium",
    "calprotectin",
    "cholesterol",
    "ck",
    "creatinine",
    "crp",
    "egfr",
    "esr",
    "ferritin",
    "folate",
    "ggt",
    "glucose",
    "haemoglobin",
    "hb",
    "hba1c",
    "hdl",
    "hemoglobin",
    "inr",
    "lactate",
    "ldh",
    "ldl",
    "lymphocytes",
    "magnesium",
    "mcv",
    "neutrophils",
    "nt-probnp",
    "pco2",
    "ph",
    "phosphate",
    "platelets",
    "po2",
    "potassium",
    "psa",
    "sodium",
    "t3",
    "t4",
    "triglycerides",
    "troponin",
    "tsh",
    "urate",
    "urea",
    "wcc",
];

/// What ends a name of several words.
const ENDS: &[(&str, &[&str])] = &[
    (
        "count",
        &[
            "platelet",
            "cell",
            "neutrophil",
            "lymphocyte",
            "eosinophil",
            "white",
            "cd4",
        ],
    ),
    (
        "level",
        &[
            "lithium",
            "digoxin",
            "ferritin",
            "potassium",
            "sodium",
            "calcium",
            "drug",
            "trough",
        ],
    ),
    ("flow", &["peak"]),
    ("rate", &["heart", "pulse", "respiratory", "sedimentation"]),
    ("protein", &["reactive", "total"]),
    ("dimer", &["d"]),
    ("temperature", &[]),
    ("pulse", &[]),
    ("weight", &[]),
];

/// What may stand between the name of a result and its figure.
pub const LINKS: &[&str] = &[
    "of",
    "is",
    "was",
    "were",
    "remains",
    "remained",
    "now",
    "less",
    "more",
    "greater",
    "than",
    "about",
    "around",
    "approximately",
    "only",
    "then",
    "to",
    "at",
    "below",
    "above",
    "just",
    "still",
    "rose",
    "risen",
    "fell",
    "fallen",
    "dropped",
    "has",
    "had",
    "been",
    "came",
    "back",
    "today",
    "again",
    "measured",
];

/// Whether something measured is named just before, but for what links it to its figure.
pub(super) fn is_named(view: &View) -> bool {
    named_behind(view, LINKS).is_some_and(|at| is_name(view, at))
}

/// Whether the word so far back names what is measured.
pub(super) fn is_name(view: &View, at: usize) -> bool {
    let Some(word) = view.back(at) else {
        return false;
    };
    let ends = |(end, begins): &(&str, &[&str])| {
        *end == word
            && (begins.is_empty() || view.back(at + 1).is_some_and(|word| begins.contains(&word)))
    };
    NAMES.contains(&word) || ENDS.iter().any(ends)
}

/// Whether the word is by itself the name of something measured.
pub fn is_measured(word: &str) -> bool {
    NAMES.contains(&word)
}

/// How far back the first word stands that is no link.
pub(super) fn named_behind(view: &View, links: &[&str]) -> Option<usize> {
    const MOST: usize = 5;
    (0..=MOST).find(|at| view.back(*at).is_some_and(|word| !links.contains(&word)))
}
