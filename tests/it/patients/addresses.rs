//! Where a letter to a patient goes on a given day.

use dictation_desk::record::{AddressKind, DatedAddress, Patient};
use jiff::civil::{Date, date};

use super::{ada, lines};

const TODAY: Date = date(2026, 3, 2);

fn other(kind: AddressKind, line: &str, until: Date) -> DatedAddress {
    DatedAddress {
        lines: lines(line),
        kind,
        from: Some(date(2026, 1, 1)),
        until: Some(until),
    }
}

fn goes_to(patient: &Patient, day: Date) -> Option<&str> {
    patient.address_on(day).map(|lines| lines[0].as_str())
}

#[test]
fn requirement_4_an_expired_temporary_address_falls_back_to_home_and_a_restricted_patient_has_none()
{
    let mut patient = ada();
    assert_eq!(goes_to(&patient, TODAY), Some("1 Made Row"));
    let temporary = other(AddressKind::Temporary, "2 Holiday Lane", TODAY);
    patient.details.other_addresses.push(temporary);
    assert_eq!(goes_to(&patient, TODAY), Some("2 Holiday Lane"));
    assert_eq!(goes_to(&patient, date(2026, 3, 3)), Some("1 Made Row"));
    assert_eq!(goes_to(&patient, date(2025, 12, 31)), Some("1 Made Row"));
    let letters = other(
        AddressKind::Correspondence,
        "c/o 3 Daughter Street",
        date(2026, 3, 9),
    );
    patient.details.other_addresses.insert(0, letters);
    assert_eq!(goes_to(&patient, TODAY), Some("c/o 3 Daughter Street"));
    assert_eq!(goes_to(&patient, date(2026, 3, 10)), Some("1 Made Row"));
    patient.details.restricted = true;
    assert_eq!(goes_to(&patient, TODAY), None);
}

#[test]
fn where_nothing_is_known_no_letter_goes() {
    let mut patient = ada();
    patient.address.clear();
    assert_eq!(patient.address_on(TODAY), None);
}

#[test]
fn who_moves_keeps_where_they_lived_with_its_last_day() {
    let mut patient = ada();
    patient.move_home(lines("1 Made Row|SAMPLETON|TE1 1AA"), TODAY);
    assert_eq!(patient, ada(), "the same address is no move");
    patient.move_home(lines("4 New Street"), date(2026, 3, 2));
    patient.move_home(lines("5 Newer Street"), date(2026, 4, 2));
    for (day, line) in [
        (date(2026, 3, 1), "1 Made Row"),
        (date(2026, 3, 2), "4 New Street"),
        (date(2026, 4, 1), "4 New Street"),
        (date(2026, 4, 2), "5 Newer Street"),
    ] {
        assert_eq!(goes_to(&patient, day), Some(line), "{day}");
    }
}
