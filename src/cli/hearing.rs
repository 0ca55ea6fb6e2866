//! Hearing: a recording in, words out, with the model and the terms that were asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::out;
use crate::audio::decode;
use crate::clinical::lexicon::{Lexicon, read_list};
use crate::desk;
use crate::problem::{Outcome, Problem};
use crate::speech::model::{self, Facts, Model};
use crate::speech::{self, Cancel, Context, SpeechJob, Transcriber, Transcript, Whisper, Worker};

/// Options of the verbs that listen.
#[derive(Args)]
pub struct HearingOptions {
    /// Speech model to use, instead of the best one here
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Word list (.tsv, or Hunspell .dic) to put over the dictionary; may be given again
    #[arg(long, value_name = "FILE.tsv")]
    terms: Vec<PathBuf>,
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

/// A model made ready, with the dictionary in force.
pub struct Listener {
    transcriber: Box<dyn Transcriber>,
    model: Model,
    pub lexicon: Arc<Lexicon>,
    tuning: speech::Tuning,
    threads: usize,
}

/// A recording read through, ready to be listened to as often as wanted; times in seconds.
pub struct Recording {
    samples: Arc<Vec<f32>>,
    pub audio: f64,
    pub decode: f64,
}

/// What was heard in one recording; times in seconds.
pub struct Heard {
    pub transcript: Transcript,
    /// Length of the recording.
    pub audio: f64,
    pub decode: f64,
    pub speech: f64,
}

impl Listener {
    /// Loads the model and the word lists. In a process of its own a model cannot take this one
    /// down; `apart` is for everything but measuring.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn new(options: &HearingOptions, apart: bool) -> Outcome<Self> {
        let mut lexicon = Lexicon::built_in();
        for file in &options.terms {
            let extension = file.extension().unwrap_or_default().to_string_lossy();
            lexicon.add(read_list(&extension, &read_terms(file)?)?);
        }
        let path = chosen_model(options.model.as_deref())?;
        let model = model::read(&path)?;
        let transcriber: Box<dyn Transcriber> = if apart {
            let mut worker = Worker::of_this_program(&path)?;
            worker.make_ready(&Cancel::default())?;
            Box::new(worker)
        } else {
            Box::new(Whisper::load(&path)?)
        };
        let tuning = stages(options.tuning, &model.facts);
        Ok(Self {
            transcriber,
            model,
            lexicon: Arc::new(lexicon),
            tuning,
            threads: options.threads.map_or_else(desk::threads, usize::from),
        })
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads a recording through and listens to it.
    ///
    /// # Errors
    /// When it cannot be read, or the model fails.
    pub fn hear(&mut self, recording: &Path) -> Outcome<Heard> {
        let recording = Self::read(recording)?;
        let lexicon = Arc::clone(&self.lexicon);
        self.hear_with(&recording, self.tuning, &lexicon)
    }

    /// Reads a recording through.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(recording: &Path) -> Outcome<Recording> {
        let begun = Instant::now();
        let clip = decode::read_file(recording)?;
        if let Some(note) = clip.note() {
            out::warn(format!("{}: {note}", name_of(recording)));
        }
        Ok(Recording {
            samples: clip.for_speech()?,
            audio: clip.duration(),
            decode: begun.elapsed().as_secs_f64(),
        })
    }

    /// Listens with these stages and this dictionary, whatever was asked for at the start.
    ///
    /// # Errors
    /// When the model fails.
    pub fn hear_with(
        &mut self,
        recording: &Recording,
        tuning: speech::Tuning,
        lexicon: &Arc<Lexicon>,
    ) -> Outcome<Heard> {
        let job = SpeechJob {
            samples: Arc::clone(&recording.samples),
            lexicon: Arc::clone(lexicon),
            context: Context::default(),
            tuning,
            threads: self.threads,
        };
        let begun = Instant::now();
        let transcript = self
            .transcriber
            .transcribe(&job, &Cancel::default(), &mut |_| ())?;
        Ok(Heard {
            transcript,
            audio: recording.audio,
            decode: recording.decode,
            speech: begun.elapsed().as_secs_f64(),
        })
    }
}

/// What a recording is called when something is said about it.
pub fn name_of(recording: &Path) -> String {
    let name = recording.file_name().unwrap_or(recording.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The stages that were asked for; what this model cannot bear is told.
fn stages(asked: Option<Tuning>, facts: &Facts) -> speech::Tuning {
    match asked {
        Some(Tuning::Off) => speech::Tuning::OFF,
        Some(Tuning::Full) | None => speech::Tuning::full(facts),
        Some(Tuning::Prompt) => {
            if facts.decode.terms == 0 {
                out::warn(
                    "This model loses its place when it is told what to expect, so it goes without.",
                );
            }
            speech::Tuning::prompt(facts)
        }
    }
}

fn chosen_model(named: Option<&Path>) -> Outcome<PathBuf> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let here = model::list(&model::default_folders());
    let best = model::best(&here).map(|model| model.path.clone());
    best.ok_or_else(|| {
        Problem::new(
            "No speech model is installed",
            "Add one with dictation-desk model add FILE, or name one with --model FILE",
        )
    })
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
