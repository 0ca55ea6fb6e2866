//! The patient of a message: who they are, where they live and who their GP is.

use hl7_parser::Message;
use hl7_parser::message::Repeat;
use jiff::civil::Date;

use super::parts::{Numbers, component, field, part};
use crate::problem::{Outcome, Problem};
use crate::record::list::names;
use crate::record::list::people::{sex, with_a_name};
use crate::record::{
    AddressKind, DatedAddress, Patient, PatientDetails, PatientId, Practice, born,
};

/// The patient a message is about, with what somebody should look at.
pub fn of(message: &Message<'_>, today: Date) -> Outcome<(Patient, Vec<&'static str>)> {
    if message.segment("PID").is_none() {
        return Err(Problem::new(
            "It says nothing of a patient",
            "Ask whoever sent it; nothing has been changed",
        ));
    }
    let numbers = numbers(message)?;
    let (title, given, family) = name(message);
    let mut patient = Patient {
        id: PatientId(0),
        title,
        given,
        family,
        born: born::read(&text(message, "PID", 7), today).map_err(|problem| {
            match text(message, "PID", 7).is_empty() {
                true => Problem::new("The date of birth is missing", problem.next()),
                false => problem,
            }
        })?,
        nhs_number: numbers.nhs,
        hospital_number: numbers.hospital,
        address: Vec::new(),
        practice: practice(message),
        details: PatientDetails {
            sex: sex(&text(message, "PID", 8)),
            restricted: text(message, "PD1", 12).eq_ignore_ascii_case("y"),
            ..PatientDetails::default()
        },
        revision: 0,
    };
    reach(message, &mut patient);
    let mut doubts = settle(message, &mut patient);
    if born::is_doubtful(patient.born, today) {
        doubts.push("the date of birth may stand for “not known”");
    }
    if text(message, "PID", 30).eq_ignore_ascii_case("y") || field(message, "PID", 29).is_some() {
        doubts.push("the patient is said to have died");
    }
    Ok((with_a_name(patient)?, doubts))
}

/// The first component of a field.
fn text(message: &Message<'_>, segment: &str, at: usize) -> String {
    field(message, segment, at).map_or_else(String::new, |field| component(message, field, 1))
}

/// The numbers among the identifiers, or where older messages have them.
fn numbers(message: &Message<'_>) -> Outcome<Numbers> {
    let mut numbers = Numbers::default();
    for at in [3, 2, 4] {
        if let Some(field) = field(message, "PID", at) {
            let further = Numbers::of(message, field)?;
            numbers.nhs = numbers.nhs.or(further.nhs);
            if numbers.hospital.is_empty() {
                numbers.hospital = further.hospital;
            }
        }
    }
    Ok(numbers)
}

/// Title, given names and family name: those in law where there are several.
fn name(message: &Message<'_>) -> (String, String, String) {
    let Some(field) = field(message, "PID", 5) else {
        return (String::new(), String::new(), String::new());
    };
    let is_legal = |value: &&Repeat<'_>| matches!(part(message, value, 7).as_str(), "" | "L");
    let value = field
        .repeats()
        .find(is_legal)
        .or_else(|| field.repeats().next());
    let get = |at| value.map_or_else(String::new, |value| part(message, value, at));
    let given = [get(2), get(3)].join(" ").trim().to_owned();
    (names::title(&get(5)), given, get(1))
}

/// Telephone and e-mail, each the first that is given.
fn reach(message: &Message<'_>, patient: &mut Patient) {
    let fields = [13, 14]
        .into_iter()
        .filter_map(|at| field(message, "PID", at));
    for value in fields.flat_map(|field| field.repeats().collect::<Vec<_>>()) {
        let (number, mail) = (part(message, value, 1), part(message, value, 4));
        // Newer messages give the number in parts.
        let number = match number.is_empty() {
            true => [6, 7]
                .map(|at| part(message, value, at))
                .join(" ")
                .trim()
                .to_owned(),
            false => number,
        };
        let (number, mail) = match number.contains('@') {
            true => (String::new(), number),
            false => (number, mail),
        };
        let details = &mut patient.details;
        for (new, kept) in [(number, &mut details.phone), (mail, &mut details.email)] {
            if kept.is_empty() {
                *kept = new;
            }
        }
    }
}

/// Where they live, and where else letters go for a time.
fn settle(message: &Message<'_>, patient: &mut Patient) -> Vec<&'static str> {
    let mut doubts = Vec::new();
    let Some(field) = field(message, "PID", 11) else {
        return doubts;
    };
    for value in field.repeats() {
        let lines = lines(message, value);
        let kind = match part(message, value, 7).to_uppercase().as_str() {
            "C" | "TMP" | "T" => AddressKind::Temporary,
            "M" | "CORR" => AddressKind::Correspondence,
            "" | "H" | "HP" | "L" | "P" => AddressKind::Home,
            _ => continue,
        };
        let until = date(&part(message, value, 14));
        match kind {
            _ if lines.is_empty() => {}
            AddressKind::Home if patient.address.is_empty() => patient.address = lines,
            AddressKind::Home => {}
            kind if until.is_some() => patient.details.other_addresses.push(DatedAddress {
                lines,
                kind,
                from: date(&part(message, value, 13)),
                until,
            }),
            // Letters would go there for good.
            _ if field.has_repeats() && field.repeats().count() > 1 => {
                doubts.push("an address for a time has no end and is passed over");
            }
            _ => patient.address = lines,
        }
    }
    doubts
}

fn lines(message: &Message<'_>, value: &Repeat<'_>) -> Vec<String> {
    let lines = [1, 2, 3, 4, 5].map(|at| part(message, value, at));
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn date(text: &str) -> Option<Date> {
    let digits = text.get(..8)?;
    let cut = |from, to| {
        digits
            .get(from..to)
            .and_then(|part: &str| part.parse().ok())
    };
    Date::new(digits.get(..4)?.parse().ok()?, cut(4, 6)?, cut(6, 8)?).ok()
}

/// The practice, of the patient's own details or of whoever has the part of a GP.
fn practice(message: &Message<'_>) -> Practice {
    let mut practice = Practice {
        name: text(message, "PD1", 3),
        ..Practice::default()
    };
    if let Some(field) = field(message, "PD1", 4)
        && let Some(value) = field.repeats().next()
    {
        practice.doctor = doctor(message, value);
    }
    let roles = message.segments().filter(|segment| segment.name == "ROL");
    for role in roles {
        let is_gp = role.field(3).is_some_and(|field| {
            matches!(
                component(message, field, 1).as_str(),
                "PP" | "GP" | "PCP" | "FHCP"
            )
        });
        if !is_gp {
            continue;
        }
        if let Some(value) = role.field(4).and_then(|field| field.repeats().next())
            && practice.doctor.is_empty()
        {
            practice.doctor = doctor(message, value);
        }
        if let Some(value) = role.field(11).and_then(|field| field.repeats().next()) {
            practice.address = lines(message, value);
        }
    }
    practice
}

/// "Dr A Example".
fn doctor(message: &Message<'_>, value: &Repeat<'_>) -> String {
    let names = [6, 3, 2].map(|at| part(message, value, at));
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    names.join(" ")
}
