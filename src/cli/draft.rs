//! `draft`: recordings in, drafts out, as text, JSON or subtitles.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::hearing::{self, HearingOptions, name_of};
use super::introduced::{self, Introduced};
use super::printed::{self, Mark, Printed, Spoken, letter_by_letter, ordinary, places, spoken};
use super::{Place, Switch, out, srt, tidy};
use crate::clinical::checks::flags::FlagKind;
use crate::clinical::checks::ledgers;
use crate::clinical::draft::Draft;
use crate::clinical::{self, Tidied};
use crate::desk::hearing::Made;
use crate::desk::listener::{Listener, Recording};
use crate::letter::{Body, gaps};
use crate::problem::{Outcome, Problem};

/// A recording shorter than this, in seconds, holds no word.
const SHORTEST: f64 = 0.25;

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
    letters: Vec<printed::Place>,
    words: Vec<Spoken<'a>>,
    notes: Vec<Note>,
    flags: Vec<Mark>,
    /// What was said before and after the letter.
    introduction: Introduced,
    /// The same of each letter, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    introductions: Vec<Introduced>,
    timings: Timings,
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

/// A recording that could not be drafted, among several, as JSON.
#[derive(Serialize)]
struct Refused {
    file: String,
    problem: String,
}

/// Drafts each recording; one that cannot be does not stop the others.
///
/// # Errors
/// When any could not be drafted; of several, each is told by its file's name.
pub fn run(options: &Options, place: &Place) -> Outcome<()> {
    if options.format == Format::Srt && options.audio.len() > 1 {
        return Err(Problem::new(
            "Subtitles are made of one recording at a time, as players want them",
            "Run draft --format srt once for each recording",
        ));
    }
    // The first recording's total includes what loading the model takes.
    let mut begun = Instant::now();
    let mut listener = options.hearing.listener(place, true)?;
    if let [file] = options.audio.as_slice() {
        return out::say(drafted(file, options, &mut listener, begun)?);
    }
    let (mut answers, mut refused) = (Vec::new(), 0);
    for file in &options.audio {
        let name = name_of(file);
        let answer = drafted(file, options, &mut listener, begun);
        begun = Instant::now();
        if let Err(problem) = &answer {
            refused += 1;
            let message = problem.message();
            let is_named = message.contains(&name);
            out::warn(if is_named {
                message
            } else {
                format!("{name}: {message}")
            });
        }
        match (options.format, answer) {
            (Format::Json, Ok(answer)) => answers.push(answer),
            (Format::Json, Err(problem)) => answers.push(tidy::to_json(&Refused {
                file: name,
                problem: problem.message(),
            })?),
            (_, Ok(answer)) => out::say(format!("== {name} ==\n{answer}"))?,
            (_, Err(_)) => {}
        }
    }
    if options.format == Format::Json {
        out::say(format!("[{}]", answers.join(",\n")))?;
    }
    let (all, were) = (
        options.audio.len(),
        if refused == 1 { "was" } else { "were" },
    );
    match refused {
        0 => Ok(()),
        refused => Err(Problem::new(
            format!("{refused} of {all} recordings {were} not drafted"),
            "Mend what is said above and draft the rest again",
        )),
    }
}

/// One recording's draft in the form that was asked for. What a person should know beside it goes
/// to standard error.
fn drafted(
    file: &Path,
    options: &Options,
    listener: &mut Listener,
    begun: Instant,
) -> Outcome<String> {
    let recording = hearing::read(file)?;
    let mut made = listener.draft(&recording)?;
    if made.draft.words.is_empty() {
        return Err(wordless(&name_of(file), recording.audio, &made.draft));
    }
    if options.tidy == Switch::Off {
        made.tidied = Tidied {
            body: clinical::untidied(&made.draft.words),
            ..Tidied::default()
        };
    }
    let Made { draft, tidied, .. } = &made;
    if tidied.body.text().trim().is_empty() && tidied.notes.is_empty() {
        return Err(Problem::new(
            format!(
                "Nothing of what was said in {} is left for a letter",
                name_of(file)
            ),
            "Draft it with --tidy off to see every word",
        ));
    }
    let timings = timings(&recording, &made, begun);
    if options.format == Format::Json {
        let printed = Printed::new(&tidied.body);
        let flags = printed.marks(&listener.lexicon, draft);
        return json(tidied, &printed.text, flags, timings);
    }
    tidy::tell_of_notes(tidied.notes.len());
    tell_of_gaps(&tidied.body, draft);
    Ok(match options.format {
        Format::Srt => srt::subtitles(&spoken(&tidied.body)),
        _ => letter_by_letter(tidied),
    })
}

/// Why there is nothing to print: nobody speaks, or nobody could be understood.
fn wordless(name: &str, seconds: f64, draft: &Draft) -> Problem {
    if let [first, ..] = draft.missing.as_slice() {
        return Problem::new(
            format!(
                "Not one word could be made out in {name}, though somebody may speak in it ({})",
                first.clocks()
            ),
            "Listen to it there; type what is said, or try another model with --model FILE",
        );
    }
    let next = "Listen to it: if somebody speaks in it, try another model with --model FILE; if \
                not, check the microphone and dictate it again";
    if seconds < SHORTEST {
        return Problem::new(
            format!("No speech was found in {name}, which is too short to hold a word"),
            next,
        );
    }
    Problem::new(format!("No speech was found in {name}"), next)
}

/// Says where to listen, so that nobody takes the text for all there was.
fn tell_of_gaps(body: &Body, draft: &Draft) {
    for gap in gaps(&draft.missing, &draft.unsupported) {
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

fn timings(recording: &Recording, made: &Made, begun: Instant) -> Timings {
    let thousandths = |seconds: f64| (seconds * 1000.0).round() / 1000.0;
    Timings {
        audio: thousandths(recording.audio),
        decode: thousandths(recording.decode),
        speech: thousandths(made.speech),
        tidy: thousandths(made.tidy),
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
        introduction: introduced::of(&tidied.body),
        introductions: match tidied.starts.is_empty() {
            true => Vec::new(),
            false => introduced::of_letters(tidied),
        },
        timings,
    };
    tidy::to_json(&answer)
}
