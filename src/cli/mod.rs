//! The command line: the same verbs as the screen, for scripts and for computers with no display.

mod door;
mod draft;
mod eval;
mod hearing;
mod import;
mod model;
mod out;
mod patients;
mod printed;
mod record;
mod sample;
mod srt;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::desk::crew;
use crate::problem::{Outcome, Problem};

pub use door::Place;

/// From a consultant's dictation to a filed letter, on this computer alone.
///
/// Without a verb it opens the workstation.
#[derive(Parser)]
#[command(name = "dictation-desk", version, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub place: Place,
    /// Closes the window once it has been drawn, for timing how it starts.
    #[arg(long, hide = true)]
    pub quit_after_first_frame: bool,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Do the whole job on the sample clinic, without a window
    Sample {
        /// A new folder for the record, its key and the letters
        dir: PathBuf,
    },
    /// Draft recordings; the text goes to standard output
    Draft(draft::Options),
    /// Tidy a raw transcript from standard input
    Tidy(tidy::Options),
    /// Check a plain-text letter before it is signed
    Check(Check),
    /// Bring recordings into the worklist
    Import(import::Options),
    /// Add or update patients from a CSV file
    Patients { file: PathBuf },
    /// How well it hears: error rates and term recall over recordings with .txt files beside them
    Eval(eval::Options),
    /// The speech models that are here
    #[command(subcommand)]
    Model(model::Verb),
    /// Check the database, the audit trail, the signed documents and the recordings
    ///
    /// Each fault is one line that names the page, event, dictation or letter it is in, by number.
    /// Exit status 1 where there is any. It changes nothing and can be stopped at any time.
    Verify,
    /// Write the whole record, encrypted, into one file
    ///
    /// Everything is held to how it came in. Where a recording or document is missing, damaged or
    /// another one, the backup of all the rest is made and kept, what is amiss is told on standard
    /// error, and the exit status is 1, so that a nightly job is noticed.
    Backup { file: PathBuf },
    /// Bring a backup back as a new record, and check it
    Restore { file: PathBuf },
    /// Serve as the speech engine of the program that started this one
    #[command(name = crew::LISTEN, hide = true)]
    SpeechWorker,
}

#[derive(Args)]
pub struct Check {
    letter: PathBuf,
    /// The record to hold the letter against
    #[arg(long, value_name = "FILE.json")]
    patient: Option<PathBuf>,
    /// The draft it was made from, as `draft --format json` prints it
    #[arg(long, value_name = "FILE.json")]
    draft: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What an answer looks like.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// Carries out a verb.
///
/// # Errors
/// When the job failed; the problem is for people and holds no patient data.
pub fn run(verb: Verb, place: &Place) -> Outcome<()> {
    match verb {
        Verb::Sample { dir } => sample::run(&dir, place.key_file()),
        Verb::Draft(options) => draft::run(&options, place),
        Verb::Tidy(options) => tidy::run(&options),
        Verb::Check(_) => Err(Problem::new(
            "The checks on a letter are not built yet",
            "Read the letter against the recording before it is signed",
        )),
        Verb::Import(options) => import::run(options, place),
        Verb::Patients { file } => patients::run(&file, place),
        Verb::Eval(options) => eval::run(&options, place),
        Verb::Model(verb) => model::run(verb),
        Verb::Verify => record::verify(place),
        Verb::Backup { file } => record::backup(&file, place),
        Verb::Restore { file } => record::restore(&file, place),
        Verb::SpeechWorker => crew::listen(),
    }
}

/// Tells how it went, on standard error where it failed, and as an exit status.
pub fn exit_code(done: Outcome<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            out::warn(problem.message());
            ExitCode::FAILURE
        }
    }
}
