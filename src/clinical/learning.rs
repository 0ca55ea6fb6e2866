//! Learning: what a signed letter teaches about how its author's words are to be written.
//!
//! Only small corrections of what was misheard become lessons, and a lesson only ever becomes a
//! question for a person. Figures, units, sides, negations and drugs that are easily mistaken
//! teach nothing: there, yesterday's correction may be today's error.

mod align;
mod alike;
mod correction;
mod rules;
mod small;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::everyday::is_everyday;
use super::lexicon::{Layer, Lexicon, TermKind};
use crate::clinical::checks::flags::{NEGATIONS, SIDES};
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::tokens::is_title;
use crate::letter::Body;
use align::{Change, Said, changes, said};

pub use correction::{Correction, Standing};
pub use rules::{Rule, Rules, places};

/// The longest a correction may be, in words: longer ones are rewording.
const LONGEST: usize = 3;

/// Titles as they are said; what follows one is a name.
const SPOKEN_TITLES: [&str; 3] = ["doctor", "professor", "sister"];

/// A correction that a signed letter suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// As the recogniser wrote it, in lower case with single spaces.
    pub heard: String,
    /// As it stands in the signed letter.
    pub written: String,
    pub makes: Makes,
    /// Whether the two look much alike. Those that only sound alike are to be seen more than
    /// once before anybody is asked.
    pub is_close: bool,
}

/// What a lesson becomes when it is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Makes {
    /// A rule on this author's later drafts.
    Rule,
    /// A dictionary term of this kind.
    Term(TermKind),
}

/// The lessons of a signed letter: `draft` is what the machine wrote, `signed` what a person
/// made of it. Each comes once.
pub fn lessons(draft: &Body, signed: &Body, lexicon: &Lexicon) -> Vec<Lesson> {
    let (was, is) = (said(draft.text()), said(signed.text()));
    let letter = Letter {
        draft,
        was: &was,
        is: &is,
        lexicon,
    };
    let mut lessons: Vec<Lesson> = Vec::new();
    for change in changes(&was, &is) {
        let lesson = letter.lesson(&change);
        lessons.extend(lesson.filter(|lesson| !lessons.contains(lesson)));
    }
    // What still stands somewhere in the letter was right there: it cannot be a rule.
    lessons.retain(|lesson| !stands_in(&lesson.heard, &lesson.written, signed.text()));
    lessons
}

/// Whether the text has the words that were heard, where nobody changed them.
pub fn stands_in(heard: &str, written: &str, text: &str) -> bool {
    let wanted: Vec<&str> = heard.split(' ').collect();
    let right: Vec<&str> = written.split(' ').collect();
    let words = said(text);
    words.windows(wanted.len()).any(|found| {
        let same = found
            .iter()
            .zip(&wanted)
            .all(|(word, heard)| word.key == *heard);
        same && !found.iter().map(|word| word.text).eq(right.iter().copied())
    })
}

/// A draft beside the letter it became.
struct Letter<'a> {
    draft: &'a Body,
    was: &'a [Said<'a>],
    is: &'a [Said<'a>],
    lexicon: &'a Lexicon,
}

impl Letter<'_> {
    fn lesson(&self, change: &Change) -> Option<Lesson> {
        let was = self.was.get(change.was.clone())?;
        let is = self.is.get(change.is.clone())?;
        let short = |words: &[Said<'_>]| (1..=LONGEST).contains(&words.len());
        if !short(was) || !short(is) || was[0].line != was[was.len() - 1].line {
            return None;
        }
        let heard = self.heard(was)?;
        let written = self.written(is)?;
        let (heard, written) = without_possessive(heard, written);
        self.may_be_learnt(&heard, &written).then_some(())?;
        let likeness = alike::likeness(&heard, &written)?;
        // Ordinary words that only together are wrong, such as "new monitors", may also be meant.
        let is_ordinary = heard.split(' ').all(is_everyday);
        Some(Lesson {
            makes: self.makes(change, &heard, &written),
            heard,
            written,
            is_close: likeness == alike::Likeness::Look && !is_ordinary,
        })
    }

    /// What the recogniser wrote for these words of the draft; none where its words and these do
    /// not begin and end together.
    fn heard(&self, was: &[Said<'_>]) -> Option<String> {
        let (text, range) = (self.draft.text(), range_of(was));
        let cues = self.draft.cues().iter();
        let mut heard = Vec::new();
        for cue in cues.filter(|cue| cue.range.start < range.end && cue.range.end > range.start) {
            let is_bare = |part: Range<usize>| {
                let part = text.get(part).unwrap_or_default();
                !part.contains(char::is_alphanumeric)
            };
            if !is_bare(cue.range.start..range.start.max(cue.range.start))
                || !is_bare(range.end.min(cue.range.end)..cue.range.end)
            {
                return None;
            }
            let here = text.get(cue.range.clone()).unwrap_or_default();
            let words = said(cue.heard.as_deref().unwrap_or(here));
            heard.extend(words.into_iter().map(|word| word.key));
        }
        (1..=LONGEST)
            .contains(&heard.len())
            .then(|| heard.join(" "))
    }

    /// The words as they are to be written anywhere; none where a capital may only be that of
    /// the sentence.
    fn written(&self, is: &[Said<'_>]) -> Option<String> {
        let words: Vec<&str> = is.iter().map(|word| word.text).collect();
        let written = words.join(" ");
        let first = is.first()?;
        if !first.opens_sentence || !first.text.starts_with(char::is_uppercase) {
            return Some(written);
        }
        if let Some(term) = self.lexicon.term(&written) {
            return Some(term.text.clone());
        }
        let mut elsewhere = self.is.windows(is.len());
        let within = elsewhere.find(|words| {
            !words[0].opens_sentence && words.iter().zip(is).all(|(word, own)| word.key == own.key)
        })?;
        let words: Vec<&str> = within.iter().map(|word| word.text).collect();
        Some(words.join(" "))
    }

    /// Whether nothing in either speaks against making it a habit.
    fn may_be_learnt(&self, heard: &str, written: &str) -> bool {
        let words = || heard.split(' ').chain(written.split(' '));
        let is_risky = |word: &str| {
            let word = word.to_lowercase();
            word.contains(|c: char| c.is_numeric())
                || is_numberish(&word)
                || is_unit(&word)
                || SIDES.contains(&word.as_str())
                || NEGATIONS.contains(&word.as_str())
                || !self.lexicon.look_alikes(&word).is_empty()
        };
        let is_drug = |text: &str| self.lexicon.is_kind(text, TermKind::MEDICINES_AND_CLASSES);
        let is_small = |text: &str| text.split(' ').all(small::is_small);
        // The patient's own names are known to the drafts of their letters and to no others.
        let is_of_patient = |word: &str| self.lexicon.layer_knows(Layer::Patient, word);
        let is_new = alike::letters(heard) != alike::letters(written)
            || written.contains(char::is_uppercase);
        is_new
            && heard != written
            && !words().any(is_risky)
            && self.lexicon.look_alikes(heard).is_empty()
            && self.lexicon.look_alikes(written).is_empty()
            && !is_drug(heard)
            && !heard.split(' ').any(is_drug)
            && !is_everyday(heard)
            && !is_small(heard)
            && !is_small(&written.to_lowercase())
            && !written.split([' ', '-']).any(is_of_patient)
            && !alike::is_inflection(heard, &written.to_lowercase())
    }

    /// Names and words the dictionary does not know become its terms; the rest become rules.
    fn makes(&self, change: &Change, heard: &str, written: &str) -> Makes {
        const PLACES: &[&str] = &[
            "ward",
            "clinic",
            "hospital",
            "unit",
            "surgery",
            "practice",
            "centre",
            "house",
            "road",
            "street",
            "lane",
            "infirmary",
            "hospice",
        ];
        let before = change
            .is
            .start
            .checked_sub(1)
            .and_then(|at| self.is.get(at));
        let after = self.is.get(change.is.end);
        let is_place = |word: &Said<'_>| PLACES.contains(&word.key.as_str());
        if before
            .is_some_and(|word| is_title(&word.key) || SPOKEN_TITLES.contains(&word.key.as_str()))
        {
            return Makes::Term(TermKind::Person);
        }
        let is_name = written.contains(char::is_uppercase);
        let named = written.to_lowercase();
        let names_place = named.split(' ').any(|word| PLACES.contains(&word));
        if is_name && (names_place || [before, after].into_iter().flatten().any(is_place)) {
            return Makes::Term(TermKind::Place);
        }
        let is_unknown = !self.lexicon.has_term(written)
            && !named
                .split(' ')
                .all(|word| self.lexicon.contains(word) || is_everyday(word));
        // As a term, what was heard becomes a way of saying it, which must mean nothing else.
        if (is_name || is_unknown) && !self.lexicon.has_term(heard) {
            return Makes::Term(TermKind::Term);
        }
        Makes::Rule
    }
}

fn range_of(words: &[Said<'_>]) -> Range<usize> {
    match words {
        [first, .., last] => first.range.start..last.range.end,
        [only] => only.range.clone(),
        [] => 0..0,
    }
}

/// Both without the ending of "Sampleton's", where both have it.
fn without_possessive(heard: String, written: String) -> (String, String) {
    let bare = |text: &str| {
        let bare = text.strip_suffix("'s").or(text.strip_suffix("\u{2019}s"));
        bare.map(str::to_owned)
    };
    match (bare(&heard), bare(&written)) {
        (Some(heard), Some(written)) => (heard, written),
        _ => (heard, written),
    }
}
