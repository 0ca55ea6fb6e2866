//! What is left to type: the words a secretary changes to get from a draft to the letter.

use super::Measurement;
use super::figures::{Figure, Results, Tally};
use super::report::{NAME, WAYS, cell, name_width, named, range, summary};
use crate::cli::out;
use crate::problem::Outcome;

/// The columns: before tidying and after, each strictly and by words alone.
const FIGURES: [Figure; 4] = [
    Figure::Untidied,
    Figure::UntidiedWords,
    Figure::Tidied,
    Figure::TidiedWords,
];

/// How wide each of them is.
const WIDTH: usize = 16;

/// Prints the words to change per hundred of the letter, for each trial and peer, and before that
/// for each recording if asked.
pub fn table(measurement: &Measurement, rows: bool) -> Outcome<()> {
    out::say(summary(measurement))?;
    let letters = measurement
        .trials
        .first()
        .map(|(_, results)| results.total());
    let typed = letters.map_or(0, |tally| tally.tidied.strict.reference);
    out::say(format!(
        "Words to change per hundred of the letters' {typed}"
    ))?;
    if rows {
        each_recording(measurement)?;
    }
    out::say("")?;
    head(WAYS, NAME)?;
    for (name, results) in named(measurement) {
        let cells = FIGURES.map(|figure| all_letters(figure, results));
        out::say(format!("{name:NAME$}{}", cells.concat()).trim_end())?;
    }
    out::say(
        "Strict: a word counts that differs in a letter, a capital or a mark that touches it, and a",
    )?;
    out::say(
        "paragraph break missing or too many. Words: capitals, marks and breaks are left aside.",
    )
}

fn each_recording(measurement: &Measurement) -> Outcome<()> {
    let width = name_width(measurement);
    out::say("")?;
    head("file", width + 1 + NAME)?;
    for (place, item) in measurement.items.iter().enumerate() {
        for (name, results) in named(measurement) {
            if let Some(tally) = results.tallies.get(place) {
                let cells = FIGURES.map(|figure| one_letter(figure, tally));
                let name = format!("{:width$} {name:NAME$}", item.name);
                out::say(format!("{name}{}", cells.concat()).trim_end())?;
            }
        }
    }
    Ok(())
}

fn head(first: &str, width: usize) -> Outcome<()> {
    let labels = FIGURES.map(|figure| cell(Some(figure.label().to_owned()), WIDTH));
    out::say(format!("{first:width$}{}", labels.concat()).trim_end())
}

fn all_letters(figure: Figure, results: &Results) -> String {
    let measured = results.figure(figure);
    let text = measured.map(|at| figure.roughly(at.value) + &range(figure, at));
    cell(text, WIDTH)
}

fn one_letter(figure: Figure, tally: &Tally) -> String {
    cell(figure.of(tally).map(|value| figure.roughly(value)), WIDTH)
}
