//! A clinic matched: which recording is of which appointment, why, and how sure that is.
//!
//! What was heard of the patient goes before everything; order says something only about recordings
//! of which nothing was heard, and only where numbers and times leave no choice. Between two patients
//! who could be meant nobody is chosen.

pub mod heard;
mod order;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::DictationId;
use super::list::appointments::Appointment;
use heard::{Heard, Tie, tie};

/// A recording that may be of one of the appointments.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    pub id: DictationId,
    /// When it was dictated, and on which day where that is known and not only when it came in.
    pub at: Timestamp,
    pub day: Option<Date>,
    /// Who spoke, where that is known.
    pub author: String,
    /// Whom it is said to be about: of one patient, unless its author speaks of several.
    pub heard: Vec<Heard>,
    /// Whether a person has said so, and not the author.
    pub is_chosen: bool,
    /// Whether it holds letters about several patients.
    pub holds_several: bool,
}

/// Why a recording is taken to be of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Heard(Tie),
    /// A person had chosen the patient before.
    Chosen,
    /// So many recordings of the clinic came before it.
    Order(usize),
    /// A person says so on the page.
    Said,
}

impl Because {
    /// In words: "NHS number heard".
    pub fn words(self) -> String {
        match self {
            Self::Heard(tie) => tie.words().to_owned(),
            Self::Chosen => "this patient was chosen for it before".to_owned(),
            Self::Order(before) => format!("{} recording of the clinic, by order", nth(before + 1)),
            Self::Said => "chosen by you".to_owned(),
        }
    }
}

/// A recording proposed for an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub recording: DictationId,
    pub because: Because,
    /// Whether nothing speaks against it and no order was needed.
    pub is_sure: bool,
}

/// What was found for each appointment and each recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// One for each appointment, in their order.
    pub rows: Vec<Result<Found, Option<&'static str>>>,
    /// Recordings for which no appointment is proposed, and why.
    pub left: Vec<(DictationId, &'static str)>,
}

const TWO_NAME_IT: &str = "two recordings name this patient: choose one";
const NOBODY_SURE: &str = "several patients of the list could be meant: choose one";
const NAMES_TWO: &str = "it speaks of several patients: split it first";
const HAS_ANOTHER: &str = "the patient it names has another recording";
const NOT_LISTED: &str = "the patient it names is not on the list";
const NOTHING_HEARD: &str = "it names nobody, and its order does not say whose it is";

/// Proposes a recording for each appointment of which one can be told. Where lines of the list could
/// not be read (`is_whole` is false), order says nothing.
pub fn matched(appointments: &[Appointment], recordings: &[Recording], is_whole: bool) -> Matching {
    let wanted: Vec<Wanted> = recordings
        .iter()
        .map(|recording| wanted(recording, appointments))
        .collect();
    let mut matching = Matching {
        rows: vec![Err(None); appointments.len()],
        left: Vec::new(),
    };
    let mut left: BTreeMap<DictationId, &'static str> = BTreeMap::new();
    for (recording, wanted) in recordings.iter().zip(&wanted) {
        match wanted {
            Wanted::Several(which) => {
                left.insert(recording.id, NOBODY_SURE);
                for at in which {
                    matching.rows[*at] = Err(Some("a recording may be of this patient or another"));
                }
            }
            Wanted::Two => drop(left.insert(recording.id, NAMES_TWO)),
            Wanted::Nobody => drop(left.insert(recording.id, NOT_LISTED)),
            Wanted::Unsaid => drop(left.insert(recording.id, NOTHING_HEARD)),
            Wanted::One(..) => {}
        }
    }
    for (at, row) in matching.rows.iter_mut().enumerate() {
        claim(at, row, recordings, &wanted, &mut left);
    }
    if is_whole {
        let unsaid = recordings.iter().zip(&wanted);
        let unsaid = unsaid.filter(|(_, wanted)| matches!(wanted, Wanted::Unsaid));
        let unsaid: Vec<&Recording> = unsaid.map(|(recording, _)| recording).collect();
        for (at, found) in order::by_order(appointments, recordings, &unsaid, &matching.rows) {
            left.remove(&found.recording);
            matching.rows[at] = Ok(found);
        }
    }
    matching.left = left.into_iter().collect();
    matching
}

/// Whom a recording names.
enum Wanted {
    One(usize, Tie),
    Several(Vec<usize>),
    /// More than one patient, one after another.
    Two,
    /// Somebody, but none of the list.
    Nobody,
    Unsaid,
}

fn wanted(recording: &Recording, appointments: &[Appointment]) -> Wanted {
    if recording.holds_several {
        return Wanted::Two;
    }
    let heard: Vec<&Heard> = recording.heard.iter().filter(|it| it.says_who()).collect();
    let heard = match heard.as_slice() {
        [] => return Wanted::Unsaid,
        [one] => *one,
        _ => return Wanted::Two,
    };
    let ties = appointments.iter().enumerate();
    let ties: Vec<(usize, Tie)> = ties
        .filter_map(|(at, it)| Some((at, tie(heard, &it.patient)?)))
        .collect();
    let best = ties.iter().map(|(_, tie)| tie.rank()).max();
    let best: Vec<(usize, Tie)> = ties
        .into_iter()
        .filter(|(_, tie)| Some(tie.rank()) == best)
        .collect();
    match best.as_slice() {
        [] => Wanted::Nobody,
        [(at, tie)] => Wanted::One(*at, *tie),
        several => Wanted::Several(several.iter().map(|(at, _)| *at).collect()),
    }
}

/// Gives an appointment the recording that names its patient, where that is one only.
fn claim(
    at: usize,
    row: &mut Result<Found, Option<&'static str>>,
    recordings: &[Recording],
    wanted: &[Wanted],
    left: &mut BTreeMap<DictationId, &'static str>,
) {
    let claims = recordings.iter().zip(wanted);
    let claims: Vec<(&Recording, Tie)> = claims
        .filter_map(|(recording, wanted)| match wanted {
            Wanted::One(to, tie) if *to == at => Some((recording, *tie)),
            _ => None,
        })
        .collect();
    let firm = |tie: Tie| tie.is_firm();
    let firmest: Vec<_> = claims.iter().filter(|(_, tie)| firm(*tie)).collect();
    let taken = match (claims.as_slice(), firmest.as_slice()) {
        ([], _) => return,
        ([one], _) => *one,
        (_, [one]) => **one,
        _ => {
            *row = Err(Some(TWO_NAME_IT));
            left.extend(
                claims
                    .iter()
                    .map(|(recording, _)| (recording.id, HAS_ANOTHER)),
            );
            return;
        }
    };
    let others = claims.iter().filter(|(it, _)| it.id != taken.0.id);
    left.extend(others.map(|(recording, _)| (recording.id, HAS_ANOTHER)));
    let may_be_anothers = matches!(row, Err(Some(_)));
    *row = Ok(Found {
        recording: taken.0.id,
        because: match taken.0.is_chosen {
            true => Because::Chosen,
            false => Because::Heard(taken.1),
        },
        is_sure: taken.1.is_firm() && !may_be_anothers,
    });
}

/// "1st", "2nd", "3rd", "11th".
fn nth(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
