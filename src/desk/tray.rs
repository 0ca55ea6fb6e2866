//! The signing tray: what one sitting at it has come to, beyond the letters themselves.

use std::collections::{BTreeMap, VecDeque};

use super::command::Signature;
use super::workpiece::Workpiece;
use crate::letter::Letter;
use crate::record::{AuthorId, DictationId, PatientId};

/// A sitting at the tray. It ends when the tray is left or somebody else comes to the desk.
#[derive(Debug, Default)]
pub struct Tray {
    is_open: bool,
    read: BTreeMap<DictationId, AsRead>,
    done: Done,
    reason: String,
    pub(super) round: Option<Round>,
}

/// A letter as somebody has read it.
#[derive(Debug, PartialEq)]
struct AsRead {
    letter: Letter,
    version: u32,
    patient: Option<PatientId>,
    author: Option<AuthorId>,
}

impl AsRead {
    fn of(piece: &Workpiece) -> Self {
        Self {
            letter: piece.letter().clone(),
            version: piece.version,
            patient: piece.dictation.patient,
            author: piece.dictation.author,
        }
    }
}

/// What has been done in a sitting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub signed: usize,
    pub rejected: usize,
    pub answered: usize,
}

impl Done {
    /// "28 signed, 2 sent back, 1 query answered"; nothing where nothing was done.
    pub fn words(self) -> String {
        let queries = match self.answered {
            1 => "query answered",
            _ => "queries answered",
        };
        let told = [
            (self.signed, "signed"),
            (self.rejected, "sent back"),
            (self.answered, queries),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        told.join(", ")
    }
}

/// Several letters being signed one after the other.
#[derive(Debug)]
pub(super) struct Round {
    /// What whoever signs says of each of them.
    pub signature: Signature,
    left: VecDeque<DictationId>,
    /// The one that is on its way to the desk, or just being signed.
    pub now: Option<DictationId>,
    signed: usize,
    /// Those that are not signed, by whom they are about, and why.
    held: Vec<(String, String)>,
}

impl Round {
    pub fn new(letters: Vec<DictationId>, signature: Signature) -> Self {
        Self {
            signature,
            left: letters.into(),
            now: None,
            signed: 0,
            held: Vec::new(),
        }
    }

    /// Goes on to the next letter; none is left after the last.
    pub fn go_on(&mut self) -> Option<DictationId> {
        self.now = self.left.pop_front();
        self.now
    }

    pub fn count_signed(&mut self) {
        self.signed += 1;
    }

    pub fn hold(&mut self, about: String, why: String) {
        self.held.push((about, why));
    }

    /// How many have been signed, and of those that have not, about whom they are and why not.
    pub fn outcome(&self) -> (usize, Option<String>) {
        let held = self.held.iter();
        let held: Vec<String> = held.map(|(about, why)| format!("{about}: {why}")).collect();
        (self.signed, (!held.is_empty()).then(|| held.join(". ")))
    }

    /// How many letters are still to be looked at.
    pub fn left(&self) -> usize {
        self.left.len() + usize::from(self.now.is_some())
    }
}

impl Tray {
    /// A tray that has just been opened.
    pub(super) fn begun() -> Self {
        Self {
            is_open: true,
            ..Self::default()
        }
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// What has been done in this sitting.
    pub fn done(&self) -> Done {
        self.done
    }

    pub(super) fn count(&mut self, add: impl FnOnce(&mut Done)) {
        add(&mut self.done);
    }

    /// Why what had not been played needed not be heard, as it was said last in this sitting.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    pub(super) fn keep_reason(&mut self, reason: &str) {
        if self.is_open && !reason.trim().is_empty() {
            reason.trim().clone_into(&mut self.reason);
        }
    }

    /// The letter on the desk has been seen to its end.
    pub(super) fn note_read(&mut self, piece: &Workpiece) {
        self.read.insert(piece.dictation.id, AsRead::of(piece));
    }

    /// Whether the letter on the desk has been read to its end, as it is now.
    pub fn has_read(&self, piece: &Workpiece) -> bool {
        self.read.get(&piece.dictation.id) == Some(&AsRead::of(piece))
    }

    /// Whether a letter has been read to its end in this sitting, whatever has become of it since.
    pub fn was_read(&self, id: DictationId) -> bool {
        self.read.contains_key(&id)
    }
}
