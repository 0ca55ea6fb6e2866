//! `model`: which speech models are here, taking one in, and looking one over.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::out;
use crate::problem::{Outcome, Problem};
use crate::speech::find::silero;
use crate::speech::model::{self, Model};

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
    let here = model::list(&model::default_folders());
    let best = model::best(&here);
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
    voices(&here)?;
    for known in model::official() {
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

fn row(model: &Model) -> String {
    let size = megabytes(model.bytes);
    format!("{}\t{size}\t{}", model.name, model.facts.about)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}
