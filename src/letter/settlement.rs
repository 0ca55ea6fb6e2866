//! The ledger of settlements: which questions about a letter a person has settled, who and when.

use std::cmp::Ordering;
use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::body::Body;
use super::cues::Cue;
use super::gaps::Gap;
use super::notes::Note;
use crate::words::Span;

/// What kind of thing is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    NoPatient,
    NoAuthor,
    /// Something left to be filled in.
    Blank,
    /// Words of which the recogniser was unsure.
    Doubt,
    /// Where the author seems to put right what was said just before.
    SecondThought,
    Identity,
    Notation,
    /// Speech without text, and text without speech.
    Missing,
    Unsupported,
    /// A word to the secretary.
    Note,
    NextLetter,
    OtherLetter,
    Unheard,
}

/// Where the thing asked about is, told so that typing elsewhere does not move it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In the audio, which no edit changes.
    Moment(Span),
    /// Of words that nobody is heard saying: how many alike stand before them.
    Occurrence(usize),
}

/// What a question is known by, when it is asked and when it is settled. It outlives every edit
/// that leaves its words alone; other words at the same moment are another question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub subject: Subject,
    /// Empty where the moment alone says what it is.
    pub words: String,
    pub place: Place,
}

/// A person's word that something is right as it stands, or has been done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    pub key: Key,
    /// Initials of whoever settled it; empty where nobody was named.
    pub by: String,
    /// Older records do not say.
    pub at: Option<Timestamp>,
}

impl Key {
    /// Of something that is asked of the letter as a whole.
    pub fn of_letter(subject: Subject) -> Self {
        Self {
            subject,
            words: String::new(),
            place: Place::Occurrence(0),
        }
    }

    /// Of something that its place in the audio is enough to know by.
    pub fn of_moment(subject: Subject, span: Span) -> Self {
        Self {
            subject,
            words: String::new(),
            place: Place::Moment(span),
        }
    }

    /// Of one of the author's notes.
    pub fn of_note(note: &Note) -> Self {
        Self {
            words: note.text.clone(),
            ..Self::of_moment(Subject::Note, note.span)
        }
    }

    pub fn of_gap(gap: Gap) -> Self {
        let subject = match gap {
            Gap::Missing(_) => Subject::Missing,
            Gap::Unsupported(_) => Subject::Unsupported,
        };
        Self::of_moment(subject, gap.span())
    }

    /// Of the words in `range` (bytes).
    pub fn of_words(subject: Subject, body: &Body, range: Range<usize>) -> Self {
        let words = body.text().get(range.clone()).unwrap_or_default();
        let place = match joined(body.cues_in(&range).iter()) {
            Some(span) => Place::Moment(span),
            None => Place::Occurrence(alike_before(words, body, range.start)),
        };
        Self {
            subject,
            words: words.to_owned(),
            place,
        }
    }

    /// Of the words in `range` (bytes) of which the recogniser was unsure.
    pub fn of_doubt(body: &Body, range: &Range<usize>) -> Self {
        let unsure = || {
            let cues = body.cues_in(range).iter();
            cues.filter(|cue| cue.is_unsure())
        };
        let words: Vec<&str> = unsure()
            .map(|cue| &body.text()[cue.range.clone()])
            .collect();
        Self {
            words: words.join(" "),
            ..Self::of_moment(Subject::Doubt, joined(unsure()).unwrap_or_default())
        }
    }

    /// Whether what is settled under this key settles what is asked under the other.
    fn settles(&self, asked: &Self) -> bool {
        let (Place::Moment(settled), Place::Moment(now)) = (self.place, asked.place) else {
            return self == asked;
        };
        let same = self.subject == asked.subject;
        match self.subject {
            // A figure is settled with its unit, and either may have been typed over since.
            Subject::Doubt => same && settled.covers(now) && has_run(&self.words, &asked.words),
            // Typing beside words can draw the neighbour's sound into theirs.
            Subject::SecondThought | Subject::Blank | Subject::Identity | Subject::Notation => {
                same && self.words == asked.words && settled.meets(now)
            }
            _ => self == asked,
        }
    }

    fn in_order(&self, other: &Self) -> Ordering {
        let moment = |key: &Self| match key.place {
            Place::Moment(span) => (span.start, span.end, 0),
            Place::Occurrence(at) => (f64::INFINITY, f64::INFINITY, at),
        };
        let (one, two) = (moment(self), moment(other));
        (one.0.total_cmp(&two.0))
            .then(one.1.total_cmp(&two.1))
            .then(one.2.cmp(&two.2))
            .then(self.subject.cmp(&other.subject))
            .then_with(|| self.words.cmp(&other.words))
    }
}

/// What has been settled about a letter: each question once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger(Vec<Settlement>);

impl Ledger {
    /// Every settlement that stands, by its place in the audio.
    pub fn settlements(&self) -> &[Settlement] {
        &self.0
    }

    pub fn settles(&self, asked: &Key) -> bool {
        self.0.iter().any(|settled| settled.key.settles(asked))
    }

    /// Enters a settlement or strikes it out; says whether that was a change.
    pub(super) fn change(&mut self, settlement: &Settlement, done: bool) -> bool {
        // In order, so that it does not matter in which they were settled.
        let at = self
            .0
            .binary_search_by(|other| other.key.in_order(&settlement.key));
        match (at, done) {
            (Err(at), true) => self.0.insert(at, settlement.clone()),
            (Ok(at), false) if self.0[at] == *settlement => drop(self.0.remove(at)),
            _ => return false,
        }
        true
    }
}

/// The stretch of audio of these words; none where there are none.
fn joined<'a>(cues: impl Iterator<Item = &'a Cue>) -> Option<Span> {
    cues.map(|cue| cue.span).reduce(Span::join)
}

/// How often these words stand before byte `at` with nobody heard saying them.
fn alike_before(words: &str, body: &Body, at: usize) -> usize {
    if words.is_empty() {
        return 0;
    }
    let before = body.text().get(..at).unwrap_or_default();
    before
        .match_indices(words)
        .filter(|(at, _)| body.cues_in(&(*at..at + words.len())).is_empty())
        .count()
}

/// Whether whole words of the one text, one after the other, are those of the other.
fn has_run(text: &str, run: &str) -> bool {
    let text: Vec<&str> = text.split_whitespace().collect();
    let run: Vec<&str> = run.split_whitespace().collect();
    !run.is_empty() && text.windows(run.len()).any(|words| words == run)
}
