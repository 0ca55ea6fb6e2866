//! Pace: how long each model takes on this computer for a minute of dictation, measured and kept.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Model;
use crate::problem::{Outcome, Problem};
use crate::speech::{Cancel, RATE, SpeechJob, Transcriber};

/// Less of a dictation, in seconds, does not tell how long a minute takes.
const TELLING: f64 = 20.0;

/// How long one model took, and when that was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// The model's name and its bytes: another file under an old name is another model.
    pub model: String,
    pub bytes: u64,
    pub threads: usize,
    /// Seconds of work for a minute of dictation.
    pub seconds: f64,
    pub day: Date,
}

impl Pace {
    /// That a model took so many seconds for a minute of dictation.
    pub fn new(model: &Model, threads: usize, seconds: f64, day: Date) -> Self {
        Self {
            model: model.name.clone(),
            bytes: model.bytes,
            threads,
            seconds,
            day,
        }
    }

    /// As one says it: "a minute of dictation takes about 7 seconds here".
    pub fn in_words(&self) -> String {
        let time = match self.seconds {
            seconds if seconds < 1.0 => "less than a second".to_owned(),
            seconds if seconds < 1.5 => "about a second".to_owned(),
            seconds if seconds < 99.5 => format!("about {seconds:.0} seconds"),
            seconds => format!("about {:.1} minutes", seconds / 60.0).replace(".0 ", " "),
        };
        format!("a minute of dictation takes {time} here")
    }

    fn is_of(&self, other: &Self) -> bool {
        self.model == other.model && self.bytes == other.bytes && self.threads == other.threads
    }
}

/// The paces that are known, the newest of each model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paces(Vec<Pace>);

impl Paces {
    /// The file this person keeps them in on this computer; none where there is no home folder.
    /// It does not travel with the record, because what it says is true of this computer alone.
    pub fn default_file() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "dictation-desk")
            .map(|own| own.data_local_dir().join("paces.json"))
    }

    /// The paces in a file; none where it is not there or cannot be read, for they can be
    /// measured again.
    pub fn read(file: &Path) -> Self {
        let json = fs::read(file).ok();
        json.and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default()
    }

    /// How long a model takes with so many threads, where that is known.
    pub fn of(&self, model: &Model, threads: usize) -> Option<&Pace> {
        let mut paces = self.0.iter();
        paces.find(|it| it.model == model.name && it.bytes == model.bytes && it.threads == threads)
    }

    /// Puts a pace in the place of an earlier one.
    pub fn note(&mut self, pace: Pace) {
        self.0.retain(|earlier| !earlier.is_of(&pace));
        self.0.push(pace);
    }

    /// Notes a pace in a file, beside those of other models.
    ///
    /// # Errors
    /// When the file cannot be written; what was in it stays.
    pub fn keep(file: &Path, pace: Pace) -> Outcome<()> {
        let unkept = |error: std::io::Error| {
            Problem::new(
                "How long the speech model takes could not be kept",
                "Check that the disk has room, and time it again; drafts are not affected",
            )
            .because(error)
        };
        let mut paces = Self::read(file);
        paces.note(pace);
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(unkept)?;
        let mut copy = tempfile::NamedTempFile::new_in(folder).map_err(unkept)?;
        let json = serde_json::to_vec_pretty(&paces).unwrap_or_default();
        copy.write_all(&json).map_err(unkept)?;
        copy.persist(file).map_err(|error| unkept(error.error))?;
        Ok(())
    }
}

/// Runs from an engine's first word of progress on, so that loading a model is not counted.
#[derive(Default)]
pub struct Stopwatch {
    begun: Option<(Instant, f32)>,
}

impl Stopwatch {
    /// Takes note that the share of a job is done, 0 to 1.
    pub fn progress(&mut self, share: f32) {
        self.begun.get_or_insert_with(|| (Instant::now(), share));
    }

    /// Now that a job is done: the seconds that a minute of such sound takes. None where the job
    /// was too short to tell, or half done when it was first heard of.
    pub fn per_minute(&self, samples: usize) -> Option<f64> {
        let (begun, share) = self.begun?;
        let sound = samples as f64 / f64::from(RATE);
        let rest = f64::from(1.0 - share);
        (sound >= TELLING && rest > 0.5)
            .then(|| begun.elapsed().as_secs_f64() / rest * 60.0 / sound)
    }
}

/// Has a model do a job, and gives the seconds that a minute of such sound takes.
///
/// # Errors
/// When the model fails, was stopped, or was done before one could tell.
pub fn measure(
    transcriber: &mut dyn Transcriber,
    job: &SpeechJob,
    cancel: &Cancel,
    progress: &mut dyn FnMut(f32),
) -> Outcome<f64> {
    let mut stopwatch = Stopwatch::default();
    transcriber.transcribe(job, cancel, &mut |share| {
        stopwatch.progress(share);
        progress(share);
    })?;
    stopwatch.per_minute(job.samples.len()).ok_or_else(|| {
        Problem::new(
            "The speech model could not be timed",
            "Draft a longer dictation with it; that times it too",
        )
    })
}
