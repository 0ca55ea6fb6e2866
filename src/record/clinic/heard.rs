//! What was heard of a patient, held against one of the list.

use jiff::civil::Date;

use crate::record::{NhsNumber, Patient, fold};

/// What an author says of whom a dictation is about; none for what they do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// "Mrs Margaret Sample-Turner", or the family name alone.
    pub name: Option<String>,
    pub born: Option<Date>,
    pub nhs_number: Option<NhsNumber>,
    pub hospital_number: Option<String>,
}

impl Heard {
    /// Everything that is known of a patient.
    pub fn of(patient: &Patient) -> Self {
        let hospital = &patient.hospital_number;
        Self {
            name: Some(patient.display_name()),
            born: Some(patient.born),
            nhs_number: patient.nhs_number.clone(),
            hospital_number: Some(hospital.clone()).filter(|it| !it.is_empty()),
        }
    }

    /// Whether anything was heard.
    pub fn says_who(&self) -> bool {
        *self != Self::default()
    }
}

/// By what somebody who was heard of is a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    NhsNumber,
    /// One of the other things that were heard is another.
    NhsNumberBut(&'static str),
    HospitalNumber,
    NameAndBirth,
    WholeName,
    FamilyName,
    Birth,
}

impl Tie {
    /// In words: "NHS number heard".
    pub fn words(self) -> &'static str {
        match self {
            Self::NhsNumber => "NHS number heard",
            Self::NhsNumberBut(but) => but,
            Self::HospitalNumber => "hospital number heard",
            Self::NameAndBirth => "name and date of birth heard",
            Self::WholeName => "name heard",
            Self::FamilyName => "family name heard, the only one on the list",
            Self::Birth => "date of birth heard, the only one on the list",
        }
    }

    /// How much it says, more being more.
    pub fn rank(self) -> u8 {
        match self {
            Self::NhsNumber | Self::NhsNumberBut(_) => 4,
            Self::HospitalNumber => 3,
            Self::NameAndBirth => 2,
            Self::WholeName => 1,
            Self::FamilyName | Self::Birth => 0,
        }
    }

    /// Whether it need not be looked at once more.
    pub fn is_firm(self) -> bool {
        matches!(
            self,
            Self::NhsNumber | Self::HospitalNumber | Self::NameAndBirth
        )
    }
}

/// How two values stand to each other, of which one or both may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Same,
    Other,
    Nothing,
}

impl Says {
    fn of(is_same: Option<bool>) -> Self {
        match is_same {
            Some(true) => Self::Same,
            Some(false) => Self::Other,
            None => Self::Nothing,
        }
    }
}

/// By what the patient may be whom the author speaks of; none where something heard is another's.
pub fn tie(heard: &Heard, patient: &Patient) -> Option<Tie> {
    let nhs = heard.nhs_number.as_ref().zip(patient.nhs_number.as_ref());
    let nhs = Says::of(nhs.map(|(one, other)| one == other));
    let hospital = Says::of(hospital(heard, patient));
    let born = Says::of(heard.born.map(|born| born == patient.born));
    let name = name(heard, patient);
    let name_says = match name {
        Name::Unsaid => Says::Nothing,
        Name::Other => Says::Other,
        Name::Family | Name::Whole => Says::Same,
    };
    match (nhs, hospital, name_says, born) {
        (Says::Other, ..) | (Says::Same, _, Says::Other, Says::Other) => None,
        (Says::Same, _, Says::Other, _) => {
            Some(Tie::NhsNumberBut("NHS number heard, but with another name"))
        }
        (Says::Same, _, _, Says::Other) => Some(Tie::NhsNumberBut(
            "NHS number heard, but with another date of birth",
        )),
        (Says::Same, Says::Other, ..) => Some(Tie::NhsNumberBut(
            "NHS number heard, but with another hospital number",
        )),
        (Says::Same, ..) => Some(Tie::NhsNumber),
        (_, Says::Other, ..) | (_, _, Says::Other, _) | (.., Says::Other) => None,
        (_, Says::Same, ..) => Some(Tie::HospitalNumber),
        (_, _, Says::Same, Says::Same) => Some(Tie::NameAndBirth),
        (_, _, Says::Same, _) if name == Name::Whole => Some(Tie::WholeName),
        (_, _, Says::Same, _) => Some(Tie::FamilyName),
        (.., Says::Same) => Some(Tie::Birth),
        _ => None,
    }
}

fn hospital(heard: &Heard, patient: &Patient) -> Option<bool> {
    let one = fold::hospital_number(heard.hospital_number.as_deref()?);
    let other = fold::hospital_number(&patient.hospital_number);
    (!one.is_empty() && !other.is_empty()).then(|| one == other)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Unsaid,
    Other,
    Family,
    Whole,
}

const TITLES: [&str; 13] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "lady",
    "dame",
    "rev",
    "master",
];

/// How a name that was heard stands to a patient's. Another given name is another person's.
fn name(heard: &Heard, patient: &Patient) -> Name {
    let (family, given) = heard
        .name
        .as_deref()
        .map_or((Vec::new(), Vec::new()), split);
    let words: Vec<String> = family.iter().chain(&given).cloned().collect();
    if words.is_empty() {
        return Name::Unsaid;
    }
    let known_family = match fold::name(&patient.family) {
        family if family.is_empty() => fold::name(&patient.given),
        family => family,
    };
    // "Sample Turner" is Sample-Turner: as many words of the end as make the family name.
    let rest = match family.is_empty() {
        false if family.concat() == known_family => given,
        false => return Name::Other,
        true => {
            let from = (0..given.len()).find(|from| given[*from..].concat() == known_family);
            match from {
                Some(from) => given[..from].to_vec(),
                None => return Name::Other,
            }
        }
    };
    let known: Vec<String> = patient
        .given
        .split([' ', '-'])
        .map(fold::name)
        .filter(|word| !word.is_empty())
        .collect();
    if rest.is_empty() || known.is_empty() {
        return Name::Family;
    }
    let is_known = |word: &String| known.contains(word) || known.concat() == *word;
    let is_initial =
        |word: &String| word.chars().count() == 1 && known.iter().any(|it| it.starts_with(word));
    let is_whole = rest.iter().any(is_known) || rest.concat() == known.concat();
    match rest.first() {
        _ if is_whole => Name::Whole,
        Some(first) if is_initial(first) => Name::Family,
        _ => Name::Other,
    }
}

/// The family name where it stands before a comma, and all other words that are no title.
fn split(name: &str) -> (Vec<String>, Vec<String>) {
    let words = |text: &str| -> Vec<String> {
        let words =
            text.split(|c: char| c.is_whitespace() || fold::is_dash(c) || "().,".contains(c));
        words
            .map(fold::name)
            .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
            .collect()
    };
    match name.split_once(',') {
        Some((family, given)) => (words(family), words(given)),
        None => (Vec::new(), words(name)),
    }
}
