//! `eval`: how well a model hears, over recordings with what was really said beside them.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::hearing::{HearingOptions, Listener};
use super::{Switch, out};
use crate::clinical;
use crate::problem::{Outcome, Problem};
use crate::speech::score::{self, TermRecall, WordErrors};
use crate::words;

/// The endings of recordings.
const RECORDINGS: [&str; 8] = ["wav", "flac", "mp3", "m4a", "aac", "mp4", "ogg", "opus"];

#[derive(Args)]
pub struct Options {
    /// Folder of NAME.wav (or another kind of recording) with what was said in NAME.txt
    dir: PathBuf,
    #[command(flatten)]
    hearing: HearingOptions,
    /// Whether to compare the text as tidied, or word for word
    #[arg(long, value_enum, default_value_t = Switch::Off)]
    tidy: Switch,
}

/// How one recording, or all of them, went.
#[derive(Clone, Copy, Default)]
struct Result {
    words: WordErrors,
    terms: TermRecall,
    /// Seconds of audio, and seconds of work on it.
    audio: f64,
    work: f64,
}

/// Prints a row for each recording and a last one for all.
///
/// # Errors
/// When there is nothing to compare, or a recording cannot be heard.
pub fn run(options: &Options) -> Outcome<()> {
    let pairs = pairs(&options.dir)?;
    let mut listener = Listener::new(&options.hearing, false)?;
    let width = pairs.iter().map(|(name, ..)| name.chars().count()).max();
    let width = width.unwrap_or_default().max("TOTAL".len());
    out::say(format!(
        "{:width$} {:>6} {:>5} {:>5} {:>5} {:>7} {:>6} {:>11}",
        "file", "words", "sub", "ins", "del", "WER %", "RTF", "terms"
    ))?;
    let mut total = Result::default();
    for (name, recording, reference) in &pairs {
        let result = evaluate(&mut listener, options, recording, reference)?;
        total = total.and(result);
        out::say(row(name, width, &result))?;
    }
    out::say(row("TOTAL", width, &total))
}

/// Each recording that has a text beside it: its name, its path, what was said.
fn pairs(dir: &Path) -> Outcome<Vec<(String, PathBuf, String)>> {
    let unreadable = |error: std::io::Error| {
        Problem::new(
            "The folder to evaluate could not be read",
            "Check that it is there and that its texts are in UTF-8",
        )
        .because(error)
    };
    let mut pairs = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let reference = path.with_extension("txt");
        if RECORDINGS.contains(&ending.to_lowercase().as_str()) && reference.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let said = fs::read_to_string(reference).map_err(unreadable)?;
            pairs.push((name.into_owned(), path, said));
        }
    }
    pairs.sort();
    if pairs.is_empty() {
        return Err(Problem::new(
            "There is no recording with a .txt file beside it in this folder",
            "Put what was said in NAME.txt beside NAME.wav",
        ));
    }
    Ok(pairs)
}

fn evaluate(
    listener: &mut Listener,
    options: &Options,
    recording: &Path,
    reference: &str,
) -> Outcome<Result> {
    let heard = listener.hear(recording)?;
    let text = match options.tidy {
        Switch::On => {
            clinical::plain(&clinical::tidy(&heard.transcript.words, &listener.lexicon).body)
        }
        Switch::Off => words::plain_text(&heard.transcript.words),
    };
    let terms = listener.lexicon.terms().iter().map(|term| &*term.text);
    Ok(Result {
        words: score::score(reference, &text),
        terms: score::term_recall(terms, reference, &text),
        audio: heard.audio,
        work: heard.decode + heard.speech,
    })
}

impl Result {
    fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            terms: TermRecall {
                found: self.terms.found + other.terms.found,
                spoken: self.terms.spoken + other.terms.spoken,
            },
            audio: self.audio + other.audio,
            work: self.work + other.work,
        }
    }
}

fn row(name: &str, width: usize, result: &Result) -> String {
    let Result { words, terms, .. } = result;
    format!(
        "{name:width$} {:>6} {:>5} {:>5} {:>5} {:>7.2} {:>6.3} {:>11}",
        words.reference,
        words.substitutions,
        words.insertions,
        words.deletions,
        words.rate() * 100.0,
        result.work / result.audio.max(f64::EPSILON),
        format!("{}/{}", terms.found, terms.spoken),
    )
}
