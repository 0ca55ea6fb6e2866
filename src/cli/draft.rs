//! `draft`: recordings in, drafts out, as text, JSON or subtitles.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::hearing::{Heard, HearingOptions, Listener};
use super::printed::{Mark, Place, Printed, letter_by_letter, ordinary, places};
use super::{Switch, out, srt, tidy};
use crate::clinical::flags::FlagKind;
use crate::clinical::{self, Tidied, ledgers};
use crate::letter::{Body, gaps};
use crate::problem::{Outcome, Problem};
use crate::speech::Ledger;

#[derive(Args)]
pub struct Options {
    /// WAV, MP3, M4A, AAC, FLAC, OGG or Opus files
    #[arg(required = true)]
    audio: Vec<PathBuf>,
    #[command(flatten)]
    hearing: HearingOptions,
    /// Whether to write what was said as a letter has it, or word for word
    #[arg(long, value_enum, default_value_t = Switch::On)]
    tidy: Switch,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Srt,
}

/// A draft as JSON; all times in seconds.
#[derive(Serialize)]
struct Answer<'a> {
    text: &'a str,
    /// Where each letter stands in the text, in characters, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    letters: Vec<Place>,
    words: Vec<Spoken<'a>>,
    notes: Vec<Note>,
    flags: Vec<Mark>,
    timings: Timings,
}

/// A stretch of the text with what was heard there.
#[derive(Serialize)]
pub struct Spoken<'a> {
    pub text: String,
    pub heard: &'a str,
    pub start: f64,
    pub end: f64,
    pub confidence: f32,
}

/// A word to the secretary.
#[derive(Serialize)]
struct Note {
    text: String,
    start: f64,
    end: f64,
}

/// How long the recording is, and how long each step took.
#[derive(Serialize)]
struct Timings {
    audio: f64,
    decode: f64,
    speech: f64,
    tidy: f64,
    total: f64,
}

pub fn run(options: &Options) -> Outcome<()> {
    // The first recording's total includes what loading the model takes.
    let mut begun = Instant::now();
    let mut listener = Listener::new(&options.hearing, true)?;
    let several = options.audio.len() > 1;
    let mut answers = Vec::new();
    for file in &options.audio {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let heard = listener.hear(file).map_err(|problem| match several {
            true => Problem::new(format!("{name}: {}", problem.what()), problem.next()),
            false => problem,
        })?;
        let tidying = Instant::now();
        let tidied = match options.tidy {
            Switch::On => clinical::tidy(&heard.transcript.words, &listener.lexicon),
            Switch::Off => Tidied {
                body: clinical::untidied(&heard.transcript.words),
                ..Tidied::default()
            },
        };
        let timings = timings(&heard, tidying, begun);
        begun = Instant::now();
        let printed = Printed::new(&tidied.body);
        if options.format == Format::Json {
            let flags = printed.marks(&listener.lexicon, &heard.transcript.ledger);
            answers.push(json(&tidied, &printed.text, flags, timings)?);
            continue;
        }
        if several {
            out::say(format!("== {name} =="))?;
        }
        match options.format {
            Format::Srt => out::say(srt::subtitles(&spoken(&tidied.body)))?,
            _ => out::say(letter_by_letter(&tidied))?,
        }
        tidy::tell_of_notes(tidied.notes.len());
        tell_of_gaps(&tidied.body, &heard.transcript.ledger);
    }
    match (options.format, answers.as_slice()) {
        (Format::Json, [answer]) => out::say(answer),
        (Format::Json, answers) => out::say(format!("[{}]", answers.join(",\n"))),
        _ => Ok(()),
    }
}

/// Says where to listen, so that nobody takes the text for all there was.
fn tell_of_gaps(body: &Body, ledger: &Ledger) {
    for gap in gaps(&ledger.missing, &ledger.unsupported) {
        if let Some(flag) = ledgers::flag(gap, body) {
            out::warn(match flag.kind {
                FlagKind::Missing => {
                    format!("{}: speech that the text may lack.", gap.span().clocks())
                }
                _ => format!("{}: text that nobody may have said.", gap.span().clocks()),
            });
        }
    }
}

fn timings(heard: &Heard, tidying: Instant, begun: Instant) -> Timings {
    let thousandths = |seconds: f64| (seconds * 1000.0).round() / 1000.0;
    Timings {
        audio: thousandths(heard.audio),
        decode: thousandths(heard.decode),
        speech: thousandths(heard.speech),
        tidy: thousandths(tidying.elapsed().as_secs_f64()),
        total: thousandths(begun.elapsed().as_secs_f64()),
    }
}

fn json(tidied: &Tidied, text: &str, flags: Vec<Mark>, timings: Timings) -> Outcome<String> {
    let notes = tidied.notes.iter().map(|note| Note {
        text: ordinary(&note.text),
        start: note.span.start,
        end: note.span.end,
    });
    let answer = Answer {
        text,
        letters: places(tidied, text),
        words: spoken(&tidied.body),
        notes: notes.collect(),
        flags,
        timings,
    };
    tidy::to_json(&answer)
}

/// The body's words in order, each with its place in the audio.
fn spoken(body: &Body) -> Vec<Spoken<'_>> {
    let words = body.cues().iter().filter_map(|cue| {
        let text = body.text().get(cue.range.clone())?;
        Some(Spoken {
            text: ordinary(text),
            heard: cue.heard.as_deref().unwrap_or(text),
            start: cue.span.start,
            end: cue.span.end,
            confidence: cue.confidence,
        })
    });
    words.collect()
}
