//! Word lists as columns parted by tabs, the form the built-in dictionary has.

use super::Term;
use super::lines::{lines, unreadable};
use crate::problem::Outcome;

/// The columns of a table, in the order they have where there is no header.
const COLUMNS: [&str; 6] = [
    "term",
    "kind",
    "specialties",
    "spoken",
    "look-alikes",
    "expansion",
];

/// The terms of a TSV text, as [`super::Lexicon::add_tsv`] describes it.
pub(super) fn read(tsv: &str) -> Outcome<Vec<Term>> {
    let mut columns: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    let mut terms = Vec::new();
    let mut header = true;
    for (number, line) in lines(tsv) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if std::mem::take(&mut header) && cells[0].eq_ignore_ascii_case("term") {
            columns = cells.iter().map(|cell| column_name(cell)).collect();
            continue;
        }
        let term = term_of(&cells, &columns).ok_or_else(|| {
            unreadable(
                number,
                "Each line needs a term first and at most the columns named at the top, parted by tabs",
            )
        })?;
        terms.push(term);
    }
    Ok(terms)
}

/// A header's cell as one of the column names, whichever way its words are joined.
fn column_name(cell: &str) -> String {
    let name = cell.to_lowercase().replace([' ', '_'], "-");
    match name.as_str() {
        "spoken-forms" | "spoken-form" | "sounds-like" => "spoken".to_owned(),
        "specialty" => "specialties".to_owned(),
        "lookalikes" | "look-alike" => "look-alikes".to_owned(),
        _ => name,
    }
}

fn term_of(cells: &[&str], columns: &[String]) -> Option<Term> {
    if cells.len() > columns.len() {
        return None;
    }
    let cell = |name: &str| {
        let place = columns.iter().position(|column| column == name)?;
        cells.get(place).copied()
    };
    let list = |name: &str| -> Vec<String> {
        let items = cell(name).unwrap_or_default().split('|').map(str::trim);
        items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let text = cell("term").filter(|text| !text.is_empty())?;
    Some(Term {
        text: text.to_owned(),
        kind: cell("kind").unwrap_or_default().into(),
        specialties: list("specialties"),
        spoken: list("spoken"),
        look_alikes: list("look-alikes"),
        expansion: cell("expansion").unwrap_or_default().to_owned(),
    })
}
