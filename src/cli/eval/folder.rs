//! What there is to measure on: recordings, what was said in them, and what an index tells.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::desk::importing::ENDINGS;
use crate::problem::{Outcome, Problem};

/// A recording with what was said in it.
pub struct Item {
    /// The file's name.
    pub name: String,
    pub path: PathBuf,
    /// Empty where nobody speaks: a recording of silence or noise is measured too.
    pub said: String,
    /// Terms the index names for this recording: those the model never saw in training.
    pub heldout: Vec<String>,
    /// The letter that came of it, as a secretary typed it.
    pub letter: Option<String>,
}

impl Item {
    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str());
        stem.unwrap_or(&self.name)
    }
}

/// A recording in the index; its other entries are for people.
#[derive(Deserialize)]
struct IndexEntry {
    file: String,
    #[serde(default)]
    heldout_terms: Vec<String>,
}

/// Each recording that has a text beside it, by name.
///
/// # Errors
/// When there is none, or something cannot be read.
pub fn items(dir: &Path) -> Outcome<Vec<Item>> {
    let index = index(&dir.join("index.json"))?;
    let mut items = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let text = path.with_extension("txt");
        if ENDINGS.contains(&ending.to_lowercase().as_str()) && text.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let heldout = index.get(&*name).or_else(|| index.get(&*stem));
            items.push(Item {
                name: name.into_owned(),
                said: fs::read_to_string(text).map_err(unreadable)?,
                heldout: heldout.cloned().unwrap_or_default(),
                letter: None,
                path,
            });
        }
    }
    items.sort_by(|a, b| a.name.cmp(&b.name));
    if items.is_empty() {
        return Err(Problem::new(
            "There is no recording with a .txt file beside it in this folder",
            "Put what was said in NAME.txt beside NAME.wav",
        ));
    }
    Ok(items)
}

/// Those recordings of which there is a letter, NAME.letter.txt beside NAME.wav or in `elsewhere`.
///
/// # Errors
/// When there is none, or one cannot be read.
pub fn with_letters(items: Vec<Item>, elsewhere: Option<&Path>) -> Outcome<Vec<Item>> {
    let mut lettered = Vec::new();
    for mut item in items {
        let name = format!("{}.letter.txt", item.stem());
        let beside = item.path.with_file_name(&name);
        let places = [Some(beside), elsewhere.map(|folder| folder.join(&name))];
        let file = places.into_iter().flatten().find(|file| file.is_file());
        if let Some(file) = file {
            item.letter = Some(fs::read_to_string(file).map_err(unreadable)?);
            lettered.push(item);
        }
    }
    match lettered.is_empty() {
        true => Err(Problem::new(
            "There is no letter for any recording in this folder",
            "Put the letter in NAME.letter.txt beside NAME.wav, or name their folder with --letters-in",
        )),
        false => Ok(lettered),
    }
}

/// The held-out terms of each file, which the index names with or without its ending.
fn index(file: &Path) -> Outcome<HashMap<String, Vec<String>>> {
    if !file.is_file() {
        return Ok(HashMap::new());
    }
    let text = fs::read_to_string(file).map_err(unreadable)?;
    let entries: Vec<IndexEntry> = serde_json::from_str(&text).map_err(|error| {
        Problem::new(
            "The index.json in this folder could not be understood",
            "Make it a list of {\"file\", \"heldout_terms\"}, or move it away",
        )
        .because(error)
    })?;
    Ok(entries
        .into_iter()
        .map(|entry| (entry.file, entry.heldout_terms))
        .collect())
}

/// The terms in a file, one a line; what follows a tab and lines that begin with # are skipped.
///
/// # Errors
/// When it cannot be read or has no terms.
pub fn terms(file: &Path) -> Outcome<Vec<String>> {
    let problem = |what: &str| {
        Problem::new(
            format!("The terms in {} {what}", file.display()),
            "Give a text file in UTF-8 with one term a line",
        )
    };
    let text =
        fs::read_to_string(file).map_err(|error| problem("could not be read").because(error))?;
    let terms: Vec<String> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').next().unwrap_or_default().trim())
        .filter(|term| !term.is_empty() && *term != "term")
        .map(str::to_owned)
        .collect();
    match terms.is_empty() {
        true => Err(problem("are none")),
        false => Ok(terms),
    }
}

fn unreadable(error: std::io::Error) -> Problem {
    Problem::new(
        "The folder to evaluate could not be read",
        "Check that it is there and that its texts are in UTF-8",
    )
    .because(error)
}
