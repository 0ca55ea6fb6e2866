//! One thing that an author says beside the letter, as it was read.

use std::ops::Range;

use jiff::civil::Date;

use super::Urgency;

/// What it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact {
    Author,
    Clinic,
    Dated(Option<Date>),
    /// Whom the letter is about, said to be that.
    Patient,
    /// Somebody by title and name, of whom it is not said who they are.
    Somebody {
        writes: bool,
    },
    GivenName,
    FamilyName,
    Born(Option<Date>),
    NhsNumber(String),
    HospitalNumber(String),
    Reference(String),
    WorkType,
    Urgency(Urgency),
    /// Who gets the letter or a copy.
    Recipient,
    Note,
    /// What says nothing of its own: a greeting, "new patient", somebody's age.
    Nothing,
}

/// It, with the words that say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub fact: Fact,
    /// All the words, by number.
    pub said: Range<usize>,
    /// The words that are the value.
    pub value: Range<usize>,
    /// Whether no letter says so of its own accord.
    pub is_strong: bool,
}

impl Item {
    pub fn strong(fact: Fact, said: Range<usize>, value: Range<usize>) -> Self {
        Self {
            fact,
            said,
            value,
            is_strong: true,
        }
    }

    pub fn weak(fact: Fact, said: Range<usize>, value: Range<usize>) -> Self {
        Self {
            is_strong: false,
            ..Self::strong(fact, said, value)
        }
    }
}

/// Whether the patient has been named among these.
pub(super) fn has_patient(items: &[Item]) -> bool {
    items.iter().any(|item| {
        matches!(
            item.fact,
            Fact::Patient | Fact::Somebody { writes: false } | Fact::FamilyName | Fact::GivenName
        )
    })
}
