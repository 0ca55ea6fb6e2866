//! `import`: brings recordings into the worklist, with what is known about them.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::{Place, out};
use crate::desk::importing::{arrival, new_dictation, take_in};
use crate::desk::roll::{find_author, find_patient};
use crate::letter::template;
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, Priority};

#[derive(Args)]
pub struct Options {
    /// WAV, MP3, M4A, AAC, FLAC, OGG or Opus files
    #[arg(required = true)]
    audio: Vec<PathBuf>,
    /// Whom they are about: NHS number or hospital number
    #[arg(long, value_name = "NUMBER")]
    patient: Option<String>,
    /// Who dictated them: initials or full name
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// The clinic they come from
    #[arg(long, value_name = "NAME", default_value = "")]
    clinic: String,
    /// What is to be made of them, such as "Letter to patient" [default: Clinic letter]
    #[arg(long, value_name = "KIND")]
    work_type: Option<String>,
    #[arg(long, value_enum, default_value_t = Urgency::Routine)]
    priority: Urgency,
}

#[derive(Clone, Copy, ValueEnum)]
enum Urgency {
    /// Urgent suspected cancer
    #[value(alias = "2ww", alias = "2WW")]
    Cancer,
    Urgent,
    Routine,
}

impl From<Urgency> for Priority {
    fn from(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Cancer => Self::Cancer,
            Urgency::Urgent => Self::Urgent,
            Urgency::Routine => Self::Routine,
        }
    }
}

/// Takes each recording in; one that cannot be does not stop the others.
///
/// # Errors
/// When any was refused; each is told by its file's name.
pub fn run(options: Options, place: &Place) -> Outcome<()> {
    let work = options.work_type.as_deref().map(work_type).transpose()?;
    let mut store = place.open_or_begin()?;
    let by = place.act_as(&mut store, None)?;
    let patient = options.patient.as_deref();
    let author = options.author.as_deref();
    let now = Timestamp::now();
    let new = new_dictation(now);
    let dictation = Dictation {
        work_type: work.map_or(new.work_type.clone(), str::to_owned),
        patient: patient
            .map(|number| find_patient(&store, number))
            .transpose()?,
        author: author.map(|name| find_author(&store, name)).transpose()?,
        clinic: options.clinic,
        priority: options.priority.into(),
        ..new
    };
    let mut refused = Vec::new();
    for file in &options.audio {
        let added = arrival(file, dictation.clone(), now)
            .and_then(|arrival| take_in(&mut store, &by, arrival, now));
        let name = name_of(file);
        match added {
            Ok(taken) if taken.added.already_here => {
                out::say(format!("{name}: already in the worklist; not added twice"))?;
            }
            Ok(taken) => {
                out::say(format!("{name}: added"))?;
                if let Some(note) = taken.note {
                    out::warn(format!("{name}: {note}"));
                }
            }
            Err(problem) => refused.push(problem),
        }
    }
    match refused.as_slice() {
        [] => Ok(()),
        [only] => Err(only.clone()),
        several => {
            several
                .iter()
                .for_each(|problem| out::warn(problem.message()));
            let (count, all) = (several.len(), options.audio.len());
            Err(Problem::new(
                format!("{count} of {all} recordings were not added"),
                "Mend what is said above and import those again",
            ))
        }
    }
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The kind of work of that name.
fn work_type(name: &str) -> Outcome<&'static str> {
    template::work_type(name).ok_or_else(|| {
        let known: Vec<&str> = template::work_types().collect();
        Problem::new(
            format!("There is no work type called \u{201c}{name}\u{201d}"),
            format!("Use one of: {}; nothing has been added", known.join(", ")),
        )
    })
}
