//! What older records have settled, each kind in a list and with an edit of its own, read into the
//! one ledger: by nobody named, and nobody knows when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Field;
use super::body::Body;
use super::gaps::Gap;
use super::notes::Note;
use super::settlement::{Key, Ledger, Settlement, Subject};
use crate::words::Span;

/// An edit by which older records settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum OlderEdit {
    /// Whether a note has been done, or a second thought listened to.
    NoteDone {
        note: Note,
        done: bool,
    },
    /// A note ticked off by its number in the draft. Nothing says which draft the number was of,
    /// so it settles nothing: the note is asked about again.
    Note {
        index: usize,
        done: bool,
    },
    Gap {
        gap: Gap,
        done: bool,
    },
}

impl OlderEdit {
    pub(super) fn inverse(self) -> Self {
        match self {
            Self::NoteDone { note, done } => Self::NoteDone { note, done: !done },
            Self::Note { index, done } => Self::Note { index, done: !done },
            Self::Gap { gap, done } => Self::Gap { gap, done: !done },
        }
    }

    /// What it settles in a letter of this body, and whether that is settled or open again.
    pub(super) fn settlement(&self, body: &Body) -> Option<(Settlement, bool)> {
        match self {
            Self::NoteDone { note, done } => Some((unsigned(key_of(note, body)), *done)),
            Self::Note { .. } => None,
            Self::Gap { gap, done } => Some((unsigned(Key::of_gap(*gap)), *done)),
        }
    }
}

/// A letter as any record has it: with the ledger, or with the two lists that came before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StoredLetter {
    pub fields: BTreeMap<Field, String>,
    pub body: Body,
    settled: Ledger,
    notes_done: Vec<Note>,
    settled_gaps: Vec<Gap>,
}

impl StoredLetter {
    pub fn ledger(&self) -> Ledger {
        let notes = self.notes_done.iter().map(|note| key_of(note, &self.body));
        let gaps = self.settled_gaps.iter().copied().map(Key::of_gap);
        let mut ledger = self.settled.clone();
        for key in notes.chain(gaps) {
            ledger.change(&unsigned(key), true);
        }
        ledger
    }
}

fn unsigned(key: Key) -> Settlement {
    Settlement {
        key,
        by: String::new(),
        at: None,
    }
}

/// Older records tick second thoughts off as notes: known by the sentence that asked, and by when
/// the words in question and those before them were said.
fn key_of(note: &Note, body: &Body) -> Key {
    let Some(said) = second_thought(&note.text) else {
        return Key::of_note(note);
    };
    let found = body
        .text()
        .match_indices(said)
        .map(|(at, said)| at..at + said.len());
    let then = |at: usize| body.time_at(at);
    let mut of_then = found.filter(|range| {
        let start = then(range.start);
        let end = then(range.end).or(start);
        let span = start.zip(end).map(|(start, end)| Span::new(start, end));
        span.unwrap_or_default() == note.span
    });
    match of_then.next() {
        Some(range) => Key::of_words(Subject::SecondThought, body, range),
        None => Key {
            words: said.to_owned(),
            ..Key::of_moment(Subject::SecondThought, note.span)
        },
    }
}

/// The words that such a sentence is about.
fn second_thought(asked: &str) -> Option<&str> {
    let (said, rest) = asked
        .strip_prefix("With \u{201c}")?
        .split_once('\u{201d}')?;
    rest.starts_with(" the author may be putting something right")
        .then_some(said)
}
