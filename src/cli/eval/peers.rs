//! What others made of the same recordings: transcripts and times that lie in a folder.

use std::fs;
use std::path::Path;

use super::effort::Effort;
use super::folder::Item;
use crate::problem::{Outcome, Problem};

/// Who heard what, and how long it took: a line for each recording and peer.
const TIMES: &str = "seconds.tsv";

/// The peer whose time others are held against.
pub const MEASURE: &str = "whisper.cpp";

/// Another program's transcripts, in the order of the recordings.
pub struct Peer {
    pub name: String,
    pub heard: Vec<(String, Effort)>,
}

/// The peers of a folder with NAME.PEER.txt for each recording and peer, and a table of seconds
/// with the columns name, peer, wall and processor.
///
/// # Errors
/// When one of them cannot be read, or a recording is missing.
pub fn read(folder: &Path, items: &[Item]) -> Outcome<Vec<Peer>> {
    let table = read_text(&folder.join(TIMES))?;
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for row in &rows {
        if let Some(name) = row.get(1).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    let peer = |name: &&str| {
        let heard = items.iter().map(|item| {
            let stem = item.stem();
            let row = rows
                .iter()
                .find(|row| row.first() == Some(&stem) && row.get(1) == Some(name));
            let effort = row.and_then(|row| effort(row)).ok_or_else(|| {
                Problem::new(
                    format!("{name} has no time for {}", item.name),
                    "Let the peers hear this folder again",
                )
            })?;
            let text = read_text(&folder.join(format!("{stem}.{name}.txt")))?;
            Ok((text, effort))
        });
        Ok(Peer {
            name: (*name).to_owned(),
            heard: heard.collect::<Outcome<_>>()?,
        })
    };
    names.iter().map(peer).collect()
}

fn effort(row: &[&str]) -> Option<Effort> {
    let seconds = |at: usize| row.get(at)?.parse().ok();
    Some(Effort {
        wall: seconds(2)?,
        processor: seconds(3)?,
    })
}

fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Problem::new(
            format!("What the peers left in {name} could not be read"),
            "Run ./desk eval DIR --against again",
        )
        .because(error)
    })
}
