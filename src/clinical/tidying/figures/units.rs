//! Units where they stand among the words: "micrograms per litre".

mod forms;

use crate::clinical::tidying::rules::View;
use forms::{FORMS, Forms, PER_FORMS, Unit};

pub use forms::{is_dose_unit, is_unit, written};

fn form_at(forms: &'static Forms, view: &View, at: usize) -> Option<(Unit, usize)> {
    forms
        .get(view.word(at)?)?
        .iter()
        .find(|(words, _)| view.reads(at, words))
        .map(|(words, unit)| (*unit, words.len()))
}

/// A unit with any "per": how it is written, whether it is a dose, and its length in tokens.
pub(super) fn unit_at(view: &View, at: usize) -> Option<(String, bool, usize)> {
    // "forty grey in fifteen fractions": the colour is no unit elsewhere.
    let rays = matches!(view.word(at), Some("grey" | "greys"))
        && view.word(at + 1) == Some("in")
        && view
            .word(at + 3)
            .is_some_and(|word| word.starts_with("fraction"));
    if rays {
        return Some(("Gy".to_owned(), false, 1));
    }
    let (mut text, dose, mut taken) = match form_at(&FORMS, view, at) {
        Some((unit, taken)) => (unit.written.to_owned(), unit.dose, taken),
        None => {
            let (text, dose) = written(view.word(at)?)?;
            (text, dose, 1)
        }
    };
    while view.word(at + taken) == Some("per") {
        let Some((per, length)) = form_at(&PER_FORMS, view, at + taken + 1) else {
            break;
        };
        text = format!("{text}/{}", per.written);
        taken += 1 + length;
    }
    Some((text, dose, taken))
}
