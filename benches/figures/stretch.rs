//! What playing faster costs while it is being heard.

use dictation_desk::audio::stretch::Stretch;

use crate::sample;
use crate::table::{Row, seconds};

/// Samples given to the stretcher at a time.
const PIECE: usize = 1_024;

pub fn rows() -> Vec<Row> {
    vec![row(16_000), row(44_100)]
}

/// Seconds of work for each second that is heard at 1.5 times speed.
fn row(rate: u32) -> Row {
    const SPEED: f64 = 1.5;
    const LENGTH: f64 = 30.0;
    let tone = sample::tone(rate, LENGTH);
    let heard = LENGTH / SPEED;
    let runs = seconds(7, || stretched(rate, SPEED, &tone));
    let shares = runs.iter().map(|taken| taken / heard * 100.0).collect();
    let what = format!(
        "stretch to 1.5 times speed at {:.1} kHz",
        f64::from(rate) / 1e3
    );
    Row::new(what, "% of a core", shares)
}

fn stretched(rate: u32, speed: f64, samples: &[f32]) -> Vec<f32> {
    let mut stretch = Stretch::new(rate, speed).expect("a usual rate");
    let mut output = Vec::with_capacity(samples.len());
    for piece in samples.chunks(PIECE) {
        stretch.push(piece);
        while stretch.pull(&mut output).is_some() {}
    }
    output
}
