//! Export: everything about one patient as readable files in one folder, with an index, as they or
//! their solicitor may ask for it.
//!
//! No file is named after the patient; the index says what each is.

use crate::letter::versions::LetterAbout;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::about::About;
use crate::letter::dates;
use crate::letter::versions::SignedVersion;
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Dictation};
use crate::store::Record;

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub folder: PathBuf,
    pub files: usize,
    /// What could not be read, a sentence each: the index says so too.
    pub missing: Vec<String>,
}

/// Writes it all into a new folder under `under`.
///
/// # Errors
/// When nothing can be written there. What is missing from the record is told, and does not keep
/// the rest back.
pub(super) fn export(
    record: &mut dyn Record,
    by: &Actor,
    about: &About,
    under: &Path,
    day: jiff::civil::Date,
) -> Outcome<Exported> {
    let folder = new_folder(under, about, day).map_err(unwritable)?;
    let mut index = Index::default();
    for letter in &about.letters {
        for version in &letter.signed {
            let document = record.document(version.letter, version.version);
            let what = of_version(letter, version);
            index.keep(&folder, &version.file_name, &what, document)?;
        }
        if let Some(recording) = letter.dictation.recording {
            let id = letter.dictation.id;
            let ending = record
                .audio_extension(id)
                .unwrap_or_else(|_| "audio".to_owned());
            let name = format!("recording-{:06}.{ending}", recording.0);
            if !index.has(&name) {
                let sound = record.audio(id).and_then(|mut audio| {
                    let mut bytes = Vec::new();
                    audio.read_to_end(&mut bytes).map_err(unreadable)?;
                    Ok(bytes)
                });
                index.keep(&folder, &name, &of_recording(&letter.dictation), sound)?;
            }
        }
    }
    for paper in &about.attachments {
        let bytes = record.attachment(by, paper.id);
        let what = format!("Paper from elsewhere: {}", paper.title);
        index.keep(&folder, &paper.file_name(), &what, bytes)?;
    }
    let text = index.text(about, day);
    write_new(&folder.join("index.txt"), text.as_bytes()).map_err(unwritable)?;
    record.note_export(by, about.patient.id, index.rows.len())?;
    Ok(Exported {
        folder,
        files: index.rows.len(),
        missing: index.missing,
    })
}

/// What has been written so far.
#[derive(Default)]
struct Index {
    /// File and what it is.
    rows: Vec<(String, String)>,
    missing: Vec<String>,
}

impl Index {
    fn has(&self, name: &str) -> bool {
        self.rows.iter().any(|(file, _)| file == name)
    }

    fn keep(
        &mut self,
        folder: &Path,
        name: &str,
        what: &str,
        bytes: Outcome<Vec<u8>>,
    ) -> Outcome<()> {
        match bytes {
            Ok(bytes) => {
                write_new(&folder.join(name), &bytes).map_err(unwritable)?;
                self.rows.push((name.to_owned(), what.to_owned()));
            }
            Err(problem) => self.missing.push(format!("{what}: {}", problem.what())),
        }
        Ok(())
    }

    fn text(&self, about: &About, day: jiff::civil::Date) -> String {
        let patient = &about.patient;
        let mut text = format!(
            "Everything that is kept about {}, born {}\nGathered on {}\n\n",
            patient.display_name(),
            dates::long(patient.born),
            dates::long(day),
        );
        for (file, what) in &self.rows {
            text.push_str(&format!("{file}\t{what}\n"));
        }
        if self.rows.is_empty() {
            text.push_str("Nothing is kept.\n");
        }
        if !self.missing.is_empty() {
            text.push_str("\nNot here, because it could not be read:\n");
            text.extend(self.missing.iter().map(|what| format!("{what}\n")));
        }
        text
    }
}

fn of_version(letter: &LetterAbout, version: &SignedVersion) -> String {
    let (kind, at) = (&letter.dictation.work_type, version.approval.at);
    let withdrawn = version.withdrawn.as_ref();
    let withdrawn = withdrawn.map_or_else(String::new, |why| format!(", withdrawn: {why}"));
    format!(
        "{kind}, version {}, signed on {} by {}{withdrawn}",
        version.version,
        dates::long_with_time(at),
        version.approval.by,
    )
}

fn of_recording(dictation: &Dictation) -> String {
    let day = dates::long(dates::day_of(dictation.dictated_at));
    match dictation.dated_by.is_known() {
        true => format!("Recording, dictated on {day}"),
        false => format!("Recording, came in on {day}"),
    }
}

/// Writes a readable copy where a person has said; whoever chose a name that a file has was asked
/// about that. `copy` is what could not be saved, `of` what is safe all the same.
pub(super) fn write_copy(to: &Path, bytes: &[u8], copy: &str, of: &str) -> Outcome<()> {
    fs::write(to, bytes).map_err(|error| {
        Problem::new(
            format!("{copy} could not be saved there"),
            format!("Choose another folder; the {of} itself is safe"),
        )
        .because(error)
    })
}

/// A folder that was not there: nothing is written over.
fn new_folder(under: &Path, about: &About, day: jiff::civil::Date) -> io::Result<PathBuf> {
    let mut at = 1;
    loop {
        let name = format!("patient-{:06}-{day}-{at}", about.patient.id.0);
        match fs::create_dir(under.join(&name)) {
            Ok(()) => return Ok(under.join(name)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => at += 1,
            Err(error) => return Err(error),
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(error: io::Error) -> Problem {
    Problem::new(
        "The copies could not be written there",
        "Choose another folder; the record itself is safe",
    )
    .because(error)
}

fn unreadable(error: io::Error) -> Problem {
    Problem::new(
        "The stored recording is damaged",
        "Restore it from a backup",
    )
    .because(error)
}
