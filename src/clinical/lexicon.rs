//! The medical dictionary: terms, their kinds, spoken forms and look-alikes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::problem::{Outcome, Problem};

/// The tables that ship with the program.
const BUILT_IN: &[&str] = &[
    include_str!("../../assets/lexicon/drugs.tsv"),
    include_str!("../../assets/lexicon/conditions.tsv"),
    include_str!("../../assets/lexicon/procedures.tsv"),
    include_str!("../../assets/lexicon/investigations.tsv"),
    include_str!("../../assets/lexicon/anatomy.tsv"),
    include_str!("../../assets/lexicon/abbreviations.tsv"),
    include_str!("../../assets/lexicon/names.tsv"),
];

/// The columns of a table, in the order they have where there is no header.
const COLUMNS: [&str; 6] = [
    "term",
    "kind",
    "specialties",
    "spoken",
    "look-alikes",
    "expansion",
];

/// One dictionary entry, one row of a TSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub text: String,
    pub kind: String,
    pub specialties: Vec<String>,
    pub spoken: Vec<String>,
    pub look_alikes: Vec<String>,
    pub expansion: String,
}

/// The dictionary in force: the built-in terms and any layers over them.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    terms: Vec<Term>,
    /// Terms by their text in lower case.
    by_text: HashMap<String, usize>,
    /// Every word of every term, in lower case.
    words: HashSet<String>,
    /// Spoken forms by their first word: the words and the term they stand for.
    spoken: HashMap<String, Vec<(Vec<String>, usize)>>,
}

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for table in BUILT_IN {
        if lexicon.add_tsv(table).is_err() {
            debug_assert!(false, "a built-in table cannot be read");
        }
    }
    lexicon
});

impl Lexicon {
    /// The terms that ship with the program.
    pub fn built_in() -> Self {
        SHIPPED.clone()
    }

    /// A dictionary of just these terms.
    pub fn of(terms: Vec<Term>) -> Self {
        let mut lexicon = Self::default();
        terms.into_iter().for_each(|term| lexicon.add(term));
        lexicon
    }

    /// Adds the terms of a TSV text over those already here: a term of the same text takes the
    /// place of the earlier one. A first row that begins with "term" names the columns; lists
    /// within a column are parted by `|`; blank lines and lines that begin with `#` are skipped.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn add_tsv(&mut self, tsv: &str) -> Outcome<()> {
        let tsv = tsv.trim_start_matches('\u{feff}');
        let mut columns: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        let mut added = Vec::new();
        let mut header = true;
        for (number, line) in tsv.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if std::mem::take(&mut header) && cells[0].eq_ignore_ascii_case("term") {
                columns = cells.iter().map(|cell| column_name(cell)).collect();
                continue;
            }
            added.push(term_of(&cells, &columns).ok_or_else(|| unreadable(number + 1))?);
        }
        for term in added {
            self.add(term);
        }
        Ok(())
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
                forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
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

    /// Whether this is a term, or a word of one, whatever its capitals.
    pub fn contains(&self, word: &str) -> bool {
        let word = lower(word);
        self.words.contains(word.as_ref()) || self.by_text.contains_key(word.as_ref())
    }

    /// Whether this is a whole term, whatever its capitals.
    pub fn has_term(&self, text: &str) -> bool {
        self.by_text.contains_key(lower(text).as_ref())
    }

    /// The term of this text, whatever its capitals.
    pub fn term(&self, text: &str) -> Option<&Term> {
        self.by_text
            .get(lower(text).as_ref())
            .map(|place| &self.terms[*place])
    }

    /// Whether this is a term of the kind named.
    pub fn is_kind(&self, text: &str, kind: &str) -> bool {
        self.term(text).is_some_and(|term| term.kind == kind)
    }

    /// The terms it is easily mistaken for; none for a term with none or an unknown one.
    pub fn look_alikes(&self, text: &str) -> &[String] {
        self.term(text).map_or(&[], |term| &term.look_alikes)
    }

    /// The spoken forms that begin with this word (in lower case), the longest first, each with
    /// the term it stands for.
    pub(super) fn spoken_forms(&self, first: &str) -> impl Iterator<Item = (&[String], &str)> {
        self.spoken
            .get(first)
            .into_iter()
            .flatten()
            .map(|(words, place)| (words.as_slice(), self.terms[*place].text.as_str()))
    }
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A header's cell as one of the column names, whichever way its words are joined.
fn column_name(cell: &str) -> String {
    let name = cell.to_lowercase().replace([' ', '_'], "-");
    match name.as_str() {
        "spoken-forms" | "spoken-form" | "sounds-like" => "spoken".to_owned(),
        "specialty" => "specialties".to_owned(),
        "lookalikes" | "look-alike" => "look-alikes".to_owned(),
        _ => name,
    }
}

fn term_of(cells: &[&str], columns: &[String]) -> Option<Term> {
    if cells.len() > columns.len() {
        return None;
    }
    let cell = |name: &str| {
        let place = columns.iter().position(|column| column == name)?;
        cells.get(place).copied()
    };
    let list = |name: &str| -> Vec<String> {
        let items = cell(name).unwrap_or_default().split('|').map(str::trim);
        items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let text = cell("term").filter(|text| !text.is_empty())?;
    Some(Term {
        text: text.to_owned(),
        kind: cell("kind")
            .filter(|kind| !kind.is_empty())
            .unwrap_or("term")
            .to_owned(),
        specialties: list("specialties"),
        spoken: list("spoken"),
        look_alikes: list("look-alikes"),
        expansion: cell("expansion").unwrap_or_default().to_owned(),
    })
}

fn unreadable(line: usize) -> Problem {
    Problem::new(
        format!("Line {line} of the word list cannot be read"),
        "Each line needs a term first and at most the columns named at the top, parted by tabs",
    )
}
