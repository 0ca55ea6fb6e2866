//! Where letters go, and which do not: addresses that hold for a time, and records that are restricted.

use dictation_desk::letter::gate::{self, Step};
use dictation_desk::letter::recipients;
use dictation_desk::letter::{Field, template};
use dictation_desk::record::{AddressKind, DatedAddress};

use crate::letters::{self, author, dictation, papers, patient};

#[test]
fn requirement_4_an_expired_temporary_address_gives_way_to_home_and_restricted_goes_nowhere() {
    let mut patient = patient();
    let with_daughter = vec!["1 Daughter's Close".to_owned(), "SA1 1ZZ".to_owned()];
    patient.details.other_addresses = vec![DatedAddress {
        lines: with_daughter.clone(),
        kind: AddressKind::Temporary,
        from: Some("2018-07-01".parse().unwrap()),
        until: Some("2018-08-06".parse().unwrap()),
    }];
    let home = patient.address.clone();
    let day = |day: &str| day.parse().unwrap();
    assert_eq!(
        patient.address_on(day("2018-08-06")),
        Some(&with_daughter[..])
    );
    assert_eq!(patient.address_on(day("2018-08-07")), Some(&home[..]));
    // A letter dictated while it held and typed when it did not any more is held until it says home.
    let mut papers = papers();
    papers.patient = Some(patient.clone());
    let begun = template::start(
        &dictation("Letter to patient"),
        Some(&patient),
        Some(&author()),
    );
    assert!(begun.field(Field::Addressee).contains("Daughter"));
    papers.letter = begun;
    let mut case = letters::case_of(papers);
    let message = |holds: Vec<gate::Hold>| {
        holds
            .into_iter()
            .map(|hold| hold.message)
            .collect::<String>()
    };
    assert!(
        message(gate::holds(Step::Sign, &case)).contains("not the one the record has for today")
    );
    let text = format!("{}\n{}", template_name(&case), home.join("\n"));
    let edit = case.papers.letter.set_field(Field::Addressee, text);
    case.papers.letter.apply(&edit).unwrap();
    assert!(!message(gate::holds(Step::Sign, &case)).contains("for today"));
    let to = &recipients::of(&case.papers, &[])[0].to;
    assert_eq!(to.address, home);
    // Restricted: no address is given out, and nothing leaves.
    patient.details.restricted = true;
    assert_eq!(patient.address_on(day("2018-08-07")), None);
    case.papers.patient = Some(patient);
    assert!(message(gate::holds(Step::Send, &case)).contains("restricted"));
}

fn template_name(case: &gate::Case) -> String {
    let addressee = case.papers.letter.field(Field::Addressee);
    addressee.lines().next().unwrap_or_default().to_owned()
}
