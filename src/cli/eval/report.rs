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

/// Prints the figures of each trial and peer, and before that a line for each recording if asked.
pub fn table(measurement: &Measurement, rows: bool) -> Outcome<()> {
    out::say(summary(measurement))?;
    if rows {
        each_recording(measurement)?;
    }
    out::say("")?;
    main_table(measurement)?;
    against_off(measurement)?;
    out::say("")?;
    head(&FURTHER, "")?;
    for (name, results) in named(measurement) {
        let cells = FURTHER.map(|(figure, width)| {
            let value = results.figure(figure).map(|at| figure.shown(at.value));
            format!(
                " {:<width$}",
                value.as_deref().unwrap_or("-"),
                width = width - 1
            )
        });
        line(&name, &cells)?;
    }
    match measurement.peers.is_empty() {
        true => Ok(()),
        false => times(measurement),
    }
}

fn main_table(measurement: &Measurement) -> Outcome<()> {
    head(&MAIN, "")?;
    for (name, results) in named(measurement) {
        let cells = MAIN.map(|(figure, width)| cell(figure, results.figure(figure), "", width));
        line(&name, &cells)?;
    }
    out::say(
        "Beside each figure: where it lies 95 times in 100, were other recordings of the kind made.",
    )
}

/// Prints how much more each figure is than with tuning off, measured pair by pair.
fn against_off(measurement: &Measurement) -> Outcome<()> {
    let Measurement { trials, .. } = measurement;
    let rows: Vec<_> = trials
        .iter()
        .filter_map(|(trial, results)| {
            let differences =
                MAIN.map(|(figure, _)| measurement.against_off(trial, results, figure));
            let any = differences.iter().any(Option::is_some);
            any.then(|| (trial_name(trial), differences))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    out::say("")?;
    head(&MAIN, "against off")?;
    for (name, differences) in rows {
        let cells = MAIN.iter().zip(differences).map(|((figure, width), at)| {
            let sign = at.map_or("", |at| if at.value > 0.0 { "+" } else { "" });
            cell(*figure, at, sign, *width)
        });
        line(&name, &cells.collect::<Vec<_>>())?;
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
        "{:18} {:>10} {against:>15} {:>18} {against:>15}",
        "", "seconds", "processor seconds"
    ))?;
    for (name, results) in named(measurement) {
        let effort = results.total().effort;
        let times = |own: f64, theirs: Option<f64>| match theirs.filter(|theirs| *theirs > 0.0) {
            Some(theirs) if own > 0.0 => format!("{:.2}", own / theirs),
            _ => "-".to_owned(),
        };
        out::say(format!(
            "{name:18} {:>10.1} {:>15} {:>18.1} {:>15}",
            effort.wall,
            times(effort.wall, measure.map(|at| at.wall)),
            effort.processor,
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
        "{:width$} {:18} {:>5} {:>4} {:>4} {:>4} {:>7} {:>8} {:>7} {:>4} {:>6}",
        "file", "", "words", "sub", "ins", "del", "wrong %", "terms", "others%", "dbl", "RTF"
    ))?;
    for (place, item) in items.iter().enumerate() {
        for (name, results) in named(measurement) {
            if let Some(tally) = results.tallies.get(place) {
                out::say(row(&format!("{:width$} {name:18}", item.name), tally))?;
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
    let first = if first.is_empty() {
        "dict tuning"
    } else {
        first
    };
    line(first, &labels.collect::<Vec<_>>())
}

fn line(name: &str, cells: &[String]) -> Outcome<()> {
    out::say(format!("{name:18}{}", cells.concat()).trim_end())
}

/// A figure and its interval.
fn cell(figure: Figure, measured: Option<Measured>, sign: &str, width: usize) -> String {
    let text = match measured {
        None => "-".to_owned(),
        Some(Measured { value, interval }) => {
            let range = interval
                .map(|at| format!(" {}..{}", figure.roughly(at.low), figure.roughly(at.high)));
            format!("{sign}{}{}", figure.shown(value), range.unwrap_or_default())
        }
    };
    format!(" {text:<width$}", width = width - 1)
}
