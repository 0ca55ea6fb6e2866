//! The speech models that are here, which of them is used, and how long each takes.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::timing::Timing;
use crate::problem::Outcome;
use crate::speech::model::{self, Model, Pace, Paces};

/// What the desk knows of speech models.
pub(super) struct Models {
    here: Vec<Model>,
    /// Where they are looked for.
    folders: Vec<PathBuf>,
    paces: Paces,
    /// The file that paces are kept in, if they are.
    file: Option<PathBuf>,
    /// The timing under way.
    pub timing: Option<Timing>,
}

impl Default for Models {
    /// Those in the usual folders.
    fn default() -> Self {
        let folders = model::default_folders();
        Self {
            here: model::list(&folders),
            folders,
            paces: Paces::default(),
            file: None,
            timing: None,
        }
    }
}

impl Models {
    pub fn here(&self) -> &[Model] {
        &self.here
    }

    /// Looks again: one may have been added since.
    pub fn find(&mut self) {
        self.here = model::list(&self.folders);
    }

    /// The one a person has chosen, or the best there is.
    pub fn used(&self, chosen: Option<&Path>) -> Option<&Model> {
        self.here
            .iter()
            .find(|model| Some(model.path.as_path()) == chosen)
            .or_else(|| model::best(&self.here))
    }

    /// Reads the paces again: the command line may have timed a model meanwhile.
    pub fn read_paces(&mut self) {
        if let Some(file) = &self.file {
            self.paces = Paces::read(file);
        }
    }

    /// Looks for models in these folders, in place of the usual ones.
    pub fn look_in(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.find();
    }

    /// Keeps paces in this file, and takes over those that are in it.
    pub fn keep_paces_in(&mut self, file: PathBuf) {
        self.file = Some(file);
        self.read_paces();
    }

    /// How long a model takes here, where that is known.
    pub fn pace(&self, model: &Model) -> Option<&Pace> {
        self.paces.of(model, threads())
    }

    /// What is known of a model's pace before it is measured on `day`.
    pub fn pacing(&self, model: &Model, day: Date) -> Pacing {
        Pacing {
            model: model.clone(),
            threads: threads(),
            day,
            file: self.file.clone(),
        }
    }

    /// Takes a pace that has been measured.
    pub fn note(&mut self, pace: Pace) {
        self.paces.note(pace);
    }
}

/// What is known of a pace before it is measured, for the worker to fill in and keep.
pub(super) struct Pacing {
    model: Model,
    pub threads: usize,
    day: Date,
    file: Option<PathBuf>,
}

impl Pacing {
    /// That it takes so many seconds for a minute of dictation.
    pub fn pace(&self, seconds: f64) -> Pace {
        Pace::new(&self.model, self.threads, seconds, self.day)
    }

    /// Writes the pace into the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, pace: &Pace) -> Outcome<()> {
        match &self.file {
            Some(file) => Paces::keep(file, pace.clone()),
            None => Ok(()),
        }
    }
}

/// Threads to draft with: one core is left for the person.
pub fn threads() -> usize {
    std::thread::available_parallelism()
        .map_or(1, |cores| cores.get().saturating_sub(1).clamp(1, 8))
}
