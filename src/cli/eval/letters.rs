//! What is left to type: the words a secretary changes to get from a draft to the letter.

use super::Measurement;
use super::figures::{Figure, Measured, Results, Tally};
use super::report::{name_width, named, summary};
use crate::cli::out;
use crate::problem::Outcome;

/// The columns: before tidying and after, each strictly and by words alone.
const FIGURES: [Figure; 4] = [
    Figure::Untidied,
    Figure::UntidiedWords,
    Figure::Tidied,
    Figure::TidiedWords,
];

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
    head("dict tuning", 18)?;
    for (name, results) in named(measurement) {
        let cells = FIGURES.map(|figure| all_letters(figure, results));
        out::say(format!("{name:18}{}", cells.concat()).trim_end())?;
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
    head("file", width + 19)?;
    for (place, item) in measurement.items.iter().enumerate() {
        for (name, results) in named(measurement) {
            if let Some(tally) = results.tallies.get(place) {
                let cells = FIGURES.map(|figure| one_letter(figure, tally));
                let name = format!("{:width$} {name:18}", item.name);
                out::say(format!("{name}{}", cells.concat()).trim_end())?;
            }
        }
    }
    Ok(())
}

fn head(first: &str, width: usize) -> Outcome<()> {
    out::say(format!(
        "{first:width$} {:<19} {:<19} {:<19} {}",
        "before, strict", "before, words", "after, strict", "after, words"
    ))
}

fn all_letters(figure: Figure, results: &Results) -> String {
    cell(results.figure(figure).map(|Measured { value, interval }| {
        let range =
            interval.map(|at| format!(" {}..{}", figure.roughly(at.low), figure.roughly(at.high)));
        format!("{}{}", figure.roughly(value), range.unwrap_or_default())
    }))
}

fn one_letter(figure: Figure, tally: &Tally) -> String {
    cell(figure.of(tally).map(|value| figure.roughly(value)))
}

fn cell(text: Option<String>) -> String {
    format!(" {:<19}", text.as_deref().unwrap_or("-"))
}
