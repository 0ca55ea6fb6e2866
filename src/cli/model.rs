//! `model`: which speech models are here, taking one in, and looking one over.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::out;
use crate::problem::{Outcome, Problem};
use crate::speech::models::{self, Model};

#[derive(Subcommand)]
pub enum Verb {
    /// The models that are here, and those worth fetching
    List,
    /// Check a model file and copy it into your own models folder
    Add { file: PathBuf },
    /// Check a model file and leave it where it is
    Check { file: PathBuf },
}

pub fn run(verb: Verb) -> Outcome<()> {
    match verb {
        Verb::List => list(),
        Verb::Add { file } => add(&file),
        Verb::Check { file } => check(&file),
    }
}

fn list() -> Outcome<()> {
    let here = models::list(&models::default_folders());
    let best = models::best(&here);
    if here.is_empty() {
        out::say("No speech model is here")?;
    }
    for model in &here {
        let used = if Some(model) == best {
            ", used unless another is named"
        } else {
            ""
        };
        out::say(format!("{}\t{}{used}", row(model), model.path.display()))?;
    }
    for known in models::official() {
        if here.iter().all(|model| model.name != known.name) {
            let size = megabytes(known.bytes);
            out::say(format!(
                "{}\t{size}\tnot here: {}\t{}",
                known.name, known.about, known.address
            ))?;
        }
    }
    Ok(())
}

fn add(file: &Path) -> Outcome<()> {
    let folders = models::default_folders();
    let own = folders.last().ok_or_else(|| {
        Problem::new(
            "This computer gives you no folder of your own for models",
            "Name the model with --model FILE when you draft",
        )
    })?;
    let added = models::add(file, own)?;
    out::say(format!(
        "{}\tadded as {}",
        row(&added),
        added.path.display()
    ))
}

fn check(file: &Path) -> Outcome<()> {
    models::check(file)?;
    let model = models::read(file)?;
    out::say(format!("{}\ta whole and usable speech model", row(&model)))
}

fn row(model: &Model) -> String {
    let size = megabytes(model.bytes);
    format!("{}\t{size}\t{}", model.name, model.facts.about)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}
