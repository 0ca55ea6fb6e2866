//! What was measured, as a table for people or JSON for scripts.

use serde_json::{Map, Value, json};

use super::Measurement;
use super::figures::{Figure, Measured, Results, Tally};
use super::trials::Trial;
use crate::cli::{out, tidy};
use crate::problem::Outcome;

/// Prints a line for each figure of each trial, and before that one for each recording if asked.
pub fn table(measurement: &Measurement, rows: bool) -> Outcome<()> {
    out::say(summary(measurement))?;
    if rows {
        each_recording(measurement)?;
    }
    out::say("")?;
    out::say(format!(
        "{:12} {:10} {:12} {:>9}  {:22} {:>11}  {}",
        "figure", "dictionary", "tuning", "value", "95 % interval", "against off", "95 % interval"
    ))?;
    for figure in Figure::ALL {
        for (trial, results) in &measurement.trials {
            if let Some(measured) = results.figure(figure) {
                let difference = measurement.against_off(trial, results, figure);
                out::say(line(figure, trial, measured, difference))?;
            }
        }
    }
    Ok(())
}

/// Prints a line for each recording and trial.
fn each_recording(measurement: &Measurement) -> Outcome<()> {
    let Measurement { items, trials, .. } = measurement;
    out::say("")?;
    let width = items.iter().map(|item| item.name.chars().count()).max();
    let width = width.unwrap_or_default().max("file".len());
    out::say(format!(
        "{:width$} {:10} {:12} {:>6} {:>5} {:>5} {:>5} {:>7} {:>7} {:>7} {:>9} {:>9} {:>6}",
        "file",
        "dictionary",
        "tuning",
        "words",
        "sub",
        "ins",
        "del",
        "WER %",
        "B-WER %",
        "U-WER %",
        "terms",
        "held-out",
        "RTF"
    ))?;
    for (place, item) in items.iter().enumerate() {
        for (trial, results) in trials {
            if let Some(tally) = results.tallies.get(place) {
                out::say(row(&item.name, width, trial, tally))?;
            }
        }
    }
    Ok(())
}

fn summary(measurement: &Measurement) -> String {
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

fn row(name: &str, width: usize, trial: &Trial, tally: &Tally) -> String {
    let words = tally.compared.words();
    let shown = |figure: Figure| {
        let value = figure.of(tally);
        value.map_or_else(|| "-".to_owned(), |value| figure.shown(value))
    };
    let recall = tally.compared.terms.recall;
    format!(
        "{name:width$} {:10} {:12} {:>6} {:>5} {:>5} {:>5} {:>7} {:>7} {:>7} {:>9} {:>9} {:>6}",
        size(trial),
        trial.name,
        words.reference,
        words.substitutions,
        words.insertions,
        words.deletions,
        shown(Figure::WordErrorRate),
        shown(Figure::TermErrorRate),
        shown(Figure::OtherErrorRate),
        format!("{}/{}", recall.found, recall.spoken),
        format!("{}/{}", tally.heldout.found, tally.heldout.spoken),
        shown(Figure::RealTimeFactor),
    )
}

fn line(figure: Figure, trial: &Trial, measured: Measured, difference: Option<Measured>) -> String {
    let range = |measured: Measured| match measured.interval {
        Some(at) => format!("{} to {}", figure.shown(at.low), figure.shown(at.high)),
        None => "-".to_owned(),
    };
    let mut line = format!(
        "{:12} {:10} {:12} {:>9}  {:22}",
        figure.label(),
        size(trial),
        trial.name,
        figure.shown(measured.value),
        range(measured),
    );
    if let Some(difference) = difference {
        let sign = if difference.value > 0.0 { "+" } else { "" };
        let value = format!("{sign}{}", figure.shown(difference.value));
        line += &format!(" {value:>11}  {}", range(difference));
    }
    line.trim_end().to_owned()
}

fn size(trial: &Trial) -> &'static str {
    trial.size.map_or("-", |size| size.name())
}

/// Prints everything as JSON: rates and shares from 0 to 1, times in seconds.
pub fn json(measurement: &Measurement, rows: bool) -> Outcome<()> {
    let results: Vec<Value> = measurement
        .trials
        .iter()
        .map(|(trial, results)| result(measurement, trial, results, rows))
        .collect();
    out::say(tidy::to_json(&json!({
        "model": measurement.model,
        "recordings": measurement.items.len(),
        "results": results,
    }))?)
}

fn result(measurement: &Measurement, trial: &Trial, results: &Results, rows: bool) -> Value {
    let figures: Map<String, Value> = Figure::ALL
        .into_iter()
        .map(|figure| {
            let mut value = results.figure(figure).map_or(Value::Null, measured);
            if let Some(difference) = measurement.against_off(trial, results, figure) {
                value["against_off"] = measured(difference);
            }
            (figure.key().to_owned(), value)
        })
        .collect();
    let mut answer = json!({
        "tuning": trial.name,
        "dictionary": trial.size.map(|size| size.name()),
        "dictionary_terms": trial.size.map(|_| trial.lexicon.terms().len()),
        "figures": figures,
        "counts": counts(results.total()),
    });
    if rows {
        let items = measurement.items.iter().zip(&results.tallies);
        answer["rows"] = items
            .map(|(item, tally)| json!({"file": item.name, "counts": counts(tally)}))
            .collect();
    }
    answer
}

fn measured(measured: Measured) -> Value {
    json!({
        "value": measured.value,
        "low": measured.interval.map(|at| at.low),
        "high": measured.interval.map(|at| at.high),
    })
}

fn counts(tally: &Tally) -> Value {
    let words = tally.compared.words();
    let terms = tally.compared.terms;
    json!({
        "words": words.reference,
        "substitutions": words.substitutions,
        "insertions": words.insertions,
        "deletions": words.deletions,
        "term_words": tally.compared.in_terms.reference,
        "term_errors": tally.compared.in_terms.errors(),
        "terms_spoken": terms.recall.spoken,
        "terms_found": terms.recall.found,
        "terms_written": terms.written,
        "terms_right": terms.right,
        "heldout_spoken": tally.heldout.spoken,
        "heldout_found": tally.heldout.found,
        "audio": tally.audio,
        "real_time_factor": Figure::RealTimeFactor.of(tally),
    })
}
