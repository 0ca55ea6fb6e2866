//! A draft: what a recogniser made of a dictation, and how it becomes the text of a letter.

use serde::{Deserialize, Serialize};

use super::learning::Rules;
use super::lexicon::Lexicon;
use super::{Note, Section, Tidied, tidy};
use crate::record::Part;
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
        };
        (draft, tidied)
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
