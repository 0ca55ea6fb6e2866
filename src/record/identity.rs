//! Identity: whether two sets of details are one person's.
//!
//! No number identifies anybody alone: numbers are mistyped, and hospitals number alike. It takes two
//! of NHS number, hospital number, date of birth and family name, none of the others may speak for
//! somebody else, and the given names must be able to be one person's.

use jiff::civil::Date;

use super::{NhsNumber, Patient, fold};

/// Whether the person of a line is one of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody else, who only shares this or that.
    Another,
    TheSame,
    /// They share a number that two people should not: a person must say. Why, in words.
    Contested(&'static str),
    /// They share a name and a date of birth, and something speaks against it.
    Unclear(&'static str),
}

/// How two values of one kind stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    Agree,
    /// One may be short for the other, or is not there.
    Loose,
    Differ,
    /// One or both are not known.
    Unknown,
}

/// What a patient is looked up by: whoever may be the same person shares at least one.
pub fn keys(patient: &Patient) -> Vec<String> {
    let mut keys = vec![who(patient)];
    if let Some(number) = &patient.nhs_number {
        keys.push(nhs_key(number));
    }
    let hospital = fold::hospital_number(&patient.hospital_number);
    if !hospital.is_empty() {
        keys.push(format!("hosp:{hospital}"));
    }
    keys
}

/// The key of an NHS number.
pub fn nhs_key(number: &NhsNumber) -> String {
    format!("nhs:{}", number.digits())
}

/// The key of a name and a date of birth, which begins with the family name.
fn who(patient: &Patient) -> String {
    format!("who:{} {}", family(patient), patient.born)
}

/// The folded family name, or the only name there is.
fn family(patient: &Patient) -> String {
    match fold::name(&patient.family) {
        family if family.is_empty() => fold::name(&patient.given),
        family => family,
    }
}

/// Whether a line of a list, the first, is of the patient of the record, the second.
pub fn verdict(line: &Patient, known: &Patient) -> Verdict {
    let nhs = nhs_numbers(line, known);
    let hospital = hospital_numbers(line, known);
    let born = tie(line.born == known.born);
    let family = tie(family(line) == family(known));
    let given = given_names(line, known);
    let numbers = [nhs, hospital];
    if family == Tie::Agree && born == Tie::Agree && given == Tie::Agree {
        return same_name_and_birth(numbers);
    }
    if nhs != Tie::Agree && hospital != Tie::Agree {
        return no_number(family == Tie::Agree && born == Tie::Agree, nhs, given);
    }
    if hospital == Tie::Agree && nhs == Tie::Differ {
        return Verdict::Contested(HOSPITAL_NUMBER);
    }
    let whose = if nhs == Tie::Agree {
        NHS_NUMBER
    } else {
        HOSPITAL_NUMBER
    };
    match (family, born, given) {
        (.., Tie::Differ) | (Tie::Differ, Tie::Differ, _) => Verdict::Contested(whose),
        (_, Tie::Agree, _) => Verdict::TheSame,
        // A date of birth that is mended, where one part of it was wrong.
        (Tie::Agree, _, Tie::Agree) if nhs == Tie::Agree && is_slip(line.born, known.born) => {
            Verdict::TheSame
        }
        _ => Verdict::Contested(whose),
    }
}

const NHS_NUMBER: &str = "another patient in the record has this NHS number";
const HOSPITAL_NUMBER: &str = "another patient in the record has this hospital number";
const OTHER_HOSPITAL_NUMBER: &str =
    "the record has somebody of this name and date of birth with another hospital number";
const SHORT_NAME: &str = "the record has somebody of this family name and date of birth whose given name may be the same";

fn same_name_and_birth([nhs, hospital]: [Tie; 2]) -> Verdict {
    match (nhs, hospital) {
        (Tie::Agree, _) | (Tie::Unknown, Tie::Agree | Tie::Unknown) => Verdict::TheSame,
        (Tie::Differ, Tie::Agree) => Verdict::Contested(HOSPITAL_NUMBER),
        // Two NHS numbers that are both right are of two people.
        (Tie::Differ, _) => Verdict::Another,
        _ => Verdict::Unclear(OTHER_HOSPITAL_NUMBER),
    }
}

/// Where no number is shared, a name that may be short for another is not enough.
fn no_number(shares_name_and_birth: bool, nhs: Tie, given: Tie) -> Verdict {
    match given {
        Tie::Loose if shares_name_and_birth && nhs != Tie::Differ => Verdict::Unclear(SHORT_NAME),
        _ => Verdict::Another,
    }
}

fn tie(agree: bool) -> Tie {
    if agree { Tie::Agree } else { Tie::Differ }
}

fn nhs_numbers(line: &Patient, known: &Patient) -> Tie {
    match (&line.nhs_number, &known.nhs_number) {
        (Some(one), Some(other)) => tie(one == other),
        _ => Tie::Unknown,
    }
}

fn hospital_numbers(line: &Patient, known: &Patient) -> Tie {
    let folded = |patient: &Patient| fold::hospital_number(&patient.hospital_number);
    match (folded(line), folded(known)) {
        (one, other) if one.is_empty() || other.is_empty() => Tie::Unknown,
        (one, other) => tie(one == other),
    }
}

/// Given names agree where the first ones do, or where one of each is the same; an initial or the
/// beginning of a name may be the same. A Mr is not a Mrs under another name.
fn given_names(line: &Patient, known: &Patient) -> Tie {
    let words = |patient: &Patient| -> Vec<String> {
        let words = patient.given.split([' ', '-']).map(fold::name);
        words.filter(|word| !word.is_empty()).collect()
    };
    let (ones, others) = (words(line), words(known));
    let (Some(one), Some(other)) = (ones.first(), others.first()) else {
        return if ones == others {
            Tie::Agree
        } else {
            Tie::Loose
        };
    };
    if one == other || ones.concat() == others.concat() {
        return Tie::Agree;
    }
    if is_man(line) != is_man(known) && is_man(line).is_some() && is_man(known).is_some() {
        return Tie::Differ;
    }
    let is_long = |word: &&String| word.chars().count() > 1;
    if ones
        .iter()
        .filter(is_long)
        .any(|word| others.contains(word))
    {
        return Tie::Agree;
    }
    match one.starts_with(other.as_str()) || other.starts_with(one.as_str()) {
        true => Tie::Loose,
        false => Tie::Differ,
    }
}

/// By the title or the sex on record; none where neither says.
fn is_man(patient: &Patient) -> Option<bool> {
    use super::Sex;
    match (fold::name(&patient.title).as_str(), patient.details.sex) {
        ("mr" | "master" | "mstr" | "sir", _) | (_, Sex::Male) => Some(true),
        ("mrs" | "miss" | "ms" | "dame" | "lady", _) | (_, Sex::Female) => Some(false),
        _ => None,
    }
}

/// Whether two dates differ by one part, or by day and month exchanged.
fn is_slip(one: Date, other: Date) -> bool {
    let parts = |date: Date| [date.year(), date.month().into(), date.day().into()];
    let (one, other) = (parts(one), parts(other));
    let differing = one.iter().zip(&other).filter(|(a, b)| a != b).count();
    differing <= 1 || (one[0] == other[0] && one[1] == other[2] && one[2] == other[1])
}

/// Whether the two have one NHS number.
pub fn share_nhs_number(one: &Patient, other: &Patient) -> bool {
    nhs_numbers(one, other) == Tie::Agree
}

/// Whether two people have the same family name and date of birth and other given names: twins, of
/// whom each must be told from the other.
pub fn may_be_twins(one: &Patient, other: &Patient) -> bool {
    who(one) == who(other) && given_names(one, other) == Tie::Differ
}
