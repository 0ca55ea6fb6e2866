//! A draft: what a recogniser made of a dictation, and how it becomes the text of a letter.

use serde::{Deserialize, Serialize};

use super::intro::{self, Introduction};
use super::learning::Rules;
use super::lexicon::Lexicon;
use super::{Note, Section, Tidied, tidy};
use crate::letter::Body;
use crate::record::{Dictation, Part};
use crate::words::{Span, Word};

/// What the recogniser made of a dictation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The name of the model that made it.
    pub model: String,
    pub words: Vec<Word>,
    pub notes: Vec<Note>,
    /// Speech for which there is no text.
    #[serde(default)]
    pub missing: Vec<Span>,
    /// Text for which there is no speech.
    #[serde(default)]
    pub unsupported: Vec<Span>,
    /// Where another letter begins that has no dictation of its own yet, in seconds.
    #[serde(default)]
    pub starts: Vec<f64>,
    /// What was said before and after the letter, which the record keeps in a place of its own.
    #[serde(skip)]
    pub introduction: Introduction,
}

/// A finished draft, as it comes to its letter.
#[derive(Clone, Debug)]
pub struct Drafted {
    pub draft: Draft,
    pub body: Body,
    /// Length of the recording in seconds.
    pub length: f64,
    /// Which of the recording's letters it was made for, where they had been parted.
    pub part: Option<Part>,
}

impl Draft {
    /// Notes what its text says before and after the letter. What was said to the secretary alone
    /// becomes a note, and nothing is asked about speech that goes with the introduction.
    #[must_use]
    pub fn introduced(mut self, body: &Body) -> Self {
        self.introduction = intro::find(body);
        let spoken = self.introduction.sounds(body);
        let is_own = |gap: &Span| spoken.iter().any(|span| span.covers(*gap));
        self.missing.retain(|gap| !is_own(gap));
        self.unsupported.retain(|gap| !is_own(gap));
        for note in self.introduction.lifted_notes() {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        let by_time = |one: &Note, two: &Note| one.span.start.total_cmp(&two.span.start);
        self.notes.sort_by(by_time);
        self
    }

    /// Whether this draft, which has come for the whole of a recording, holds several letters. One
    /// that has come for a letter of several is never parted by itself again: a person decides.
    pub fn holds_several(&self, dictation: &Dictation) -> bool {
        !self.starts.is_empty() && dictation.part.is_none()
    }

    /// What an earlier draft asked about is asked on, because its text is what stands in the
    /// letter; where this one asks about the same, it asks in its place.
    pub fn keep_asking(&mut self, earlier: Self) {
        fn join(gaps: &mut Vec<Span>, earlier: Vec<Span>) {
            let is_asked = |gap: Span| gaps.iter().any(|new| new.shared(gap) > gap.length() / 2.0);
            let asked_on: Vec<Span> = earlier.into_iter().filter(|gap| !is_asked(*gap)).collect();
            gaps.extend(asked_on);
            gaps.sort_by(|one, two| one.start.total_cmp(&two.start));
        }
        join(&mut self.missing, earlier.missing);
        join(&mut self.unsupported, earlier.unsupported);
        // A note is known by its text and place, so the earlier of two alike stays: it may be done.
        let is_new = |note: &Note| earlier.notes.iter().all(|known| known.text != note.text);
        self.notes.retain(is_new);
        self.notes.splice(0..0, earlier.notes);
        let by_time = |one: &Note, two: &Note| one.span.start.total_cmp(&two.span.start);
        self.notes.sort_by(by_time);
    }
}

/// What a recogniser heard in a whole recording.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The name of the model that listened.
    pub model: String,
    pub words: Vec<Word>,
    /// Speech for which there is no text.
    pub missing: Vec<Span>,
    /// Text for which there is no speech.
    pub unsupported: Vec<Span>,
}

/// How what was heard is written: with whose corrections and dictionary, and for which of the
/// recording's letters, where they have been parted.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    pub rules: &'a Rules,
    pub lexicon: &'a Lexicon,
    pub part: Option<Part>,
}

impl Writing<'_> {
    /// The draft, and the text it gives.
    pub fn draft(&self, heard: Heard) -> (Draft, Tidied) {
        let Heard {
            model,
            words,
            mut missing,
            mut unsupported,
        } = heard;
        let mut words = self.rules.apply(words);
        if let Some(part) = self.part {
            // The recording's other letters have drafts of their own.
            words.retain(|word| part.holds(word.span));
            missing.retain(|gap| part.holds(*gap));
            unsupported.retain(|gap| part.holds(*gap));
        }
        let tidied = tidy(&words, self.lexicon);
        let draft = Draft {
            model,
            starts: starts(&tidied.letters(), &words),
            words,
            notes: tidied.notes.clone(),
            missing,
            unsupported,
            introduction: Introduction::default(),
        };
        (draft.introduced(&tidied.body), tidied)
    }
}

/// Where the further letters begin, in seconds: at the first word after each announcement.
pub fn starts(sections: &[Section], words: &[Word]) -> Vec<f64> {
    let further = sections.iter().skip(1);
    further
        .filter_map(|section| words.get(section.words.start))
        .map(|word| word.span.start)
        .collect()
}
