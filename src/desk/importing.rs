//! Importing: recordings into the worklist, each read through before it is kept.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;

use jiff::Timestamp;

use super::clips::Room;
use crate::audio::{Clip, Source, Stamp, decode, stamp};
use crate::letter::dates;
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

/// The first year of which a recording can be.
const OLDEST: i16 = 1990;

/// A file on disk as the arrival of what is known of it already, dated by what the file says.
///
/// # Errors
/// Names the file, where it cannot be opened.
pub fn arrival(file: &Path, known: Dictation, now: Timestamp) -> Outcome<Arrival> {
    let name = file.file_name().map_or_else(
        || "The file".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let mut audio = File::open(file).map_err(|error| {
        Problem::new(
            format!("{name} could not be opened"),
            "Check that it is still there and that you may read it",
        )
        .because(error)
    })?;
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let dictation = dated(known, &mut audio, now).map_err(|error| {
        Problem::new(
            format!("{name} could not be read"),
            "Check that its disk or network drive is connected",
        )
        .because(error)
    })?;
    Ok(Arrival {
        audio: Box::new(audio),
        extension: extension.to_lowercase(),
        dictation,
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
        assignee: None,
        bring_forward: None,
        removed: None,
        revision: 0,
    }
}

/// When a recording was made: by the recorder, else by its file. What lies after `now` was said by
/// a clock that is wrong, what lies before there were such recorders by one that was never set.
fn dated(known: Dictation, file: &mut File, now: Timestamp) -> io::Result<Dictation> {
    let is_sound = |at: &Timestamp| *at <= now && dates::day_of(*at).year() >= OLDEST;
    let recorder = stamp(file).map(|stamp| match stamp {
        Stamp::Moment(at) => at,
        Stamp::There(at) => dates::moment_of(at),
    });
    file.rewind()?;
    let written = file.metadata()?.modified().ok();
    let written = written.and_then(|at| Timestamp::try_from(at).ok());
    let said = [(recorder, DatedBy::Recorder), (written, DatedBy::File)];
    let said = said
        .into_iter()
        .find_map(|(at, by)| Some((at.filter(is_sound)?, by)));
    Ok(match said {
        Some((dictated_at, dated_by)) => Dictation {
            dictated_at,
            dated_by,
            ..known
        },
        None => known,
    })
}

/// A file on disk as an arrival that has been read through; its sound goes with it as long as there
/// is `room` for it.
pub(super) fn checked(file: &Path, now: Timestamp, room: &mut Room) -> Outcome<Arrival> {
    let mut arrival = arrival(file, new_dictation(now), now)?;
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
