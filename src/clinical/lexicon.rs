//! The medical dictionary: what ships with the program, and a person's own layers over it.

mod kind;
mod lines;
mod own;
mod patient;
mod table;
mod tsv;
mod word_list;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::everyday::is_everyday;
use crate::problem::Outcome;
use crate::record::{AuthorId, Patient};

pub use kind::TermKind;
pub use own::OwnTerm;
pub use table::Table;
pub use word_list::{read_dic, read_list};

/// The tables that ship with the program. A prompt holds few of a specialty's terms and takes the
/// last, so the tables that must not crowd out others there come first.
const BUILT_IN: &[&str] = &[
    include_str!("../../assets/lexicon/eponyms.tsv"),
    include_str!("../../assets/lexicon/anatomy.tsv"),
    include_str!("../../assets/lexicon/drugs.tsv"),
    include_str!("../../assets/lexicon/conditions.tsv"),
    include_str!("../../assets/lexicon/procedures.tsv"),
    include_str!("../../assets/lexicon/investigations.tsv"),
    include_str!("../../assets/lexicon/abbreviations.tsv"),
    include_str!("../../assets/lexicon/names.tsv"),
    include_str!("../../assets/lexicon/organisms.tsv"),
    include_str!("../../assets/lexicon/devices.tsv"),
    include_str!("../../assets/lexicon/places.tsv"),
];

/// One dictionary entry, one row of a TSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    pub text: String,
    pub kind: TermKind,
    pub specialties: Vec<String>,
    pub spoken: Vec<String>,
    pub look_alikes: Vec<String>,
    pub expansion: String,
}

/// Whose words a layer of the dictionary holds, from the lowest up; a layer wins over those
/// below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Layer {
    BuiltIn,
    /// Wards, clinics, colleagues.
    Organisation,
    Author(AuthorId),
    /// Names and places from the record of the patient a letter is about.
    Patient,
}

/// The dictionary in force: the built-in terms and any layers over them. Cloning one copies no
/// term, so that each dictation can have its own.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// From the lowest up.
    layers: Vec<(Layer, Arc<Table>)>,
    /// All terms in force, gathered when somebody first wants to see them all.
    all: OnceLock<Arc<[Term]>>,
}

static SHIPPED: LazyLock<Arc<Table>> = LazyLock::new(|| {
    let tables = BUILT_IN.iter().map(|table| tsv::read(table));
    let read = tables.collect::<Outcome<Vec<_>>>();
    debug_assert!(read.is_ok(), "a built-in table cannot be read");
    Arc::new(Table::of(read.unwrap_or_default().into_iter().flatten()))
});

impl Lexicon {
    /// The terms that ship with the program.
    pub fn built_in() -> Self {
        Self::default().with(Layer::BuiltIn, Arc::clone(&SHIPPED))
    }

    /// This dictionary with a layer more on top.
    #[must_use]
    pub fn with(mut self, layer: Layer, table: Arc<Table>) -> Self {
        if !table.terms().is_empty() {
            self.layers.push((layer, table));
            self.all = OnceLock::new();
        }
        self
    }

    /// This dictionary with the names and places of a patient on top.
    #[must_use]
    pub fn with_patient(self, patient: &Patient) -> Self {
        let table = Table::of(patient::terms(patient));
        self.with(Layer::Patient, Arc::new(table))
    }

    /// Lays terms over those already here: a term of the same text takes the place of the
    /// earlier one.
    pub fn add(&mut self, terms: Vec<Term>) {
        *self = std::mem::take(self).with(Layer::Organisation, Arc::new(Table::of(terms)));
    }

    /// Lays the terms of a TSV text over those already here. A first row that begins with "term"
    /// names the columns; lists within a column are parted by `|`; blank lines and lines that
    /// begin with `#` are skipped.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn add_tsv(&mut self, tsv: &str) -> Outcome<()> {
        self.add(tsv::read(tsv)?);
        Ok(())
    }

    /// All terms in force, from the lowest layer up.
    pub fn terms(&self) -> &[Term] {
        match &self.layers[..] {
            [] => &[],
            [(_, only)] => only.terms(),
            _ => self.all.get_or_init(|| self.gathered().cloned().collect()),
        }
    }

    /// The terms layer by layer, from the lowest up, those in the shadow of a higher one too.
    pub fn layers(&self) -> impl Iterator<Item = (Layer, &[Term])> {
        let layers = self.layers.iter();
        layers.map(|(layer, table)| (*layer, table.terms()))
    }

    /// This dictionary with only the terms for which `keep` holds, each in its layer.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Term) -> bool) -> Self {
        let kept = |terms: &[Term]| terms.iter().filter(|term| keep(term)).cloned().collect();
        self.layers()
            .map(|(layer, terms)| (layer, kept(terms)))
            .collect()
    }

    fn gathered(&self) -> impl Iterator<Item = &Term> {
        let above = |at: usize| self.layers.get(at + 1..).unwrap_or_default();
        self.layers
            .iter()
            .enumerate()
            .flat_map(move |(at, (_, table))| {
                table.entries().filter_map(move |(key, term)| {
                    let is_hidden = above(at).iter().any(|(_, table)| table.get(key).is_some());
                    (!is_hidden).then_some(term)
                })
            })
    }

    /// The layers from the top down.
    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.layers.iter().rev().map(|(_, table)| table.as_ref())
    }

    /// Whether this is a term, or a word of one, whatever its capitals.
    pub fn contains(&self, word: &str) -> bool {
        let word = lower(word);
        self.tables()
            .any(|table| table.has_word(&word) || table.get(&word).is_some())
    }

    /// Whether people use this word: an everyday one, a term, or a word of one.
    pub fn is_known(&self, word: &str) -> bool {
        let is_known = |word: &str| self.contains(word) || is_everyday(&lower(word));
        is_known(word) || word.contains('-') && word.split('-').all(is_known)
    }

    /// Whether this is a whole term, whatever its capitals.
    pub fn has_term(&self, text: &str) -> bool {
        self.term(text).is_some()
    }

    /// The term of this text, whatever its capitals, from the highest layer that has one.
    pub fn term(&self, text: &str) -> Option<&Term> {
        let text = lower(text);
        self.tables().find_map(|table| table.get(&text))
    }

    /// The highest layer that has a term of this text.
    pub fn layer_of(&self, text: &str) -> Option<Layer> {
        let text = lower(text);
        let mut layers = self.layers.iter().rev();
        layers
            .find(|(_, table)| table.get(&text).is_some())
            .map(|(layer, _)| *layer)
    }

    /// Whether this layer has the word, alone or within a term.
    pub fn layer_knows(&self, layer: Layer, word: &str) -> bool {
        let word = lower(word);
        let mut layers = self.layers.iter().filter(|(own, _)| *own == layer);
        layers.any(|(_, table)| table.has_word(&word))
    }

    /// Whether this is a term of one of these kinds.
    pub fn is_kind(&self, text: &str, kinds: &[TermKind]) -> bool {
        self.term(text)
            .is_some_and(|term| kinds.contains(&term.kind))
    }

    /// The terms it is easily mistaken for; none for a term with none or an unknown one. What a
    /// lower layer warns of stays warned of, whatever a person's own entry leaves out.
    pub fn look_alikes(&self, text: &str) -> &[String] {
        let text = lower(text);
        let mut warned = self.tables().filter_map(|table| table.get(&text));
        warned
            .find(|term| !term.look_alikes.is_empty())
            .map_or(&[], |term| &term.look_alikes)
    }

    /// The spoken forms that begin with this word (in lower case), the longest first and of two
    /// as long the higher layer's, each with the term it stands for.
    pub(super) fn spoken_forms(&self, first: &str) -> impl Iterator<Item = (&[String], &str)> {
        let mut found: Vec<(&[String], &Term)> = Vec::new();
        for table in self.tables() {
            found.extend(table.spoken_forms(first));
        }
        if self.layers.len() > 1 {
            found.sort_by_key(|(words, _)| Reverse(words.len()));
        }
        found.into_iter().map(|(words, term)| {
            // A higher layer may write the same term with other capitals.
            let text = self.term(&term.text).map_or(&term.text, |own| &own.text);
            (words, text.as_str())
        })
    }
}

/// A dictionary of these terms alone; of terms with the same text the last one stays.
/// Two dictionaries are the same where their layers and the terms of each are.
impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.layers().eq(other.layers())
    }
}

/// A dictionary of terms in one layer of a person's own.
impl FromIterator<Term> for Lexicon {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        let mut lexicon = Self::default();
        lexicon.add(terms.into_iter().collect());
        lexicon
    }
}

/// A dictionary of layers, from the lowest up.
impl FromIterator<(Layer, Vec<Term>)> for Lexicon {
    fn from_iter<I: IntoIterator<Item = (Layer, Vec<Term>)>>(layers: I) -> Self {
        let lay = |lexicon: Self, (layer, terms)| lexicon.with(layer, Arc::new(Table::of(terms)));
        layers.into_iter().fold(Self::default(), lay)
    }
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
