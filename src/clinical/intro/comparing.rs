//! What was heard of whom a letter is about, held against a patient of the record.

use super::Introduction;
use crate::letter::dates;
use crate::record::{Patient, fold};

/// Something that was heard otherwise than the record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// "the name", "the date of birth".
    pub what: &'static str,
    pub heard: String,
    pub known: String,
}

impl Difference {
    /// A sentence of it alone.
    pub fn sentence(&self) -> String {
        crate::words::capitalised(&self.told())
    }

    /// As people read it.
    pub fn told(&self) -> String {
        format!("{} was heard as {}", self.what, self.heard)
    }
}

/// What was heard and agrees with the patient, in words, and what does not.
pub fn compared(heard: &Introduction, patient: &Patient) -> (Vec<&'static str>, Vec<Difference>) {
    let born = heard.born.as_ref().and_then(|said| said.value);
    let nhs = heard
        .nhs_number
        .as_ref()
        .and_then(|said| said.value.clone());
    let name = heard.patient.as_ref().map(|said| said.value.clone());
    let hospital = heard
        .hospital_number
        .as_ref()
        .map(|said| said.value.clone());
    let known_nhs = patient.nhs_number.as_ref();
    let known_hospital = fold::hospital_number(&patient.hospital_number);
    let held = [
        name.map(|name| {
            let agrees = is_name_of(&name, patient);
            ("the name", agrees, name, patient.display_name())
        }),
        born.map(|born| {
            let known = dates::long(patient.born);
            (
                "the date of birth",
                born == patient.born,
                dates::long(born),
                known,
            )
        }),
        nhs.zip(known_nhs).map(|(nhs, known)| {
            (
                "the NHS number",
                nhs == *known,
                nhs.to_string(),
                known.to_string(),
            )
        }),
        hospital
            .filter(|_| !known_hospital.is_empty())
            .map(|number| {
                let agrees = fold::hospital_number(&number) == known_hospital;
                (
                    "the hospital number",
                    agrees,
                    number,
                    patient.hospital_number.clone(),
                )
            }),
    ];
    let (mut agreeing, mut differing) = (Vec::new(), Vec::new());
    for (what, agrees, heard, known) in held.into_iter().flatten() {
        match agrees {
            true => agreeing.push(what),
            false => differing.push(Difference { what, heard, known }),
        }
    }
    (agreeing, differing)
}

/// Whether a name that was heard can be the patient's: the family name at its end, and before it
/// nothing or what the given names begin with.
fn is_name_of(heard: &str, patient: &Patient) -> bool {
    let heard = fold::name(heard);
    let Some(given) = heard.strip_suffix(&fold::name(&patient.family)) else {
        return false;
    };
    let known = fold::name(&patient.given);
    given.is_empty() || known.starts_with(given) || (!known.is_empty() && given.starts_with(&known))
}
