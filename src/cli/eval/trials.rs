//! What is compared: which stages are on, with how large a dictionary.

use std::collections::HashSet;
use std::sync::Arc;

use clap::ValueEnum;

use super::super::hearing;
use crate::clinical::lexicon::{Lexicon, Term, TermKind};
use crate::speech::Tuning;
use crate::speech::model::Facts;
use crate::speech::score::{Dice, normalise};

/// Picks the distractors; any number would do, as long as it stays.
const SEED: u64 = 20_261_125;

/// Shorter single words ("leg", "MRI") are no test of a medical dictionary.
const SHORTEST_TERM: usize = 5;

/// Kinds that are no medical terms: what a name or a short form sounds like, no dictionary says.
const NOT_SCORED: [TermKind; 5] = [
    TermKind::GivenName,
    TermKind::Surname,
    TermKind::Place,
    TermKind::Abbreviation,
    TermKind::Unit,
];

/// How many terms the recogniser is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Size {
    #[value(name = "100")]
    Hundred,
    #[value(name = "1000")]
    Thousand,
    All,
}

impl Size {
    pub fn name(self) -> &'static str {
        match self {
            Self::Hundred => "100",
            Self::Thousand => "1000",
            Self::All => "all",
        }
    }
}

/// One way of listening to every recording.
pub struct Trial {
    /// What is on: "off", "prompt", "full" or, in an ablation, the stages.
    pub name: &'static str,
    pub tuning: Tuning,
    /// None where the dictionary plays no part.
    pub size: Option<Size>,
    pub lexicon: Arc<Lexicon>,
}

impl Trial {
    /// Whether both would hear the same, so that one of them need not listen.
    pub fn hears_like(&self, other: &Self) -> bool {
        self.tuning == other.tuning && (self.tuning == Tuning::OFF || self.size == other.size)
    }
}

/// What to compare: the tuning that was asked for, or all three; with each dictionary.
pub fn plan(
    asked: Option<hearing::Tuning>,
    facts: &Facts,
    dictionaries: &[(Size, Arc<Lexicon>)],
) -> Vec<Trial> {
    use hearing::Tuning::{Full, Off, Prompt};
    let wanted = |tuning| asked.is_none_or(|asked| asked == tuning);
    let mut trials = Vec::new();
    for (size, lexicon) in dictionaries {
        let trial = |name, tuning, size| Trial {
            name,
            tuning,
            size,
            lexicon: Arc::clone(lexicon),
        };
        if wanted(Off) && trials.is_empty() {
            trials.push(trial("off", Tuning::OFF, None));
        }
        if wanted(Prompt) {
            trials.push(trial("prompt", Tuning::prompt(facts), Some(*size)));
        }
        if wanted(Full) {
            trials.push(trial("full", Tuning::full(facts), Some(*size)));
        }
    }
    trials
}

/// What each stage does by itself, and what each adds to those before it, also where the model's
/// facts leave it off.
pub fn ablation(size: Size, lexicon: &Arc<Lexicon>) -> Vec<Trial> {
    const PROMPT: Tuning = Tuning {
        prompt: true,
        ..Tuning::OFF
    };
    const BIAS: Tuning = Tuning {
        bias: true,
        ..Tuning::OFF
    };
    const SECOND_LOOK: Tuning = Tuning {
        second_look: true,
        ..Tuning::OFF
    };
    const CORRECTION: Tuning = Tuning {
        correction: true,
        ..Tuning::OFF
    };
    const PROMPT_AND_BIAS: Tuning = Tuning {
        prompt: true,
        ..BIAS
    };
    const ALL_BUT_CORRECTION: Tuning = Tuning {
        second_look: true,
        ..PROMPT_AND_BIAS
    };
    const ALL: Tuning = Tuning {
        correction: true,
        ..ALL_BUT_CORRECTION
    };
    [
        ("prompt alone", PROMPT),
        ("bias", BIAS),
        ("second look", SECOND_LOOK),
        ("correction", CORRECTION),
        ("prompt+bias", PROMPT_AND_BIAS),
        ("+second look", ALL_BUT_CORRECTION),
        ("+correction", ALL),
    ]
    .into_iter()
    .map(|(name, tuning)| Trial {
        name,
        tuning,
        size: Some(size),
        lexicon: Arc::clone(lexicon),
    })
    .collect()
}

/// A dictionary of this size: the terms that occur in what was said, filled up with others
/// drawn at random. Terms that occur are never left out, so it may be larger; a smaller
/// dictionary's distractors are among a larger one's.
pub fn dictionary<'a>(
    lexicon: &Arc<Lexicon>,
    size: Size,
    said: impl Iterator<Item = &'a str>,
) -> Arc<Lexicon> {
    let size = match size {
        Size::Hundred => 100,
        Size::Thousand => 1000,
        Size::All => return Arc::clone(lexicon),
    };
    let said: Vec<Vec<String>> = said.map(normalise).collect();
    let (kept, mut others): (Vec<usize>, Vec<usize>) =
        (0..lexicon.terms().len()).partition(|place| occurs(&lexicon.terms()[*place], &said));
    let mut kept: HashSet<usize> = kept.into_iter().collect();
    let mut dice = Dice::new(SEED);
    while kept.len() < size && !others.is_empty() {
        kept.insert(others.swap_remove(dice.below(others.len())));
    }
    let terms = lexicon.terms().iter().enumerate();
    let chosen: HashSet<&str> = terms
        .filter(|(place, _)| kept.contains(place))
        .map(|(_, term)| term.text.as_str())
        .collect();
    Arc::new(lexicon.only(|term| chosen.contains(term.text.as_str())))
}

fn occurs(term: &Term, said: &[Vec<String>]) -> bool {
    let words = normalise(&term.text);
    !words.is_empty()
        && said
            .iter()
            .any(|said| said.windows(words.len()).any(|window| window == words))
}

/// The terms on which a dictionary is judged: those of several words and words of at least five
/// letters, of every kind but names, abbreviations and units. The whole dictionary is meant,
/// whichever part of it the recogniser was given, so that the figures can be compared.
pub fn scored(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let counts = |term: &&Term| {
        let letters = term.text.chars().filter(|c| c.is_alphabetic()).count();
        let is_long = letters >= SHORTEST_TERM || normalise(&term.text).len() > 1;
        is_long && !NOT_SCORED.contains(&term.kind)
    };
    let terms = lexicon.terms().iter().filter(counts);
    terms.map(|term| term.text.as_str())
}
