//! What a line of a list would do to the record: nothing is done before a person has seen it.

mod details;

use std::collections::HashMap;

use jiff::civil::Date;

use super::identity::{self, Verdict};
use super::list::Listed;
use super::{Patient, PatientId};

use details::merged;
pub use details::{Change, changes, told};

/// What is to become of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Nobody in the record is this person.
    New,
    /// The record knows all of it.
    Same,
    Update(Vec<Change>),
    /// An earlier line says the same of the same patient.
    Again,
    /// It cannot be told whose line this is, or it is another's as well.
    Conflict(Conflict),
}

/// Why a line cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// "another patient in the record has this NHS number".
    pub why: &'static str,
    /// The other line that it is about, where it is not the record.
    pub with: Option<usize>,
}

/// A line with what is proposed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub line: usize,
    /// As it is to be saved: over the patient of the record, where there is one.
    pub patient: Patient,
    pub proposal: Proposal,
    /// What somebody should look at, though it can be taken.
    pub doubts: Vec<&'static str>,
}

/// Proposes what to do with each line. `known` are the patients of the record that share a key with
/// any of them.
pub fn propose(listed: Vec<Listed>, known: &[Patient], today: Date) -> Vec<Proposed> {
    let by_key = by_key(known);
    let mut proposed: Vec<Proposed> = Vec::new();
    let mut earlier: HashMap<String, Vec<usize>> = HashMap::new();
    for line in listed {
        let keys = identity::keys(&line.patient);
        let candidates = of_keys(&by_key, &keys).into_iter().map(|at| &known[at]);
        let mut one = for_line(&line, &candidates.collect::<Vec<_>>(), today);
        let before = of_keys(&earlier, &keys).into_iter().map(|at| &proposed[at]);
        if let Some(proposal) = before
            .filter_map(|other| doubled(other, &one, &line))
            .next()
        {
            one.proposal = proposal;
        }
        for key in keys.into_iter().chain(identity::keys(&one.patient)) {
            earlier.entry(key).or_default().push(proposed.len());
        }
        proposed.push(one);
    }
    proposed
}

fn by_key(patients: &[Patient]) -> HashMap<String, Vec<usize>> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, patient) in patients.iter().enumerate() {
        for key in identity::keys(patient) {
            by_key.entry(key).or_default().push(at);
        }
    }
    by_key
}

/// Everybody with one of these keys, once and in order.
fn of_keys(by_key: &HashMap<String, Vec<usize>>, keys: &[String]) -> Vec<usize> {
    let found = keys.iter().filter_map(|key| by_key.get(key)).flatten();
    let mut found: Vec<usize> = found.copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn for_line(line: &Listed, candidates: &[&Patient], today: Date) -> Proposed {
    let fits = Fits::of(line, candidates);
    let mut proposed = Proposed {
        line: line.line,
        patient: line.patient.clone(),
        proposal: Proposal::New,
        doubts: line.doubts.clone(),
    };
    if let Some((known, why)) = fits.in_conflict() {
        // Whose it may be is kept, so that a second line about them is noticed.
        proposed.patient.id = known.id;
        proposed.proposal = Proposal::Conflict(Conflict { why, with: None });
    } else if let Some(known) = fits.the_same {
        let (patient, doubts) = merged(known, &line.patient, today);
        let changes = changes(known, &patient);
        proposed.patient = patient;
        proposed.doubts.extend(doubts);
        proposed.doubts.extend(fits.unclear.map(|_| TWICE));
        proposed.proposal = match changes.is_empty() {
            true => Proposal::Same,
            false => Proposal::Update(changes),
        };
    } else {
        proposed.doubts.extend(namesake(line, candidates));
    }
    proposed
}

const SEVERAL: &str = "several patients in the record fit this line";
const TWICE: &str = "the record may have this patient twice";
const SAME_PATIENT: &str = "they are about the same patient";
const SAME_NUMBER: &str = "they have the same number, or nearly the same name";

/// Who of the record may be the person of a line.
#[derive(Default)]
struct Fits<'a> {
    the_same: Option<&'a Patient>,
    another_too: Option<&'a Patient>,
    contested: Option<(&'a Patient, &'static str)>,
    unclear: Option<(&'a Patient, &'static str)>,
}

impl<'a> Fits<'a> {
    fn of(line: &Listed, candidates: &[&'a Patient]) -> Self {
        let mut fits = Self::default();
        for known in candidates.iter().copied() {
            match identity::verdict(&line.patient, known) {
                Verdict::Another => {}
                Verdict::TheSame => fits.put(&line.patient, known),
                Verdict::Contested(why) => fits.contested = fits.contested.or(Some((known, why))),
                Verdict::Unclear(why) => fits.unclear = fits.unclear.or(Some((known, why))),
            }
        }
        fits
    }

    /// One with the NHS number goes before others who would fit without.
    fn put(&mut self, line: &Patient, known: &'a Patient) {
        let by_number = |it: &Patient| identity::share_nhs_number(line, it);
        match self.the_same {
            Some(found) if by_number(found) => self.unclear = Some((known, TWICE)),
            Some(found) if by_number(known) => {
                self.unclear = Some((found, TWICE));
                self.the_same = Some(known);
            }
            Some(_) => self.another_too = Some(known),
            None => self.the_same = Some(known),
        }
    }

    /// With whom it cannot be taken, and why.
    fn in_conflict(&self) -> Option<(&'a Patient, &'static str)> {
        let is_certain = self.the_same.is_some();
        self.contested
            .or(self.another_too.map(|known| (known, SEVERAL)))
            .or(self.unclear.filter(|_| !is_certain))
    }
}

/// What to look at where somebody new is nearly somebody known.
fn namesake(line: &Listed, candidates: &[&Patient]) -> Option<&'static str> {
    let mut candidates = candidates.iter();
    if candidates
        .clone()
        .any(|known| identity::may_be_twins(&line.patient, known))
    {
        return Some("the record has somebody else of this family name and date of birth");
    }
    let shares = |known: &&Patient| known.born == line.patient.born;
    candidates
        .any(shares)
        .then_some("the record has somebody of this name and date of birth with another NHS number")
}

/// What becomes of a line that is of the same patient as an earlier one. One that says the same does
/// no harm.
fn doubled(other: &Proposed, one: &Proposed, line: &Listed) -> Option<Proposal> {
    let conflict = |why| {
        let with = Some(other.line);
        Some(Proposal::Conflict(Conflict { why, with }))
    };
    if one.patient.id != PatientId(0) && one.patient.id == other.patient.id {
        return match other.patient == one.patient && !one.is_in_conflict() {
            true => Some(Proposal::Again),
            false => conflict(SAME_PATIENT),
        };
    }
    if other.patient == line.patient {
        return Some(Proposal::Again);
    }
    match identity::verdict(&line.patient, &other.patient) {
        Verdict::Another => None,
        Verdict::TheSame => conflict(SAME_PATIENT),
        Verdict::Contested(_) | Verdict::Unclear(_) => conflict(SAME_NUMBER),
    }
}

impl Proposed {
    pub fn is_in_conflict(&self) -> bool {
        matches!(self.proposal, Proposal::Conflict(_))
    }

    /// Whether the record is to be written for it.
    pub fn is_to_save(&self) -> bool {
        matches!(self.proposal, Proposal::New | Proposal::Update(_))
    }
}

/// Lets a later line about the same patient take the place of an earlier, as messages do that come in
/// the order in which things happened.
pub fn latest(listed: Vec<Listed>, today: Date) -> Vec<Listed> {
    let mut latest: Vec<Option<Listed>> = Vec::new();
    let mut earlier: HashMap<String, Vec<usize>> = HashMap::new();
    for mut line in listed {
        let keys = identity::keys(&line.patient);
        for at in of_keys(&earlier, &keys) {
            let before = latest[at].take_if(|before| {
                identity::verdict(&line.patient, &before.patient) == Verdict::TheSame
            });
            if let Some(before) = before {
                line.patient = merged(&before.patient, &line.patient, today).0;
            }
        }
        for key in keys {
            earlier.entry(key).or_default().push(latest.len());
        }
        latest.push(Some(line));
    }
    latest.into_iter().flatten().collect()
}
