//! One layer's terms, found by their text, by any of their words, and by how they are said.

use std::collections::{HashMap, HashSet};

use super::Term;

/// The terms of one layer with their indexes. Of two with the same text, the later stands.
#[derive(Clone, Debug, Default)]
pub struct Table {
    terms: Vec<Term>,
    /// Terms by their text in lower case.
    by_text: HashMap<String, usize>,
    /// Every word of every term, in lower case.
    words: HashSet<String>,
    /// Spoken forms by their first word: the words and the term they stand for.
    spoken: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Table {
    pub fn of(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut table = Self::default();
        for term in terms {
            table.add(term);
        }
        for forms in table.spoken.values_mut() {
            forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        table
    }

    fn add(&mut self, term: Term) {
        let key = term.text.to_lowercase();
        self.words.extend(key.split([' ', '-']).map(str::to_owned));
        let place = *self.by_text.entry(key).or_insert(self.terms.len());
        for form in &term.spoken {
            let words: Vec<String> = form
                .to_lowercase()
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            if let Some(first) = words.first().cloned() {
                let forms = self.spoken.entry(first).or_default();
                forms.retain(|(other, _)| *other != words);
                forms.push((words, place));
            }
        }
        match self.terms.get_mut(place) {
            Some(earlier) => *earlier = term,
            None => self.terms.push(term),
        }
    }

    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms with the text they are found by, in the order they came.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Term)> {
        let mut keys: Vec<(&str, usize)> = self
            .by_text
            .iter()
            .map(|(key, place)| (key.as_str(), *place))
            .collect();
        keys.sort_unstable_by_key(|(_, place)| *place);
        keys.into_iter()
            .map(|(key, place)| (key, &self.terms[place]))
    }

    /// The term of this text, in lower case.
    pub(super) fn get(&self, key: &str) -> Option<&Term> {
        self.by_text.get(key).map(|place| &self.terms[*place])
    }

    /// Whether this word, in lower case, is part of a term.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The spoken forms that begin with this word, the longest first.
    pub(super) fn spoken_forms(&self, first: &str) -> impl Iterator<Item = (&[String], &Term)> {
        self.spoken
            .get(first)
            .into_iter()
            .flatten()
            .map(|(words, place)| (words.as_slice(), &self.terms[*place]))
    }
}
