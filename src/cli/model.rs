//! `model`: which speech models are here, how long each takes, taking one in, and looking one over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;

use jiff::Timestamp;

use super::out;
use crate::clinical::lexicon::Lexicon;
use crate::desk::{sample, threads};
use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::speech::find::silero;
use crate::speech::model::{self, Model, Pace, Paces, pace};
use crate::speech::{Cancel, Context, SpeechJob, Tuning, Worker};

#[derive(Subcommand)]
pub enum Verb {
    /// The models that are here, and those worth fetching
    List,
    /// Check a model file and copy it into your own models folder
    Add { file: PathBuf },
    /// Check a model file and leave it where it is
    Check { file: PathBuf },
    /// Measure how long a minute of dictation takes on this computer
    Time {
        /// Models to measure, instead of all that are here
        files: Vec<PathBuf>,
    },
}

pub fn run(verb: Verb) -> Outcome<()> {
    match verb {
        Verb::List => list(),
        Verb::Add { file } => add(&file),
        Verb::Check { file } => check(&file),
        Verb::Time { files } => time(&files),
    }
}

fn list() -> Outcome<()> {
    let here = model::list(&model::default_folders());
    let best = model::best(&here);
    let paces = Paces::default_file().map_or_else(Paces::default, |file| Paces::read(&file));
    if here.is_empty() {
        out::say("No speech model is here")?;
    }
    for model in &here {
        let used = if Some(model) == best {
            ", used unless another is named"
        } else {
            ""
        };
        let pace = paces.of(model, threads()).map_or_else(
            || "not timed here yet".to_owned(),
            |pace| {
                format!(
                    "{} (measured on {})",
                    pace.in_words(),
                    dates::long(pace.day)
                )
            },
        );
        let path = model.path.display();
        out::say(format!("{}\t{pace}\t{path}{used}", row(model)))?;
    }
    voices(&here)?;
    for known in model::official() {
        if here.iter().all(|model| model.name != known.name) {
            let size = megabytes(known.bytes);
            out::say(format!(
                "{}\t{size}\t{}\tnot here: {}\t{}",
                known.name, known.title, known.about, known.address
            ))?;
        }
    }
    Ok(())
}

/// Which models have Silero beside them to tell them where somebody speaks.
fn voices(here: &[Model]) -> Outcome<()> {
    let mut files: Vec<PathBuf> = here
        .iter()
        .map(|model| model.path.with_file_name(silero::NAME))
        .collect();
    files.dedup();
    files.retain(|file| file.exists());
    for file in &files {
        let used = if silero::is_genuine(file) {
            "tells the models beside it where somebody speaks"
        } else {
            "damaged or another version, so not used: loudness alone tells where somebody speaks"
        };
        out::say(format!("{}\t{used}\t{}", silero::NAME, file.display()))?;
    }
    if files.is_empty() {
        out::say(format!(
            "{}\tnot here: tells a model where somebody speaks, also in a noisy room\t{}",
            silero::NAME,
            silero::ADDRESS
        ))?;
    }
    Ok(())
}

fn add(file: &Path) -> Outcome<()> {
    let folders = model::default_folders();
    let own = folders.last().ok_or_else(|| {
        Problem::new(
            "This computer gives you no folder of your own for models",
            "Name the model with --model FILE when you draft",
        )
    })?;
    if silero::is_genuine(file) {
        return add_silero(file, own);
    }
    let added = model::add(file, own)?;
    out::say(format!(
        "{}\tadded as {}",
        row(&added),
        added.path.display()
    ))?;
    if silero::beside(&added.path).is_some() {
        return Ok(());
    }
    // The one that comes with the program must lie beside the model to be of use to it.
    let mut here = folders.iter().map(|folder| folder.join(silero::NAME));
    let genuine = here.find(|file| silero::is_genuine(file));
    genuine.map_or(Ok(()), |file| add_silero(&file, own))
}

fn add_silero(file: &Path, own: &Path) -> Outcome<()> {
    let added = silero::add(file, own)?;
    out::say(format!("{}\tadded as {}", silero::NAME, added.display()))
}

fn check(file: &Path) -> Outcome<()> {
    if silero::is_genuine(file) {
        return out::say(format!("{}\tas its makers published it", silero::NAME));
    }
    model::check(file)?;
    let model = model::read(file)?;
    out::say(format!("{}\ta whole and usable speech model", row(&model)))
}

/// Times the models named, or all that are here, one line each. One that cannot be timed is told
/// and the others are still timed.
fn time(files: &[PathBuf]) -> Outcome<()> {
    let here = model::list(&model::default_folders());
    let all: Vec<PathBuf> = here.into_iter().map(|model| model.path).collect();
    let files = if files.is_empty() { &all[..] } else { files };
    let job = SpeechJob {
        samples: sample::stretch()?,
        lexicon: Arc::new(Lexicon::built_in()),
        context: Context::default(),
        tuning: Tuning::OFF,
        threads: threads(),
    };
    let mut failed = 0;
    for file in files {
        match timed(file, &job) {
            Ok(pace) => {
                let Pace { model, seconds, .. } = &pace;
                out::say(format!("{model}\t{seconds:.1} s for a minute of dictation"))?;
                if let Some(kept) = Paces::default_file() {
                    Paces::keep(&kept, pace)?;
                }
            }
            Err(problem) => {
                failed += 1;
                out::warn(format!("{}: {}", file.display(), problem.message()));
            }
        }
    }
    match failed {
        0 if files.is_empty() => Err(Problem::new(
            "No speech model is installed",
            "Add one with dictation-desk model add FILE",
        )),
        0 => Ok(()),
        _ => Err(Problem::new(
            format!("{failed} of {} could not be timed", files.len()),
            "The reason stands with each above; the others are timed",
        )),
    }
}

/// Times the model in a file with everything that helps it, as a draft has.
fn timed(file: &Path, job: &SpeechJob) -> Outcome<Pace> {
    let mut worker = Worker::of_this_program(file)?;
    let model = worker.model().clone();
    let job = SpeechJob {
        tuning: Tuning::full(&model.facts),
        ..job.clone()
    };
    let seconds = pace::measure(&mut worker, &job, &Cancel::default(), &mut |share| {
        out::progress(format!("{}: {:.0} %", model.name, share * 100.0));
    });
    out::progress("");
    let day = dates::day_of(Timestamp::now());
    Ok(Pace::new(&model, job.threads, seconds?, day))
}

fn row(model: &Model) -> String {
    let size = megabytes(model.bytes);
    format!(
        "{}\t{size}\t{}\t{}",
        model.name,
        model.title(),
        model.facts.about
    )
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}
