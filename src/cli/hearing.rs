//! Hearing: the options of the verbs that listen, and the listener they ask for.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Place, out};
use crate::clinical::lexicon::read_list;
use crate::desk;
use crate::desk::listener::{Given, Help, Listener, Recording};
use crate::problem::{Outcome, Problem};

/// Options of the verbs that listen.
#[derive(Args)]
pub struct HearingOptions {
    /// Speech model to use, instead of the best one here
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Word list (.tsv, or Hunspell .dic) to put over the dictionary; may be given again
    #[arg(long, value_name = "FILE.tsv")]
    terms: Vec<PathBuf>,
    /// Who dictated, by initials or full name: their own terms and accepted corrections in the
    /// record count
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// How the dictionary helps the model [default: full; eval compares all three]
    #[arg(long, value_enum)]
    pub tuning: Option<Tuning>,
    /// Threads to work with [default: all cores but one, eight at most]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tuning {
    /// The model listens unaided
    Off,
    /// What is in doubt is heard again, told which terms it sounds like
    Prompt,
    /// Everything there is
    Full,
}

impl From<Tuning> for Help {
    fn from(asked: Tuning) -> Self {
        match asked {
            Tuning::Off => Self::Off,
            Tuning::Prompt => Self::Prompt,
            Tuning::Full => Self::Full,
        }
    }
}

impl HearingOptions {
    /// The listener that was asked for; what its model cannot bear is told.
    ///
    /// # Errors
    /// When the model, a word list or the record cannot be used.
    pub fn listener(&self, place: &Place, apart: bool) -> Outcome<Listener> {
        let mut known = match &self.author {
            // The record is closed again at once: listening takes long, and somebody may want it.
            Some(author) => Given::of(&place.open()?, author)?,
            None => Given::default(),
        };
        for file in &self.terms {
            let extension = file.extension().unwrap_or_default().to_string_lossy();
            known.add(read_list(&extension, &read_terms(file)?)?);
        }
        let help = self.tuning.map_or(Help::Full, Help::from);
        let threads = self.threads.map_or_else(desk::threads, usize::from);
        let listener = Listener::load(self.model.as_deref(), known, help, threads, apart)?;
        if help == Help::Prompt && !listener.can_be_told() {
            out::warn(
                "This model loses its place when it is told what to expect, so it goes without.",
            );
        }
        Ok(listener)
    }
}

/// Reads a recording through and tells what a person should know about how that went.
///
/// # Errors
/// When it cannot be read.
pub fn read(file: &Path) -> Outcome<Recording> {
    let recording = Recording::read(file)?;
    if let Some(note) = &recording.note {
        out::warn(format!("{}: {note}", name_of(file)));
    }
    Ok(recording)
}

/// What a recording is called when something is said about it.
pub fn name_of(recording: &Path) -> String {
    let name = recording.file_name().unwrap_or(recording.as_os_str());
    name.to_string_lossy().into_owned()
}

fn read_terms(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| {
        Problem::new(
            format!("The word list {} could not be read", file.display()),
            "Check that it is there and is a text file in UTF-8",
        )
        .because(error)
    })
}
