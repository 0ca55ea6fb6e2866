//! What was measured, as JSON for scripts.

use serde_json::{Map, Value, json};

use super::Measurement;
use super::figures::{Figure, Measured, Results, Tally};
use super::trials::Trial;
use crate::cli::{out, tidy};
use crate::problem::Outcome;

/// Prints everything: rates and shares from 0 to 1, times in seconds.
pub fn print(measurement: &Measurement, rows: bool) -> Outcome<()> {
    let trials = measurement.trials.iter().map(|(trial, results)| {
        let mut answer = figures(results, |figure| {
            measurement.against_off(trial, results, figure)
        });
        of_trial(trial, &mut answer);
        with_rows(measurement, results, answer, rows)
    });
    let peers = measurement.peers.iter().map(|(name, results)| {
        let mut answer = figures(results, |_| None);
        answer["peer"] = json!(name);
        with_rows(measurement, results, answer, rows)
    });
    out::say(tidy::to_json(&json!({
        "model": measurement.model,
        "recordings": measurement.items.len(),
        "results": trials.collect::<Vec<_>>(),
        "peers": peers.collect::<Vec<_>>(),
    }))?)
}

fn of_trial(trial: &Trial, answer: &mut Value) {
    answer["tuning"] = json!(trial.name);
    answer["dictionary"] = json!(trial.size.map(|size| size.name()));
    answer["dictionary_terms"] = json!(trial.size.map(|_| trial.lexicon.terms().len()));
}

fn figures(results: &Results, difference: impl Fn(Figure) -> Option<Measured>) -> Value {
    let figures: Map<String, Value> = Figure::ALL
        .into_iter()
        .map(|figure| {
            let mut value = results.figure(figure).map_or(Value::Null, measured);
            if let Some(difference) = difference(figure) {
                value["against_off"] = measured(difference);
            }
            (figure.key().to_owned(), value)
        })
        .collect();
    json!({ "figures": figures, "counts": counts(results.total()) })
}

fn with_rows(measurement: &Measurement, results: &Results, mut answer: Value, rows: bool) -> Value {
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
        "doubled_words": tally.compared.doubled,
        "letter_words": tally.tidied.strict.reference,
        "audio": tally.audio,
        "seconds": tally.effort.wall,
        "processor_seconds": tally.effort.processor,
        "real_time_factor": Figure::RealTimeFactor.of(tally),
    })
}
