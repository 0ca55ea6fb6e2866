//! Parts of a message: fields, components, and the numbers a patient has in it.

use hl7_parser::Message;
use hl7_parser::message::{Field, Repeat};

use super::escapes;
use crate::problem::Outcome;
use crate::record::{NhsNumber, fold};

/// A field of the first segment of a name.
pub fn field<'a, 'm>(message: &'a Message<'m>, segment: &str, at: usize) -> Option<&'a Field<'m>> {
    let field = message.segment(segment)?.field(at)?;
    Some(field).filter(|field| !field.is_empty())
}

/// A component of a field's first value, counted from 1; empty where it is not there.
pub fn component(message: &Message<'_>, field: &Field<'_>, at: usize) -> String {
    field
        .repeats()
        .next()
        .map_or_else(String::new, |value| part(message, value, at))
}

/// A component of one of a field's values, of which further parts follow after "&".
pub fn part(message: &Message<'_>, value: &Repeat<'_>, at: usize) -> String {
    let component = value.component(at);
    let raw = component.map_or("", |component| match component.subcomponents().next() {
        Some(first) => first.raw_value(),
        None => component.raw_value(),
    });
    match raw {
        // Two quotation marks say that there is nothing.
        "\"\"" => String::new(),
        raw => fold::kept(&escapes::undone(raw, &message.separators)),
    }
}

/// What a patient is numbered with.
#[derive(Debug, Default)]
pub struct Numbers {
    pub nhs: Option<NhsNumber>,
    pub hospital: String,
}

impl Numbers {
    /// The numbers of a field of identifiers: by their kind, or by who gives them out.
    pub fn of(message: &Message<'_>, field: &Field<'_>) -> Outcome<Self> {
        let mut numbers = Self::default();
        for value in field.repeats() {
            let number = part(message, value, 1);
            let kinds = [4, 5].map(|at| fold::name(&part(message, value, at)));
            if number.is_empty() {
                continue;
            }
            if kinds.iter().any(|kind| is_nhs(kind)) {
                numbers.nhs = Some(NhsNumber::parse(&number)?);
            } else if numbers.hospital.is_empty() && is_hospital(&kinds[1]) {
                numbers.hospital = number;
            }
        }
        Ok(numbers)
    }

    /// What whoever has these numbers is looked up by.
    pub fn keys(&self) -> Vec<String> {
        let nhs = self
            .nhs
            .iter()
            .map(|number| format!("nhs:{}", number.digits()));
        let hospital = Some(fold::hospital_number(&self.hospital));
        let hospital = hospital.filter(|number| !number.is_empty());
        nhs.chain(hospital.map(|number| format!("hosp:{number}")))
            .collect()
    }
}

fn is_nhs(kind: &str) -> bool {
    matches!(
        kind,
        "nh" | "nhs" | "nhsno" | "nhsnumber" | "nhsnbr" | "nnn" | "21684016030"
    )
}

/// A number without a kind is the hospital's own.
fn is_hospital(kind: &str) -> bool {
    matches!(
        kind,
        "" | "mr" | "mrn" | "pi" | "pt" | "hosp" | "pas" | "pk" | "local" | "hospital"
    )
}
