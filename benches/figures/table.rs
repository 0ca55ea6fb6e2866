//! The table: a row a figure, with its spread, and the stopwatch that fills it.

use std::fmt;
use std::hint::black_box;
use std::time::Instant;

/// One figure: what was measured and what came of each run, or why it could not be measured.
pub struct Row {
    what: String,
    unit: &'static str,
    runs: Result<Vec<f64>, String>,
}

impl Row {
    pub fn new(what: impl Into<String>, unit: &'static str, mut runs: Vec<f64>) -> Self {
        runs.sort_by(f64::total_cmp);
        Self {
            what: what.into(),
            unit,
            runs: Ok(runs),
        }
    }

    pub fn not_measured(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            unit: "",
            runs: Err(why.into()),
        }
    }
}

/// The table's first lines.
pub fn head() -> String {
    let names = line("figure", "median", "min\u{2013}max", "unit", "n");
    let rule = "-".repeat(names.chars().count());
    format!("{names}\n{rule}")
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = match &self.runs {
            Err(why) => format!("{:<58} not measured: {why}", self.what),
            Ok(runs) => {
                let (least, most) = (runs[0], runs[runs.len() - 1]);
                let spread = format!("{}\u{2013}{}", short(least), short(most));
                let median = short(runs[runs.len() / 2]);
                line(
                    &self.what,
                    &median,
                    &spread,
                    self.unit,
                    &runs.len().to_string(),
                )
            }
        };
        f.write_str(&row)
    }
}

fn line(what: &str, median: &str, spread: &str, unit: &str, n: &str) -> String {
    format!("{what:<58} {median:>8} {spread:>17}  {unit:<17} {n:>3}")
}

/// Three figures that count.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// The seconds that each of `n` runs takes.
pub fn seconds<T>(n: usize, mut run: impl FnMut() -> T) -> Vec<f64> {
    let timed = |_| {
        let began = Instant::now();
        black_box(run());
        began.elapsed().as_secs_f64()
    };
    (0..n).map(timed).collect()
}

/// The milliseconds that each of `n` runs takes.
pub fn milliseconds<T>(n: usize, run: impl FnMut() -> T) -> Vec<f64> {
    seconds(n, run)
        .into_iter()
        .map(|taken| taken * 1_000.0)
        .collect()
}
