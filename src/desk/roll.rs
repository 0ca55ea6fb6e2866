//! The roll: people found in the record by what files and scripts call them.

use crate::problem::{Outcome, Problem};
use crate::record::{Author, AuthorId, NhsNumber, PatientId, fold};
use crate::store::Record;

/// The patient with this NHS number or hospital number.
///
/// # Errors
/// When there is none, or several share a hospital number.
pub fn find_patient(record: &dyn Record, number: &str) -> Outcome<PatientId> {
    let key = match NhsNumber::parse(number) {
        Ok(nhs) => format!("nhs:{}", nhs.digits()),
        Err(_) => format!("hosp:{}", fold::hospital_number(number)),
    };
    match &record.candidates(&[key])?[..] {
        [] => Err(Problem::new(
            "No patient in the record has that number",
            "Check the number, or add the patient first with dictation-desk patients FILE.csv",
        )),
        [patient] => Ok(patient.id),
        _ => Err(Problem::new(
            "Several patients in the record have this hospital number",
            "Use the NHS number",
        )),
    }
}

/// The author of this full name or these initials.
///
/// # Errors
/// When there is none, or several.
pub fn find_author(record: &dyn Record, name: &str) -> Outcome<AuthorId> {
    let authors = record.authors()?;
    let of = |part: fn(&Author) -> &str| {
        let mut same = authors
            .iter()
            .filter(|author| part(author).eq_ignore_ascii_case(name.trim()));
        same.next().xor(same.next())
    };
    of(|author| &author.name)
        .or_else(|| of(|author| &author.initials))
        .map(|author| author.id)
        .ok_or_else(|| {
            Problem::new(
                "No one author in the record has that name or those initials",
                "Give the full name, or add the author in the workstation first",
            )
        })
}
