//! A listener: a speech model made ready with the dictionary in force, for work without a window.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::dictionary::Dictionary;
use super::hearing::{Hearing, Made};
use super::roll;
use crate::audio::decode;
use crate::clinical::learning::Rules;
use crate::clinical::lexicon::{Lexicon, Term};
use crate::problem::{Outcome, Problem};
use crate::speech::model::{self, Facts, Model};
use crate::speech::{Cancel, Context, Transcriber, Tuning, Whisper, Worker};
use crate::store::Record;

/// How much the dictionary helps the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// The model listens unaided.
    Off,
    /// What is in doubt is heard again, told which terms it sounds like.
    Prompt,
    /// Everything there is.
    Full,
}

impl Help {
    /// The stages this means with a model of these facts.
    pub fn stages(self, facts: &Facts) -> Tuning {
        match self {
            Self::Off => Tuning::OFF,
            Self::Prompt => Tuning::prompt(facts),
            Self::Full => Tuning::full(facts),
        }
    }
}

/// What is known of the recordings before anyone listens to them.
#[derive(Clone, Debug)]
pub struct Given {
    pub lexicon: Lexicon,
    /// The corrections the author's letters have taught.
    pub rules: Arc<Rules>,
    /// The author's own terms.
    pub terms: Vec<String>,
}

impl Default for Given {
    /// Nothing but the built-in dictionary.
    fn default() -> Self {
        Self {
            lexicon: Lexicon::built_in(),
            rules: Arc::default(),
            terms: Vec::new(),
        }
    }
}

impl Given {
    /// What a record knows of the author of this name or these initials.
    ///
    /// # Errors
    /// When there is no such author, or the record cannot be read.
    pub fn of(record: &dyn Record, author: &str) -> Outcome<Self> {
        let author = roll::find_author(record, author)?;
        let dictionary = Dictionary::in_record(record)?;
        Ok(Self {
            lexicon: dictionary.lexicon(Some(author)),
            rules: dictionary.rules(author).cloned().unwrap_or_default(),
            terms: dictionary.own(author),
        })
    }

    /// Puts these terms over the dictionary.
    pub fn add(&mut self, terms: Vec<Term>) {
        self.lexicon.add(terms);
    }
}

/// A model made ready, and what it is told.
pub struct Listener {
    transcriber: Box<dyn Transcriber>,
    model: Model,
    pub lexicon: Arc<Lexicon>,
    rules: Arc<Rules>,
    context: Context,
    pub help: Help,
    threads: usize,
}

/// A recording read through, ready to be listened to as often as wanted; times in seconds.
pub struct Recording {
    samples: Arc<Vec<f32>>,
    pub audio: f64,
    pub decode: f64,
    /// What a person should know about how it could be read.
    pub note: Option<String>,
}

impl Recording {
    /// Reads a recording through.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(file: &Path) -> Outcome<Self> {
        let begun = Instant::now();
        let clip = decode::read_file(file)?;
        Ok(Self {
            samples: clip.for_speech()?,
            audio: clip.duration(),
            decode: begun.elapsed().as_secs_f64(),
            note: clip.note(),
        })
    }
}

impl Listener {
    /// Loads the model named, or the best there is. In a process of its own a model cannot take
    /// this one down; `apart` is for everything but measuring.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub fn load(
        named: Option<&Path>,
        known: Given,
        help: Help,
        threads: usize,
        apart: bool,
    ) -> Outcome<Self> {
        let model = match named {
            Some(path) => model::read(path)?,
            None => best_here()?,
        };
        let transcriber: Box<dyn Transcriber> = if apart {
            let mut worker = Worker::of_this_program(&model.path)?;
            worker.make_ready(&Cancel::default())?;
            Box::new(worker)
        } else {
            Box::new(Whisper::load(&model.path)?)
        };
        Ok(Self {
            transcriber,
            model,
            lexicon: Arc::new(known.lexicon),
            rules: known.rules,
            context: Context {
                author: known.terms,
                ..Context::default()
            },
            help,
            threads,
        })
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Whether the model can be told what to expect, which some lose their place by.
    pub fn can_be_told(&self) -> bool {
        self.model.facts.decode.terms > 0
    }

    /// Drafts a recording as it was asked for at the start.
    ///
    /// # Errors
    /// When the model fails.
    pub fn draft(&mut self, recording: &Recording) -> Outcome<Made> {
        let (tuning, lexicon) = (
            self.help.stages(&self.model.facts),
            Arc::clone(&self.lexicon),
        );
        self.draft_with(recording, tuning, &lexicon)
    }

    /// Drafts a recording with these stages and this dictionary.
    ///
    /// # Errors
    /// When the model fails.
    pub fn draft_with(
        &mut self,
        recording: &Recording,
        tuning: Tuning,
        lexicon: &Arc<Lexicon>,
    ) -> Outcome<Made> {
        let hearing = Hearing {
            samples: Arc::clone(&recording.samples),
            lexicon: Arc::clone(lexicon),
            context: self.context.clone(),
            rules: Arc::clone(&self.rules),
            part: None,
            tuning,
            threads: self.threads,
        };
        hearing.draft(self.transcriber.as_mut(), &Cancel::default(), &mut |_| ())
    }
}

fn best_here() -> Outcome<Model> {
    let here = model::list(&model::default_folders());
    model::best(&here).cloned().ok_or_else(|| {
        Problem::new(
            "No speech model is installed",
            "Add one with dictation-desk model add FILE, or name one with --model FILE",
        )
    })
}
