//! `model`: which speech models are here, how long each takes, taking one in, and looking one over.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::out;
use crate::desk::shelf::{self, DETECTOR, File, Shelved};
use crate::letter::dates;
use crate::problem::{Outcome, Problem};

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
    let here = shelf::here();
    if here.is_empty() {
        out::say("No speech model is here")?;
    }
    for it in &here {
        let used = if it.is_best {
            ", used unless another is named"
        } else {
            ""
        };
        let pace = it.pace.as_ref().map_or_else(
            || "not timed here yet".to_owned(),
            |pace| {
                format!(
                    "{} (measured on {})",
                    pace.in_words(),
                    dates::long(pace.day)
                )
            },
        );
        let path = it.model.path.display();
        out::say(format!(
            "{}\t{pace}\t{path}{used}",
            row(
                it.model.bytes,
                [&it.model.name, it.model.title(), &it.model.facts.about]
            )
        ))?;
    }
    voices(&here)?;
    for known in shelf::worth_fetching(here.iter().map(|it| &it.model)) {
        let size = megabytes(known.bytes);
        out::say(format!(
            "{}\t{size}\t{}\tnot here: {}\t{}",
            known.name, known.title, known.about, known.address
        ))?;
    }
    Ok(())
}

/// Which models have the detector beside them that tells where somebody speaks.
fn voices(here: &[Shelved]) -> Outcome<()> {
    let (name, address) = DETECTOR;
    let detectors = shelf::detectors(here);
    for (file, is_genuine) in &detectors {
        let used = if *is_genuine {
            "tells the models beside it where somebody speaks"
        } else {
            "damaged or another version, so not used: loudness alone tells where somebody speaks"
        };
        out::say(format!("{name}\t{used}\t{}", file.display()))?;
    }
    if detectors.is_empty() {
        out::say(format!(
            "{name}\tnot here: tells a model where somebody speaks, also in a noisy room\t{address}"
        ))?;
    }
    Ok(())
}

fn add(file: &Path) -> Outcome<()> {
    let added = shelf::add(file)?;
    if let Some(model) = &added.model {
        let row = row(
            model.bytes,
            [&model.name, model.title(), &model.facts.about],
        );
        out::say(format!("{row}\tadded as {}", model.path.display()))?;
    }
    if let Some(detector) = &added.detector {
        out::say(format!("{}\tadded as {}", DETECTOR.0, detector.display()))?;
    }
    Ok(())
}

fn check(file: &Path) -> Outcome<()> {
    match shelf::check(file)? {
        File::Detector => out::say(format!("{}\tas its makers published it", DETECTOR.0)),
        File::Model(model) => {
            let row = row(
                model.bytes,
                [&model.name, model.title(), &model.facts.about],
            );
            out::say(format!("{row}\ta whole and usable speech model"))
        }
    }
}

/// Times the models named, or all that are here, one line each. One that cannot be timed is told
/// and the others are still timed.
fn time(files: &[PathBuf]) -> Outcome<()> {
    let here = shelf::here();
    let all: Vec<PathBuf> = here.into_iter().map(|it| it.model.path).collect();
    let files = if files.is_empty() { &all[..] } else { files };
    let mut failed = 0;
    for file in files {
        let timed = shelf::time(file, &mut |name, share| {
            out::progress(format!("{name}: {:.0} %", share * 100.0));
        });
        out::progress("");
        match timed {
            Ok(pace) => {
                let (model, seconds) = (&pace.model, pace.seconds);
                out::say(format!("{model}\t{seconds:.1} s for a minute of dictation"))?;
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

fn row(bytes: u64, [name, title, about]: [&str; 3]) -> String {
    format!("{name}\t{}\t{title}\t{about}", megabytes(bytes))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}
