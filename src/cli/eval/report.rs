//! What was measured, as tables for people, a hundred letters wide.

use super::Measurement;
use super::figures::{Figure, Measured, Results, Tally};
use super::peers::MEASURE;
use super::trials::Trial;
use crate::cli::out;
use crate::problem::Outcome;

/// The figures a model is judged by, and how wide their columns are.
const MAIN: [(Figure, usize); 5] = [
    (Figure::WordErrorRate, 17),
    (Figure::TermsMissed, 17),
    (Figure::OtherErrorRate, 17),
    (Figure::Doubled, 13),
    (Figure::RealTimeFactor, 17),
];

/// Those that tell why.
const FURTHER: [(Figure, usize); 5] = [
    (Figure::TermErrorRate, 19),
    (Figure::TermPrecision, 14),
    (Figure::HeldoutRecall, 18),
    (Figure::Insertions, 10),
    (Figure::QuietInsertions, 14),
];

/// Heads the names of the ways of listening: which dictionary, and what is on.
pub const WAYS: &str = "dict tuning";

/// How wide the names of dictionary and way of listening are together.
pub const NAME: usize = 19;

/// Prints the figures of each trial and peer, and before that a line for each recording if asked.
pub fn table(measurement: &Measurement, rows: bool) -> Outcome<()> {
    out::say(summary(measurement))?;
    if rows {
        each_recording(measurement)?;
    }
    out::say("")?;
    main_table(measurement)?;
    differences(measurement)?;
    out::say("")?;
    head(&FURTHER, WAYS)?;
    for (name, results) in named(measurement) {
        let cells = FURTHER.map(|(figure, width)| {
            let measured = results.figure(figure);
            cell(measured.map(|at| figure.shown(at.value)), width)
        });
        line(&name, &cells)?;
    }
    match measurement.peers.is_empty() {
        true => Ok(()),
        false => times(measurement),
    }
}

fn main_table(measurement: &Measurement) -> Outcome<()> {
    head(&MAIN, WAYS)?;
    for (name, results) in named(measurement) {
        let cells = MAIN.map(|(figure, width)| {
            let measured = results.figure(figure);
            let text = measured.map(|at| figure.shown(at.value) + &range(figure, at));
            cell(text, width)
        });
        line(&name, &cells)?;
    }
    out::say(
        "Beside each figure: where it lies 95 times in 100, were other recordings of the kind made.",
    )
}

/// Prints how much more each figure is than with tuning off, and than what whisper.cpp heard;
/// measured recording by recording.
fn differences(measurement: &Measurement) -> Outcome<()> {
    let trials = &measurement.trials;
    let off = trials.iter().find(|(trial, _)| trial.name == "off");
    let off = off.map(|(_, off)| ("against off".to_owned(), off));
    let peers = measurement.peers.iter();
    let measure = peers.filter(|(name, _)| name == MEASURE);
    let measure = measure.map(|(name, results)| (format!("against {name}"), results));
    for (title, base) in off.into_iter().chain(measure) {
        let others = trials
            .iter()
            .filter(|(_, results)| !std::ptr::eq(results, base));
        let rows: Vec<_> = others
            .map(|(trial, results)| {
                let cells = MAIN.map(|(figure, width)| {
                    let difference = results.against(base, figure);
                    let sign = difference.map_or("", |at| if at.value > 0.0 { "+" } else { "" });
                    let text = difference.map(|at| {
                        // The last column has no room for more.
                        let range = match figure {
                            Figure::RealTimeFactor => String::new(),
                            _ => range(figure, at),
                        };
                        format!("{sign}{}{range}", figure.roughly(at.value))
                    });
                    cell(text, width)
                });
                (trial_name(trial), cells)
            })
            .collect();
        if !rows.is_empty() {
            out::say("")?;
            head(&MAIN, &title)?;
        }
        for (name, cells) in rows {
            line(&name, &cells)?;
        }
    }
    Ok(())
}

/// Prints what each way took, beside whisper.cpp.
fn times(measurement: &Measurement) -> Outcome<()> {
    let measure = measurement.peers.iter().find(|(name, _)| name == MEASURE);
    let measure = measure.map(|(_, results)| results.total().effort);
    let against = format!("x {MEASURE}");
    out::say("")?;
    out::say(format!(
        "{:NAME$} {:>9} {against:>15} {:>18} {against:>15}",
        "", "seconds", "processor seconds"
    ))?;
    for (name, results) in named(measurement) {
        let effort = results.total().effort;
        let seconds = |own: f64| match own > 0.0 {
            true => format!("{own:.1}"),
            false => "-".to_owned(),
        };
        let times = |own: f64, theirs: Option<f64>| match theirs.filter(|theirs| *theirs > 0.0) {
            Some(theirs) if own > 0.0 => format!("{:.2}", own / theirs),
            _ => "-".to_owned(),
        };
        out::say(format!(
            "{name:NAME$} {:>9} {:>15} {:>18} {:>15}",
            seconds(effort.wall),
            times(effort.wall, measure.map(|at| at.wall)),
            seconds(effort.processor),
            times(effort.processor, measure.map(|at| at.processor)),
        ))?;
    }
    Ok(())
}

/// Prints a line for each recording and trial.
fn each_recording(measurement: &Measurement) -> Outcome<()> {
    let items = &measurement.items;
    out::say("")?;
    let width = name_width(measurement);
    out::say(format!(
        "{:width$} {:NAME$} {:>5} {:>4} {:>4} {:>4} {:>7} {:>8} {:>7} {:>4} {:>6}",
        "file", "", "words", "sub", "ins", "del", "wrong %", "terms", "others%", "dbl", "RTF"
    ))?;
    for (place, item) in items.iter().enumerate() {
        for (name, results) in named(measurement) {
            if let Some(tally) = results.tallies.get(place) {
                out::say(row(&format!("{:width$} {name:NAME$}", item.name), tally))?;
            }
        }
    }
    Ok(())
}

/// How wide the longest name of a recording is.
pub fn name_width(measurement: &Measurement) -> usize {
    let names = measurement
        .items
        .iter()
        .map(|item| item.name.chars().count());
    names.max().unwrap_or_default().max("file".len())
}

pub fn summary(measurement: &Measurement) -> String {
    let (words, terms, audio) = measurement
        .trials
        .first()
        .map_or((0, 0, 0.0), |(_, results)| {
            let spoken = results.total().compared.terms.recall.spoken;
            (results.words().reference, spoken, results.total().audio)
        });
    format!(
        "{}: {} recordings, {:.1} minutes, {words} words, {terms} terms",
        measurement.model,
        measurement.items.len(),
        audio / 60.0,
    )
}

fn row(name: &str, tally: &Tally) -> String {
    let words = tally.compared.words();
    let shown = |figure: Figure| {
        let value = figure.of(tally);
        value.map_or_else(|| "-".to_owned(), |value| figure.shown(value))
    };
    let recall = tally.compared.terms.recall;
    format!(
        "{name} {:>5} {:>4} {:>4} {:>4} {:>7} {:>8} {:>7} {:>4} {:>6}",
        words.reference,
        words.substitutions,
        words.insertions,
        words.deletions,
        shown(Figure::WordErrorRate),
        format!("{}/{}", recall.found, recall.spoken),
        shown(Figure::OtherErrorRate),
        shown(Figure::Doubled),
        shown(Figure::RealTimeFactor),
    )
}

/// Peers and trials with the names of their lines.
pub fn named(measurement: &Measurement) -> Vec<(String, &Results)> {
    let peers = measurement.peers.iter();
    let peers = peers.map(|(name, results)| (format!("{:4} {name}", "-"), results));
    let trials = measurement.trials.iter();
    peers
        .chain(trials.map(|(trial, results)| (trial_name(trial), results)))
        .collect()
}

fn trial_name(trial: &Trial) -> String {
    format!(
        "{:4} {}",
        trial.size.map_or("-", |size| size.name()),
        trial.name
    )
}

fn head(columns: &[(Figure, usize)], first: &str) -> Outcome<()> {
    let labels = columns
        .iter()
        .map(|(figure, width)| format!(" {:<width$}", figure.label(), width = width - 1));
    line(first, &labels.collect::<Vec<_>>())
}

fn line(name: &str, cells: &[String]) -> Outcome<()> {
    out::say(format!("{name:NAME$}{}", cells.concat()).trim_end())
}

/// Between which values a figure lies, after a space; nothing where that cannot be known.
pub fn range(figure: Figure, measured: Measured) -> String {
    let range = measured
        .interval
        .map(|at| format!(" {}..{}", figure.roughly(at.low), figure.roughly(at.high)));
    range.unwrap_or_default()
}

/// A column's text with a space before it.
pub fn cell(text: Option<String>, width: usize) -> String {
    format!(
        " {:<width$}",
        text.as_deref().unwrap_or("-"),
        width = width - 1
    )
}
