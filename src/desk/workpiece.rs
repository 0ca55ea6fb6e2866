//! The workpiece: the one dictation on the desk, its sound, its letter and its open questions.

use std::ops::Range;

use crate::audio::{Clip, Motion, Transport};
use crate::clinical::draft::Draft;
use crate::letter::history::Entry;
use crate::letter::sign::{Approval, Follows};
use crate::letter::versions::{SignedVersion, Typed};
use crate::letter::{Letter, Manuscript};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, LetterId, Remark, Status};
use crate::store::Fetched;
use crate::words::Span;

use super::review::Review;

/// Everything about the dictation being worked on.
pub struct Workpiece {
    pub dictation: Dictation,
    pub letter_id: LetterId,
    pub version: u32,
    /// When it was made ready to sign, and by whom.
    pub typed: Option<Typed>,
    /// Who has approved it so far, where it wants more than one.
    pub approvals: Vec<Approval>,
    /// The letter before it, where it does not stand alone.
    pub follows: Option<Follows>,
    pub(super) standing: Standing,
    /// What has been asked and said about it, the oldest first.
    pub remarks: Vec<Remark>,
    pub manuscript: Manuscript,
    pub draft: Option<Draft>,
    pub clip: Option<Clip>,
    /// Why there is no sound, or why it ends early.
    pub clip_trouble: Option<String>,
    pub transport: Transport,
    pub review: Review,
    pub find: Option<Find>,
    pub selection: Selection,
    pub(super) unsaved: Unsaved,
    /// The fields the letter was last filled with, until the record answers with its new people.
    pub(super) filled_from: Option<Letter>,
}

/// Who has the letter now, which says whether it can be changed.
#[derive(Debug)]
pub(super) enum Standing {
    /// The person at the desk.
    Open,
    /// Handed over for signing: what is typed now would be in neither version.
    Signing,
    /// Handed over to be split: what is typed now might belong to either letter.
    Splitting,
    /// Nobody: this version is signed, and read-only for good.
    Signed(SignedVersion),
}

/// What is selected in the body, in bytes. `asked` counts the times the desk moved it, so that
/// the editor knows to follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub range: Range<usize>,
    pub asked: u64,
}

/// A search in the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    pub needle: String,
    pub hits: Vec<Range<usize>>,
    /// Which hit is selected.
    pub at: usize,
}

/// Journal entries on their way to disk.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    pub entries: Vec<Entry>,
    /// Entries handed to the record and not yet confirmed.
    pub in_flight: usize,
    /// When the oldest entry was made, on the desk's clock in seconds.
    pub since: f64,
    /// After a failure, no new attempt before this.
    pub not_before: f64,
}

impl Workpiece {
    /// Puts an opened dictation on the desk; its recording is still to be read.
    ///
    /// # Errors
    /// When the letter's journal does not fit together.
    pub(super) fn new(fetched: Fetched) -> Outcome<Self> {
        let Fetched {
            dictation,
            letter,
            draft,
            heard,
        } = fetched;
        let manuscript = Manuscript::replay(letter.start, letter.entries)?;
        let mut transport = Transport::default();
        transport.load(dictation.length, dictation.position, heard.into());
        let mut piece = Self {
            letter_id: letter.id,
            version: letter.version,
            typed: letter.typed,
            approvals: letter.approvals,
            follows: letter.follows,
            standing: letter.signed.map_or(Standing::Open, Standing::Signed),
            remarks: Vec::new(),
            manuscript,
            draft,
            clip: None,
            clip_trouble: None,
            transport,
            review: Review::default(),
            find: None,
            selection: Selection::default(),
            unsaved: Unsaved::default(),
            filled_from: None,
            dictation,
        };
        let end = piece.letter().body().text().len();
        piece.select(end..end);
        Ok(piece)
    }

    pub fn letter(&self) -> &Letter {
        self.manuscript.letter()
    }

    /// The signed version this is, where it has been signed.
    pub fn signed(&self) -> Option<&SignedVersion> {
        match &self.standing {
            Standing::Signed(version) => Some(version),
            _ => None,
        }
    }

    /// Takes the letter back from whoever it was handed to; a signed one stays signed.
    pub(super) fn hand_back(&mut self) {
        if !matches!(self.standing, Standing::Signed(_)) {
            self.standing = Standing::Open;
        }
    }

    /// Takes the row as the record has it. Where the typist is, and how long the recording proved
    /// to be, is known better here.
    pub(super) fn take_row(&mut self, row: &Dictation) {
        let (length, position) = (self.dictation.length, self.dictation.position);
        if matches!(row.status, Status::Typing | Status::Rejected) {
            // It has been taken back from signature, if it was there.
            self.make_unready();
        }
        self.dictation = Dictation {
            length,
            position,
            ..row.clone()
        };
        self.review.is_stale = true;
    }

    /// Nothing stands any more of its having been made ready and approved.
    pub(super) fn make_unready(&mut self) {
        self.typed = None;
        self.approvals.clear();
    }

    /// Whether every keystroke is on disk.
    pub fn is_saved(&self) -> bool {
        self.unsaved() == 0
    }

    /// How many edits are not on disk yet, or not known to be.
    pub fn unsaved(&self) -> usize {
        self.unsaved.entries.len() + self.unsaved.in_flight
    }

    pub fn is_playing(&self) -> bool {
        self.transport.motion() == Motion::Playing
    }

    /// What the recording is doing now, in words.
    pub fn motion(&self) -> &'static str {
        match self.transport.motion() {
            Motion::Stopped => "stopped",
            Motion::Playing => "playing",
            Motion::Rewinding => "rewinding",
            Motion::Forwarding => "winding on",
        }
    }

    /// The lowest and the highest of the sound in each of so many equal columns, from -1 to 1;
    /// none while there is no sound.
    pub fn waveform(&self, columns: usize) -> Vec<(f32, f32)> {
        let Some(clip) = &self.clip else {
            return Vec::new();
        };
        let peaks = clip.peaks_in(0.0, clip.duration(), columns).into_iter();
        peaks.map(|peak| (peak.low, peak.high)).collect()
    }

    /// What of this letter's audio nobody has listened to.
    pub fn unheard(&self) -> Vec<Span> {
        self.transport.heard().unheard(self.dictation.span())
    }

    /// Why the letter cannot be changed now, if it cannot.
    pub(super) fn refuse_changes(&self) -> Outcome<()> {
        match self.standing {
            Standing::Open => Ok(()),
            Standing::Splitting => Err(Problem::new(
                "The letters of this recording are just being parted",
                "Type that again in a moment",
            )),
            Standing::Signing | Standing::Signed(_) => Err(Problem::new(
                "This letter is signed, so it is kept as it is",
                "Use Review, Amend the signed letter, to start a new version",
            )),
        }
    }

    /// Moves the selection on the desk's own account.
    pub(super) fn select(&mut self, range: Range<usize>) {
        self.selection.range = range;
        self.selection.asked += 1;
    }
}
