//! A patient: who they are, where they can be reached, and where a letter of a given day goes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{NhsNumber, PatientId};

/// A general practice: who the letter usually goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Practice {
    /// The doctor's name as it stands on an envelope: "Dr A Example".
    pub doctor: String,
    pub name: String,
    /// Address lines, the postcode last.
    pub address: Vec<String>,
}

/// A patient as the record knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    pub id: PatientId,
    pub title: String,
    pub given: String,
    pub family: String,
    pub born: Date,
    pub nhs_number: Option<NhsNumber>,
    pub hospital_number: String,
    /// Where they live, in lines, the postcode last. Where a letter goes is [`Self::address_on`].
    pub address: Vec<String>,
    pub practice: Practice,
    #[serde(default)]
    pub details: PatientDetails,
    /// How often the record has written this row; 0 before it is in the record.
    #[serde(default)]
    pub revision: u32,
}

/// What a department knows of a patient beside who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientDetails {
    pub sex: Sex,
    pub phone: String,
    pub email: String,
    /// Where they live is kept from everybody: no letter to them is sent from here.
    pub restricted: bool,
    /// What it takes for them to read and be spoken with: "interpreter, Polish", "braille".
    pub needs: Vec<String>,
    /// What whoever opens their letters is to see first.
    pub alerts: Vec<String>,
    pub large_print: bool,
    pub delivery: Delivery,
    pub copies: Copies,
    /// Where else letters go for a time, and where they lived before.
    pub other_addresses: Vec<DatedAddress>,
}

/// A patient's sex as their record has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    Female,
    Male,
    Other,
    #[default]
    NotKnown,
}

impl Sex {
    pub const ALL: [Self; 4] = [Self::Female, Self::Male, Self::Other, Self::NotKnown];

    pub fn label(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::NotKnown => "not known",
        }
    }
}

/// How a patient wants their letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    #[default]
    Post,
    Email,
    Collection,
}

impl Delivery {
    pub const ALL: [Self; 3] = [Self::Post, Self::Email, Self::Collection];

    pub fn label(self) -> &'static str {
        match self {
            Self::Post => "by post",
            Self::Email => "by e-mail",
            Self::Collection => "collected",
        }
    }
}

/// Whether a patient wants copies of the letters about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copies {
    Wanted,
    NotWanted,
    #[default]
    NotAsked,
}

impl Copies {
    pub const ALL: [Self; 3] = [Self::Wanted, Self::NotWanted, Self::NotAsked];

    pub fn label(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::NotWanted => "not wanted",
            Self::NotAsked => "not asked",
        }
    }
}

/// An address that holds for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedAddress {
    pub lines: Vec<String>,
    pub kind: AddressKind,
    /// The first day on which it holds; always, where there is none.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

impl DatedAddress {
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What an address is for. A later one here outranks an earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    Home,
    Temporary,
    Correspondence,
}

impl AddressKind {
    pub const ALL: [Self; 3] = [Self::Home, Self::Temporary, Self::Correspondence];

    pub fn label(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Temporary => "temporary",
            Self::Correspondence => "correspondence",
        }
    }
}

impl Patient {
    /// "Mrs Ada EXAMPLE": the family name in capitals, as the banner and the Re: line show it.
    pub fn display_name(&self) -> String {
        [
            self.title.as_str(),
            self.given.as_str(),
            &self.family.to_uppercase(),
        ]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// Where a letter of that day goes: an address for letters that holds on it, else a temporary
    /// one, else home. None where the patient is restricted, or no address is known.
    pub fn address_on(&self, day: Date) -> Option<&[String]> {
        if self.details.restricted {
            return None;
        }
        let others = self.details.other_addresses.iter();
        let best = others
            .filter(|other| other.holds_on(day) && !other.lines.is_empty())
            .max_by_key(|other| (other.kind, other.from));
        let lines = best.map_or(&self.address, |other| &other.lines);
        Some(lines.as_slice()).filter(|lines| !lines.is_empty())
    }

    /// Changes where they live, as of that day; where they lived is kept with its last day.
    pub fn move_home(&mut self, lines: Vec<String>, day: Date) {
        if lines == self.address {
            return;
        }
        let before = std::mem::replace(&mut self.address, lines);
        if !before.is_empty() {
            let others = &mut self.details.other_addresses;
            let homes = others
                .iter()
                .filter(|other| other.kind == AddressKind::Home);
            let last = homes.filter_map(|home| home.until).max();
            others.push(DatedAddress {
                lines: before,
                kind: AddressKind::Home,
                from: last.and_then(|last| last.tomorrow().ok()),
                until: Some(day.yesterday().unwrap_or(day)),
            });
        }
    }
}
