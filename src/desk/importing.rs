//! Importing: recordings into the worklist, each read through before it is kept.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use jiff::Timestamp;

use super::clips::Room;
use crate::audio::{Clip, Source, decode};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{
    Actor, Changes, DatedBy, Dictation, DictationId, Priority, RecordingId, Status,
};
use crate::store::{Added, Record};

/// How files that can be brought in are called after the dot.
pub const ENDINGS: [&str; 16] = decode::ENDINGS;

/// A recording about to come into the worklist, with what is known about it.
pub struct Arrival {
    pub audio: Box<dyn Read + Send>,
    /// What to call it when something is wrong with it; never stored.
    pub name: String,
    pub extension: String,
    pub dictation: Dictation,
    /// Its sound, where it has been read through already and there is room to hand it on.
    pub clip: Option<Clip>,
}

/// What an import brought in.
#[derive(Debug, Default)]
pub struct Imported {
    pub added: usize,
    /// Files that were in the record already.
    pub already_here: usize,
    pub problems: Vec<Problem>,
    /// The sound of those that are new, as far as it is handed on.
    pub sound: Vec<(RecordingId, Clip)>,
    /// The rows that they became.
    pub changes: Changes,
}

impl Imported {
    /// Counts one in, with its sound.
    pub(super) fn count(&mut self, added: Outcome<Added>, clip: Option<Clip>) {
        match added {
            Ok(added) => {
                let row = added.changes.dictation(added.id);
                let recording = row.and_then(|row| row.recording);
                self.changes.extend(added.changes);
                if added.already_here {
                    self.already_here += 1;
                } else {
                    self.added += 1;
                    self.sound.extend(recording.zip(clip));
                }
            }
            Err(problem) => self.problems.push(problem),
        }
    }
}

/// A file on disk as an arrival about which nothing more is known.
fn arrival(file: &Path, now: Timestamp) -> Outcome<Arrival> {
    let name = file.file_name().map_or_else(
        || "The file".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let audio = File::open(file).map_err(|error| {
        Problem::new(
            format!("{name} could not be opened"),
            "Check that it is still there and that you may read it",
        )
        .because(error)
    })?;
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let written = audio.metadata().and_then(|data| data.modified()).ok();
    let written = written.and_then(|at| Timestamp::try_from(at).ok());
    Ok(Arrival {
        audio: Box::new(audio),
        extension: extension.to_lowercase(),
        dictation: dated(
            new_dictation(now),
            written.filter(|at| *at <= now),
            DatedBy::File,
        ),
        clip: None,
        name,
    })
}

/// A dictation about which nothing is known but when it came.
pub fn new_dictation(now: Timestamp) -> Dictation {
    Dictation {
        id: DictationId(0),
        author: None,
        patient: None,
        clinic: String::new(),
        work_type: "Clinic letter".to_owned(),
        priority: Priority::Routine,
        status: Status::Waiting,
        length: 0.0,
        recording: None,
        dictated_at: now,
        dated_by: DatedBy::Arrival,
        position: 0.0,
        part: None,
        revision: 0,
    }
}

/// A dictation of which something says when it was made.
fn dated(dictation: Dictation, at: Option<Timestamp>, dated_by: DatedBy) -> Dictation {
    match at {
        Some(dictated_at) => Dictation {
            dictated_at,
            dated_by,
            ..dictation
        },
        None => dictation,
    }
}

/// A file on disk as an arrival that has been read through; its sound goes with it as long as there
/// is `room` for it.
pub(super) fn checked(file: &Path, now: Timestamp, room: &mut Room) -> Outcome<Arrival> {
    let mut arrival = arrival(file, now)?;
    let clip = answered(|| {
        let source = File::open(file).map_err(unreadable)?;
        read_through(Box::new(BufReader::new(source)))
    });
    let clip = clip.map_err(|problem| named(&arrival.name, &problem))?;
    arrival.dictation.length = clip.duration();
    arrival.clip = room.take(clip);
    Ok(arrival)
}

/// What came of an arrival, and what a person should know about how it could be read.
pub struct TakenIn {
    pub added: Added,
    pub note: Option<String>,
    pub(super) clip: Clip,
}

/// Checks that an arrival is sound and puts it into the record.
///
/// # Errors
/// Names the file, because several may come at once.
pub fn take_in(
    record: &mut dyn Record,
    by: &Actor,
    mut arrival: Arrival,
    now: Timestamp,
) -> Outcome<TakenIn> {
    let mut bytes = Vec::new();
    let read = arrival.audio.read_to_end(&mut bytes).map_err(unreadable);
    let clip = read.and_then(|_| read_through(Box::new(Cursor::new(bytes.clone()))));
    let clip = clip.map_err(|problem| named(&arrival.name, &problem))?;
    arrival.dictation.length = clip.duration();
    arrival.audio = Box::new(Cursor::new(bytes));
    let silent = clip
        .is_silent()
        .then(|| "Nothing can be heard in it.".to_owned());
    Ok(TakenIn {
        added: add(record, by, arrival, now)?,
        note: clip.note().or(silent),
        clip,
    })
}

/// Puts an arrival that is known to be sound into the record.
pub(super) fn add(
    record: &mut dyn Record,
    by: &Actor,
    arrival: Arrival,
    now: Timestamp,
) -> Outcome<Added> {
    let Arrival {
        mut audio,
        name,
        extension,
        dictation,
        clip: _,
    } = arrival;
    record
        .take_in(by, &dictation, &mut audio, &extension, now)
        .map_err(|problem| named(&name, &problem))
}

fn read_through(source: Box<dyn Source>) -> Outcome<Clip> {
    let (clip, decoding) = decode::open(source)?;
    decoding.run(&mut |_| true)?;
    Ok(clip)
}

/// Several files may come at once, so a problem says with which one it is.
fn named(name: &str, problem: &Problem) -> Problem {
    Problem::new(format!("{name}: {}", problem.what()), problem.next())
}

fn unreadable(error: io::Error) -> Problem {
    Problem::new(
        "it could not be read",
        "Copy it to this computer and try again",
    )
    .because(error)
}
