//! Scores and levels with names of their own: "E four V four M six", "Child Pugh B seven", "two D".

use super::numbers::{is_numberish, number_at, small};
use super::scores::{roman, small_at};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Token;

/// "E four V four M six" where a coma is scored.
pub(super) fn coma_parts(view: &View) -> Option<Rewrite> {
    const PARTS: [(&str, u64); 3] = [("e", 4), ("v", 5), ("m", 6)];
    let mut pieces = Vec::new();
    let mut at = 0;
    for (letter, most) in PARTS {
        let comma = view
            .ahead
            .get(at)
            .is_some_and(|mark| mark.text == "," && !mark.is_word());
        at += usize::from(comma);
        let word = view.word(at)?;
        let (score, taken) = match word.strip_prefix(letter)? {
            "" => (small(view.word(at + 1)?)?, 2),
            figure => (small(figure)?, 1),
        };
        if !(1..=most).contains(&score) {
            return None;
        }
        pieces.push(format!("{}{score}", letter.to_uppercase()));
        at += taken;
    }
    let scored = view.recently(&["gcs", "coma"], 8);
    let clear = view.word(at).is_none_or(|word| !is_numberish(word));
    (scored && clear).then(|| view.write(at, &pieces))?
}

/// "Child Pugh B seven", "Child-Pugh B".
pub(super) fn child_pugh(view: &View) -> Option<Rewrite> {
    let name = match view.word(0)? {
        "child-pugh" => 1,
        "child" | "child's" if view.word(1) == Some("pugh") => 2,
        _ => return None,
    };
    let class = match view.word(name) {
        Some(word @ ("class" | "grade" | "score")) => vec![word.to_owned()],
        _ => Vec::new(),
    };
    let mut at = name + class.len();
    let mut pieces = vec!["Child-Pugh".to_owned()];
    pieces.extend(class);
    if let Some(letter) = view
        .word(at)
        .filter(|word| matches!(*word, "a" | "b" | "c"))
    {
        let capital = view.ahead[at].text.starts_with(char::is_uppercase);
        let score = small_at(view, at + 1).filter(|score| (5..=15).contains(score));
        let clear = view.word(at + 2).is_none_or(|word| !is_numberish(word));
        if let Some(score) = score.filter(|_| clear) {
            pieces.push(format!("{}{score}", letter.to_uppercase()));
            at += 2;
        } else if capital || letter != "a" {
            pieces.push(letter.to_uppercase());
            at += 1;
        }
    }
    (at > 1).then(|| view.write(at, &pieces))?
}

/// "New York Heart Association class three".
pub(super) fn association_class(view: &View) -> Option<Rewrite> {
    const NAMES: &[&[&str]] = &[
        &["new", "york", "heart", "association"],
        &["canadian", "cardiovascular", "society"],
    ];
    let name = NAMES.iter().find(|name| view.reads(0, name))?;
    let mut at = name.len();
    at += usize::from(view.word(at) == Some("functional"));
    at += usize::from(matches!(view.word(at), Some("class" | "grade" | "stage")));
    let class_at = |at| {
        small_at(view, at)
            .filter(|class| *class <= 4)
            .and_then(roman)
    };
    let class = class_at(at)?;
    if view.word(at + 1).is_some_and(is_numberish) {
        return None;
    }
    let mut written = view.ahead[..at].to_vec();
    let mut push = |text: &str, at: usize| {
        written.push(Token::word(text, view.ahead[at].from.clone()));
    };
    push(class, at);
    let mut taken = at + 1;
    if let Some(link @ ("to" | "or")) = view.word(taken)
        && let Some(second) = class_at(taken + 1)
    {
        push(link, taken);
        push(second, taken + 1);
        taken += 2;
    }
    Some(Rewrite { taken, written })
}

/// "two D echo", "three D CT".
pub(super) fn plane(view: &View) -> Option<Rewrite> {
    const SEEN: &[&str] = &[
        "ct",
        "echo",
        "echocardiogram",
        "echocardiography",
        "image",
        "images",
        "imaging",
        "model",
        "mri",
        "printed",
        "reconstruction",
        "reconstructions",
        "scan",
        "scans",
        "ultrasound",
    ];
    let planes = small(view.word(0)?).filter(|planes| (2..=4).contains(planes))?;
    let seen = view.word(2).is_some_and(|word| SEEN.contains(&word));
    let before = view.previous().is_some_and(is_numberish);
    (view.word(1)? == "d" && seen && !before).then(|| view.write(2, &[format!("{planes}D")]))?
}

/// "Garden four fracture": a grade named after a person.
pub(super) fn named_grade(view: &View) -> Option<Rewrite> {
    const NAMES: &[(&str, &[&str])] = &[
        (
            "garden",
            &[
                "fracture",
                "neck",
                "intracapsular",
                "displaced",
                "hip",
                "fractured",
            ],
        ),
        ("schatzker", &["fracture", "tibial"]),
        ("gustilo", &["fracture", "open", "injury"]),
        ("tanner", &["stage", "breast", "pubic"]),
    ];
    let name = view.previous()?;
    let (_, things) = NAMES.iter().find(|(named, _)| *named == name)?;
    let grade = small_at(view, 0).filter(|grade| (1..=6).contains(grade))?;
    let in_words = view.word(0)?.starts_with(char::is_alphabetic);
    let thing = view.word(1).is_none_or(|word| things.contains(&word));
    (in_words && thing).then(|| view.write(1, &[grade.to_string()]))?
}

/// "PH of 7.35": the acidity, not the pressure in the lungs.
pub(super) fn acidity(view: &View) -> Option<Rewrite> {
    if !(view.word(0)? == "ph" && view.ahead[0].text != "pH") {
        return None;
    }
    let link = usize::from(matches!(view.word(1), Some("of" | "is" | "was" | "at")));
    let value = number_at(view, 1 + link)?.value();
    (6.0..8.5)
        .contains(&value)
        .then(|| view.write(1, &["pH"]))?
}
