//! Speech models as files: what is known of each, which are here, and taking a new one in.

mod facts;
pub(super) mod ggml;
pub mod pace;
pub(super) mod requantise;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::problem::{Outcome, Problem};
use ggml::Flaw;

pub use facts::{Decode, Facts};
pub use pace::{Pace, Paces};

/// A model file that is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The file's name without folder and ending: "ggml-small.en".
    pub name: String,
    pub path: PathBuf,
    pub bytes: u64,
    pub facts: Facts,
}

impl Model {
    /// What people call it, where it has such a name, and else the name of its file.
    pub fn title(&self) -> &str {
        match self.facts.title.as_str() {
            "" => &self.name,
            title => title,
        }
    }
}

/// A model that its makers publish, best first in [`official`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    pub name: &'static str,
    pub bytes: u64,
    /// Empty where it is not known for certain.
    pub sha256: &'static str,
    /// Where a browser can fetch it.
    pub address: &'static str,
    /// How good and how fast, in words.
    pub about: &'static str,
    /// What people call it.
    pub title: &'static str,
}

impl Official {
    /// The name that `./desk model` knows it by: "small.en".
    pub fn short_name(&self) -> &'static str {
        self.name.strip_prefix("ggml-").unwrap_or(self.name)
    }
}

/// The models worth offering, best first.
pub fn official() -> Vec<Official> {
    include_str!("../../../models/official.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Official {
                name: cells.next()?,
                bytes: cells.next()?.parse().ok()?,
                sha256: cells.next()?,
                address: cells.next()?,
                about: cells.next()?,
                title: cells.next()?,
            })
        })
        .collect()
}

/// Where models are looked for: beside the program or up to two folders above it (as in the
/// folder it was built in), in the working folder, and in the person's own folder, which comes
/// last and is where new ones go.
pub fn default_folders() -> Vec<PathBuf> {
    let program = std::env::current_exe().unwrap_or_default();
    let around = program.ancestors().skip(1).take(3);
    let mut folders: Vec<PathBuf> = around.map(|folder| folder.join("models")).collect();
    let working = std::path::absolute("models").unwrap_or_else(|_| PathBuf::from("models"));
    let own = directories::ProjectDirs::from("", "", "dictation-desk")
        .map(|own| own.data_local_dir().join("models"));
    for folder in [Some(working), own].into_iter().flatten() {
        folders.retain(|earlier| *earlier != folder);
        folders.push(folder);
    }
    folders
}

/// Every speech model in the folders, in the order of the folders and then by name; a folder
/// that is not there holds none. Only the beginning of each file is looked at.
pub fn list(folders: &[PathBuf]) -> Vec<Model> {
    folders
        .iter()
        .flat_map(|folder| {
            let mut paths: Vec<PathBuf> = fs::read_dir(folder)
                .into_iter()
                .flatten()
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|path| path.extension().is_some_and(|ending| ending == "bin"))
                .filter(|path| ggml::header(path).is_ok())
                .collect();
            paths.sort();
            paths
        })
        .filter_map(|path| read(&path).ok())
        .collect()
}

/// The model that ships with the program: taught its dictionary, and quick on any computer.
pub const SHIPPED: &str = "ggml-base-clinic-q8_0";

/// The model to use when nobody chose: the one that ships with the program, else the best official
/// one, else the largest. A larger one is slower than some computers bear, so a person chooses it.
pub fn best(models: &[Model]) -> Option<&Model> {
    let official = official();
    let rank = |model: &Model| official.iter().position(|known| known.name == model.name);
    models.iter().min_by_key(|model| {
        (
            model.name != SHIPPED,
            rank(model).unwrap_or(usize::MAX),
            std::cmp::Reverse(model.bytes),
        )
    })
}

/// What is known of the model at `path`, without looking inside it.
///
/// # Errors
/// When the file is not there, or the facts beside it cannot be read.
pub fn read(path: &Path) -> Outcome<Model> {
    let bytes = fs::metadata(path)
        .map_err(|error| unreadable(path, error))?
        .len();
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let facts = match fs::read(facts_path(path)) {
        Ok(json) => serde_json::from_slice(&json).map_err(|error| {
            Problem::new(
                format!("The description beside the speech model {name} cannot be read"),
                "Put the model's .json file back as it came, or remove it",
            )
            .because(error)
        })?,
        Err(_) => published(&name),
    };
    Ok(Model {
        name,
        path: path.to_owned(),
        bytes,
        facts,
    })
}

fn published(name: &str) -> Facts {
    official()
        .into_iter()
        .find(|known| known.name == name)
        .map_or_else(Facts::default, |known| Facts {
            title: known.title.to_owned(),
            about: known.about.to_owned(),
            sha256: known.sha256.to_owned(),
            ..Facts::default()
        })
}

fn facts_path(model: &Path) -> PathBuf {
    model.with_extension("json")
}

/// Holds the whole file against what the speech engine will assume of it.
///
/// # Errors
/// When it is not a model, is cut short or damaged; one sentence says which.
pub fn check(path: &Path) -> Outcome<()> {
    checked(path).map(|_| ())
}

/// Holds the whole file against the checksum that is known of it; a file of which none is known
/// is let pass.
///
/// # Errors
/// When it is not the file its makers published.
pub fn genuine(path: &Path) -> Outcome<()> {
    let expected = read(path)?.facts.sha256;
    if expected.is_empty() {
        return Ok(());
    }
    let unreadable = |error| unreadable(path, error);
    let mut sum = Sha256::new();
    let mut file = File::open(path).map_err(unreadable)?;
    io::copy(&mut file, &mut Summing(&mut io::sink(), &mut sum)).map_err(unreadable)?;
    if hex::encode(sum.finalize()).eq_ignore_ascii_case(&expected) {
        return Ok(());
    }
    Err(Problem::new(
        "The speech model is damaged: its checksum is not the one its makers published",
        "Fetch the model again, or choose another; the dictation and your letters are safe",
    ))
}

pub(super) fn checked(path: &Path) -> Outcome<ggml::Header> {
    ggml::check(path).map_err(|flaw| match flaw {
        Flaw::Unreadable(error) => unreadable(path, error),
        Flaw::Content(why) => Problem::new(
            format!("This file is not a usable speech model: {why}"),
            "Fetch the model again and add the new file; the models you have are untouched",
        ),
    })
}

/// Takes a model file in: checks it, verifies its checksum where one is known, and copies it and
/// the facts beside it into the folder. Nothing appears there under its name until it is whole.
///
/// # Errors
/// When the file is not the model it should be, or cannot be copied.
pub fn add(file: &Path, into: &Path) -> Outcome<Model> {
    check(file)?;
    let model = read(file)?;
    let kept = |error: io::Error| {
        Problem::new(
            "The speech model could not be copied to the models folder",
            "Check that the folder can be written to and has room, then add the model again",
        )
        .because(error)
    };
    let target = into.join(file.file_name().unwrap_or_default());
    fs::create_dir_all(into).map_err(kept)?;
    let mut copy = tempfile::NamedTempFile::new_in(into).map_err(kept)?;
    let mut sum = Sha256::new();
    let source = File::open(file).map_err(|error| unreadable(file, error))?;
    io::copy(&mut &source, &mut Summing(&mut copy, &mut sum)).map_err(kept)?;
    copy.as_file().sync_all().map_err(kept)?;
    let expected = &model.facts.sha256;
    if !expected.is_empty() && !hex::encode(sum.finalize()).eq_ignore_ascii_case(expected) {
        return Err(Problem::new(
            "The speech model's checksum is not the one its makers published",
            "Fetch the model again; this file was not added",
        ));
    }
    // The copy is what will be loaded, so it is the copy that must hold.
    check(copy.path())?;
    let facts = facts_path(file);
    if facts.exists() && facts != facts_path(&target) {
        fs::copy(&facts, facts_path(&target)).map_err(kept)?;
    }
    copy.persist(&target).map_err(|error| kept(error.error))?;
    read(&target)
}

/// Writes through to a file and into a checksum.
struct Summing<'a, W>(&'a mut W, &'a mut Sha256);

impl<W: Write> Write for Summing<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn unreadable(path: &Path, error: io::Error) -> Problem {
    Problem::new(
        format!("The speech model {} cannot be read", path.display()),
        "Choose a model file that is there and that you may read",
    )
    .because(error)
}
