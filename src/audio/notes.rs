//! Notes: what a person should know about how a recording was read, in words.

use crate::words::Span;

/// Seconds a recording may fall short of its header before that is worth a word.
const SHORTFALL: f64 = 0.5;

/// Seconds between damaged places that are told as one.
const NEAR: f64 = 2.0;

/// Damaged places that are named; of more, only their number is told.
const NAMED: usize = 4;

/// How a recording turned out, in seconds.
pub(super) struct Read<'a> {
    pub done: f64,
    /// What its header promised, where that can be trusted.
    pub expected: Option<f64>,
    /// Whether it ended before it should have.
    pub cut: bool,
    /// Where it could not be read, in order.
    pub damage: &'a [Span],
}

/// What is worth telling, if anything.
pub(super) fn note(read: &Read<'_>) -> Option<String> {
    let told: Vec<String> = [ending(read), damaged(read.damage)]
        .into_iter()
        .flatten()
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn ending(read: &Read<'_>) -> Option<String> {
    let clock = |seconds: f64| Span::new(seconds, seconds).clocks();
    let done = clock(read.done);
    match read.expected {
        Some(expected) if read.done + SHORTFALL < expected => Some(format!(
            "The recording ends early: {done} of {} is there.",
            clock(expected)
        )),
        None if read.cut => Some(format!(
            "The recording ends early: only {done} could be read."
        )),
        _ => None,
    }
}

fn damaged(damage: &[Span]) -> Option<String> {
    let mut places: Vec<Span> = Vec::new();
    for span in damage {
        match places.last_mut() {
            Some(last) if span.start - last.end < NEAR => *last = last.join(*span),
            _ => places.push(*span),
        }
    }
    let (named, further) = places.split_at(places.len().min(NAMED));
    let mut told: Vec<String> = named.iter().map(|span| place(*span)).collect();
    match further.len() {
        0 => {}
        1 => told.push("at one more place".to_owned()),
        more => told.push(format!("at {more} more places")),
    }
    let last = told.pop()?;
    let all = if told.is_empty() {
        last
    } else {
        format!("{} and {last}", told.join(", "))
    };
    let (first, rest) = all.split_at(1);
    Some(format!(
        "{}{rest} the recording is damaged, and what was said there is missing.",
        first.to_uppercase()
    ))
}

fn place(span: Span) -> String {
    let clocks = span.clocks();
    if clocks.contains(" to ") {
        format!("from {clocks}")
    } else {
        format!("at {clocks}")
    }
}
