//! Which dictionary terms a stretch of text may have been meant for, by sound.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::sound::{self, Inventory, Sounds};
use crate::clinical::everyday::everyday_words;
use crate::clinical::lexicon::{Layer, Lexicon, Term, TermKind};

/// Terms shorter than this are left alone: too many words sound like them.
const SHORTEST: usize = 5;

/// Kinds of terms that may take the place of a misheard word.
const KINDS: [TermKind; 14] = [
    TermKind::Drug,
    TermKind::Brand,
    TermKind::DrugClass,
    TermKind::Condition,
    TermKind::Sign,
    TermKind::Procedure,
    TermKind::Investigation,
    TermKind::Anatomy,
    TermKind::Organism,
    TermKind::Device,
    TermKind::Eponym,
    TermKind::Term,
    TermKind::Surname,
    TermKind::Place,
];

/// Kinds of which the built-in dictionary has thousands that sound like everyday words, and were
/// put where they were not said. They are tried only from a layer of the person's own, where
/// somebody put them for a reason.
const OWN_ONLY: [TermKind; 2] = [TermKind::Surname, TermKind::Place];

/// The terms of a dictionary that may take the place of a misheard word.
pub fn expected(lexicon: &Lexicon) -> impl Iterator<Item = &Term> {
    let letters = |term: &Term| term.text.chars().filter(|c| c.is_alphabetic()).count();
    lexicon.terms().iter().filter(move |term| {
        letters(term) >= SHORTEST
            && KINDS.contains(&term.kind)
            && (!OWN_ONLY.contains(&term.kind)
                || lexicon.layer_of(&term.text) != Some(Layer::BuiltIn))
    })
}

/// All terms of a dictionary by their sounds.
#[derive(Debug, Default)]
pub struct Candidates {
    texts: Vec<Text>,
    /// The texts that have a pair of consonants in a row, by the pair.
    by_pair: HashMap<[u8; 2], Vec<u32>>,
}

#[derive(Debug)]
struct Text {
    text: String,
    sounds: Sounds,
    inventory: Inventory,
}

/// A term that a stretch of text sounds like.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<'a> {
    pub term: &'a str,
    /// From 0 to 1.
    pub likeness: f32,
}

/// The everyday words by their sounds: what sounds like one of these was meant for it, not for the
/// rare term that it sounds less like.
static EVERYDAY: LazyLock<Candidates> = LazyLock::new(|| {
    let mut everyday = Candidates::default();
    for word in everyday_words() {
        everyday.add(word, sound::sounds(word));
    }
    everyday
});

impl Candidates {
    pub fn of<'a>(terms: impl IntoIterator<Item = &'a Term>) -> Self {
        let mut candidates = Self::default();
        for term in terms {
            let forms = std::iter::once(&term.text).chain(&term.spoken);
            for sounds in forms.map(|form| sound::sounds(form)) {
                candidates.add(&term.text, sounds);
            }
        }
        candidates
    }

    fn add(&mut self, text: &str, sounds: Sounds) {
        let number = self.texts.len() as u32;
        for pair in pairs(&sounds) {
            let of_pair = self.by_pair.entry(pair).or_default();
            if of_pair.last() != Some(&number) {
                of_pair.push(number);
            }
        }
        self.texts.push(Text {
            text: text.to_owned(),
            inventory: Inventory::of(&sounds),
            sounds,
        });
    }

    /// The terms that `text` sounds most like, at most `count`, the most alike first; none less alike
    /// than `least`, and none that it sounds less like than an everyday word.
    pub fn like(&self, text: &str, least: f32, count: usize) -> Vec<Candidate<'_>> {
        let sounds = sound::sounds(text);
        let mut found: Vec<Candidate<'_>> = Vec::new();
        for (term, likeness) in self.alike(&sounds, least) {
            match found.iter_mut().find(|other| other.term == term) {
                Some(other) => other.likeness = other.likeness.max(likeness),
                None => found.push(Candidate { term, likeness }),
            }
        }
        let likenesses = found.iter().map(|candidate| candidate.likeness);
        if let Some(least) = likenesses.reduce(f32::min) {
            let everyday = EVERYDAY.alike(&sounds, least);
            let everyday = everyday.map(|(_, likeness)| likeness);
            let nearest = everyday.fold(0.0, f32::max);
            found.retain(|candidate| candidate.likeness > nearest);
        }
        found.sort_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then_with(|| a.term.cmp(b.term))
        });
        found.truncate(count);
        found
    }

    /// The texts that share consonants with these sounds and are at least so alike, and how much.
    fn alike(&self, sounds: &Sounds, least: f32) -> impl Iterator<Item = (&str, f32)> {
        let numbers = pairs(sounds)
            .into_iter()
            .filter_map(|pair| self.by_pair.get(&pair));
        let mut shared: Vec<u32> = numbers.flatten().copied().collect();
        shared.sort_unstable();
        shared.dedup();
        let inventory = Inventory::of(sounds);
        shared.into_iter().filter_map(move |number| {
            let text = &self.texts[number as usize];
            let (short, long) = in_order(text.sounds.len(), sounds.len());
            let most = (1.0 - least) * long as f32;
            if short * 5 < long * 3 || inventory.apart(&text.inventory) > most {
                return None;
            }
            let likeness = sound::at_least(sounds, &text.sounds, least)?;
            Some((text.text.as_str(), likeness))
        })
    }
}

fn in_order(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// The neighbouring consonants of a row of sounds, its vowels left out: what survives when a word
/// is misheard.
fn pairs(sounds: &[u8]) -> Vec<[u8; 2]> {
    let mut consonants: Vec<u8> = sounds
        .iter()
        .copied()
        .filter(|sound| !b"aeiouYOhw".contains(sound))
        .map(class)
        .collect();
    consonants.dedup();
    let mut pairs: Vec<[u8; 2]> = consonants.windows(2).map(|two| [two[0], two[1]]).collect();
    pairs.extend(consonants.windows(3).map(|three| [three[0], three[2]]));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sounds easily taken for one another count as one here.
fn class(sound: u8) -> u8 {
    match sound {
        b'p' => b'b',
        b't' | b'T' => b'd',
        b'k' => b'g',
        b'S' | b'J' | b'C' => b's',
        b'v' => b'f',
        b'n' => b'm',
        b'r' => b'l',
        other => other,
    }
}
