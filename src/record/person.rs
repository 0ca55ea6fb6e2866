//! The people who work here: who they are, what role they have, and since when they have left.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PersonId;
use crate::problem::{Outcome, Problem};

/// What somebody does here, which says what they may do.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    #[default]
    Typist,
    /// Dictates, and signs as themselves.
    Author,
    Supervisor,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 4] = [
        Self::Typist,
        Self::Author,
        Self::Supervisor,
        Self::Administrator,
    ];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Typist => "Typist",
            Self::Author => "Author",
            Self::Supervisor => "Supervisor",
            Self::Administrator => "Administrator",
        }
    }

    /// With its article, in the middle of a sentence.
    pub fn one(self) -> &'static str {
        match self {
            Self::Typist => "a typist",
            Self::Author => "an author",
            Self::Supervisor => "a supervisor",
            Self::Administrator => "an administrator",
        }
    }
}

/// Somebody who works here. What they prove themselves with never leaves the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// "AB": the second half of the reference of the letters they type.
    pub initials: String,
    pub role: Role,
    /// Whether they prove who they are with a PIN or a passphrase.
    pub has_secret: bool,
    /// The day they left, from which on they open nothing.
    pub until: Option<Date>,
    /// How often the record has written this row; 0 before it is in the record.
    pub revision: u32,
}

impl Person {
    /// Whether anybody has said who this is: before that no letter can carry their name.
    pub fn is_known(&self) -> bool {
        !self.name.trim().is_empty() && !self.initials.trim().is_empty()
    }

    /// Whether they have left by that day.
    pub fn has_left(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until <= today)
    }

    /// What they are called where they must be called something.
    pub fn called(&self) -> &str {
        let named = [self.name.trim(), self.initials.trim()];
        let named = named.into_iter().find(|name| !name.is_empty());
        named.unwrap_or("The person at this desk")
    }

    /// This person as a form has them.
    ///
    /// # Errors
    /// When a name or initials are missing.
    pub fn checked(self) -> Outcome<Self> {
        let checked = Self {
            name: self.name.trim().to_owned(),
            initials: self.initials.trim().to_owned(),
            ..self
        };
        if checked.is_known() {
            return Ok(checked);
        }
        Err(Problem::new(
            "A person needs a name and initials",
            "Fill both in; the initials stand in the reference of the letters they type",
        ))
    }
}

/// The initials of a name, as a person would write them: "Ann-Marie O'Dell" is "AO".
pub fn initials_of(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}
