//! Kinds of terms: what a term of the dictionary is the name of.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a term is the name of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum TermKind {
    Drug,
    Brand,
    DrugClass,
    Condition,
    Sign,
    Procedure,
    Investigation,
    Anatomy,
    Organism,
    Device,
    /// What bears somebody's name: "Parkinson's disease".
    Eponym,
    Score,
    Specialty,
    Abbreviation,
    Unit,
    GivenName,
    Surname,
    /// Somebody by their whole name or a part of it.
    Person,
    /// By whom an author's secretary is spoken to.
    Secretary,
    Place,
    #[default]
    Term,
    /// What a person's own word list calls a term, where it is none of these.
    Other(String),
}

/// The names that tables and word lists have for them.
const NAMES: [(TermKind, &str); 21] = [
    (TermKind::Drug, "drug"),
    (TermKind::Brand, "brand"),
    (TermKind::DrugClass, "drug-class"),
    (TermKind::Condition, "condition"),
    (TermKind::Sign, "sign"),
    (TermKind::Procedure, "procedure"),
    (TermKind::Investigation, "investigation"),
    (TermKind::Anatomy, "anatomy"),
    (TermKind::Organism, "organism"),
    (TermKind::Device, "device"),
    (TermKind::Eponym, "eponym"),
    (TermKind::Score, "score"),
    (TermKind::Specialty, "specialty"),
    (TermKind::Abbreviation, "abbreviation"),
    (TermKind::Unit, "unit"),
    (TermKind::GivenName, "given-name"),
    (TermKind::Surname, "surname"),
    (TermKind::Person, "person"),
    (TermKind::Secretary, "secretary"),
    (TermKind::Place, "place"),
    (TermKind::Term, "term"),
];

impl TermKind {
    /// A medicine by its own name or its maker's.
    pub const MEDICINES: &'static [Self] = &[Self::Drug, Self::Brand];

    /// A medicine, or the class of it.
    pub const MEDICINES_AND_CLASSES: &'static [Self] = &[Self::Drug, Self::Brand, Self::DrugClass];

    pub fn name(&self) -> &str {
        if let Self::Other(name) = self {
            return name;
        }
        let named = NAMES.iter().find(|(kind, _)| kind == self);
        named.map_or("term", |(_, name)| name)
    }
}

impl From<&str> for TermKind {
    /// By its name; a term with none is a term and no more.
    fn from(name: &str) -> Self {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = NAMES
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(&name));
        match known {
            Some((kind, _)) => kind.clone(),
            None if name.is_empty() => Self::Term,
            None => Self::Other(name),
        }
    }
}

impl From<String> for TermKind {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<TermKind> for String {
    fn from(kind: TermKind) -> Self {
        kind.name().to_owned()
    }
}

impl fmt::Display for TermKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
