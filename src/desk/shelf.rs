//! The shelf: speech models as files, looked through, added to, checked and timed without a window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::models::threads;
use super::sample;
use crate::clinical::lexicon::Lexicon;
use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::speech::find::silero;
use crate::speech::model::{self, Facts, Pace, Paces, pace};
pub use crate::speech::model::{Model, Official};
use crate::speech::{Cancel, Context, SpeechJob, Transcriber, Tuning, Worker};

/// What tells a model where somebody speaks, as its file is called and where it is to be had.
pub const DETECTOR: (&str, &str) = (silero::NAME, silero::ADDRESS);

/// A model that is here.
pub struct Shelved {
    pub model: Model,
    /// Whether drafts are made with it unless another is chosen.
    pub is_best: bool,
    /// How long it takes on this computer, where that has been measured.
    pub pace: Option<Pace>,
}

/// Every model in the usual folders.
pub fn here() -> Vec<Shelved> {
    let here = model::list(&model::default_folders());
    let best = model::best(&here).cloned();
    let paces = Paces::default_file().map_or_else(Paces::default, |file| Paces::read(&file));
    let shelved = here.into_iter().map(|model| Shelved {
        is_best: best.as_ref() == Some(&model),
        pace: paces.of(&model, threads()).cloned(),
        model,
    });
    shelved.collect()
}

/// The official models that are not among these, best first.
pub fn worth_fetching<'a>(here: impl Iterator<Item = &'a Model> + Clone) -> Vec<Official> {
    let is_here = |known: &Official| here.clone().any(|model| model.name == known.name);
    let official = model::official().into_iter();
    official.filter(|known| !is_here(known)).collect()
}

/// The detectors of speech beside these models, and whether each is as its makers published it.
pub fn detectors(here: &[Shelved]) -> Vec<(PathBuf, bool)> {
    let beside = |it: &Shelved| it.model.path.with_file_name(silero::NAME);
    let mut files: Vec<PathBuf> = here.iter().map(beside).collect();
    files.dedup();
    files.retain(|file| file.exists());
    let judged = files.into_iter().map(|file| {
        let is_genuine = silero::is_genuine(&file);
        (file, is_genuine)
    });
    judged.collect()
}

/// What a file turned out to be.
pub enum File {
    Detector,
    Model(Model),
}

/// Looks a file over and leaves it where it is.
///
/// # Errors
/// When it is no usable model.
pub fn check(file: &Path) -> Outcome<File> {
    if silero::is_genuine(file) {
        return Ok(File::Detector);
    }
    model::check(file)?;
    Ok(File::Model(model::read(file)?))
}

/// What has been added to this person's own models: a model, the detector beside it, or both.
#[derive(Default)]
pub struct Added {
    pub model: Option<Model>,
    pub detector: Option<PathBuf>,
}

/// Checks a file and copies it among this person's own models.
///
/// # Errors
/// When it is no usable model, or there is no folder or room for it.
pub fn add(file: &Path) -> Outcome<Added> {
    let folders = model::default_folders();
    let own = folders.last().ok_or_else(|| {
        Problem::new(
            "This computer gives you no folder of your own for models",
            "Name the model with --model FILE when you draft",
        )
    })?;
    if silero::is_genuine(file) {
        return Ok(Added {
            detector: Some(silero::add(file, own)?),
            ..Added::default()
        });
    }
    let model = model::add(file, own)?;
    // The one that comes with the program must lie beside the model to be of use to it.
    let mut here = folders.iter().map(|folder| folder.join(silero::NAME));
    let genuine = match silero::beside(&model.path) {
        Some(_) => None,
        None => here.find(|file| silero::is_genuine(file)),
    };
    Ok(Added {
        model: Some(model),
        detector: genuine.map(|file| silero::add(&file, own)).transpose()?,
    })
}

/// Times the model in a file with everything that helps it, as a draft has, and keeps the answer.
/// `progress` hears the model's name and the share done, 0 to 1.
///
/// # Errors
/// When it is no usable model, or fails.
pub fn time(file: &Path, progress: &mut dyn FnMut(&str, f32)) -> Outcome<Pace> {
    let mut worker = Worker::of_this_program(file)?;
    let model = worker.model().clone();
    let seconds = measure(
        &mut worker,
        &model.facts,
        threads(),
        &Cancel::default(),
        &mut |share| progress(&model.name, share),
    )?;
    let pace = Pace::new(&model, threads(), seconds, dates::day_of(Timestamp::now()));
    if let Some(kept) = Paces::default_file() {
        Paces::keep(&kept, pace.clone())?;
    }
    Ok(pace)
}

/// Seconds that a model takes for a minute of dictation, told of a stretch of the sample clinic.
///
/// # Errors
/// When the model fails or is stopped.
pub(super) fn measure(
    transcriber: &mut dyn Transcriber,
    facts: &Facts,
    threads: usize,
    cancel: &Cancel,
    progress: &mut dyn FnMut(f32),
) -> Outcome<f64> {
    let job = SpeechJob {
        samples: sample::stretch()?,
        lexicon: Arc::new(Lexicon::built_in()),
        context: Context::default(),
        tuning: Tuning::full(facts),
        threads,
    };
    pace::measure(transcriber, &job, cancel, progress)
}
