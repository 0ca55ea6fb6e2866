//! Who a line of a list is about: never one number alone, and never another person overwritten.

use dictation_desk::record::list::Listed;
use dictation_desk::record::proposal::{Proposal, Proposed, propose};
use dictation_desk::record::{NhsNumber, Patient, PatientId};
use jiff::civil::{Date, date};

use super::{ada, lines};

const TODAY: Date = date(2026, 11, 27);
const OTHER_NUMBER: &str = "9990000026";

/// Ada as the record has her.
fn known() -> Patient {
    Patient {
        id: PatientId(7),
        revision: 1,
        ..ada()
    }
}

/// Proposes for these, from line 2 on, where the record has those.
fn proposals(listed: Vec<Patient>, record: &[Patient]) -> Vec<Proposed> {
    let listed = (2..).zip(listed).map(|(line, patient)| Listed {
        line,
        patient,
        doubts: Vec::new(),
    });
    propose(listed.collect(), record, TODAY)
}

fn proposal(line: Patient, record: &[Patient]) -> Proposal {
    proposals(vec![line], record).remove(0).proposal
}

/// Ada with some of her details otherwise: "nhs=… born=… family=…".
fn ada_but(changes: &str) -> Patient {
    let mut patient = ada();
    for change in changes.split(';').filter(|change| !change.is_empty()) {
        let (what, to) = change.trim().split_once('=').expect("what=to");
        match what {
            "title" => to.clone_into(&mut patient.title),
            "given" => to.clone_into(&mut patient.given),
            "family" => to.clone_into(&mut patient.family),
            "born" => patient.born = to.parse().expect("a date"),
            "nhs" => patient.nhs_number = NhsNumber::parse(to).ok(),
            "hosp" => to.clone_into(&mut patient.hospital_number),
            other => panic!("{other}"),
        }
    }
    patient
}

/// A line beside Ada of the record, and what becomes of it.
const ROWS: &str = "
the same                                                        | same
nhs=-                                                           | same
hosp=                                                           | same
nhs=-; hosp=                                                    | same
family=INVENTED                                                 | same
given=ADA                                                       | same
hosp=0FD1                                                       | same
hosp=f d 1                                                      | same
given=A                                                         | same
given=Ada Mary                                                  | update given name
title=Dr                                                        | update title
family=Married                                                  | update family name
family=Married; nhs=-                                           | update family name
born=1958-06-12                                                 | update date of birth
born=1958-12-06; family=INVENTED                                | conflict
hosp=FD2                                                        | update hospital number
given=Bea                                                       | conflict
title=Mr; given=Adam                                            | conflict
family=Different; given=Bea; nhs=-                              | conflict
title=Mr; given=Bert; family=Fabric; born=1971-03-02; hosp=FD2  | conflict
title=Mr; given=Bert; family=Fabric; born=1971-03-02; nhs=-     | conflict
family=Fabric; born=1971-03-02; hosp=                           | conflict
born=1971-03-02; hosp=                                          | conflict
born=1971-03-02; nhs=-                                          | conflict
nhs=9990000026                                                  | conflict
nhs=9990000026; hosp=                                           | new
nhs=9990000026; hosp=FD2                                        | new
nhs=-; hosp=FD2                                                 | conflict
nhs=-; hosp=; given=A                                           | conflict
nhs=-; hosp=; given=Bea                                         | new
nhs=9990000026; hosp=FD2; given=Bea                             | new
nhs=9990000026; hosp=FD2; given=Bea; born=1960-01-01            | new
nhs=-; hosp=; family=Different                                  | new
nhs=-; hosp=; born=1960-01-01                                   | new
";

fn told(proposal: &Proposal) -> String {
    match proposal {
        Proposal::New => "new".to_owned(),
        Proposal::Same => "same".to_owned(),
        Proposal::Again => "again".to_owned(),
        Proposal::Conflict(_) => "conflict".to_owned(),
        Proposal::Update(changes) => {
            let what: Vec<&str> = changes.iter().map(|change| change.what).collect();
            format!("update {}", what.join(", "))
        }
    }
}

#[test]
fn who_a_line_is_takes_more_than_one_number() {
    for row in ROWS.trim().lines() {
        let (changes, says) = row.split_once('|').expect("two columns");
        let line = ada_but(changes.trim().trim_start_matches("the same"));
        let proposal = proposal(line, &[known()]);
        assert_eq!(told(&proposal), says.trim(), "{row}");
    }
}

#[test]
fn one_person_by_another_spelling_is_one() {
    let spellings = [
        ("O'Brien", "O’BRIEN"),
        ("O’Brien", "OBrien"),
        ("O’Brien", "O Brien"),
        ("Siân", "Sian"),
        ("Müller-Smith", "Muller Smith"),
        ("Sørensen", "Sorensen"),
        ("Łukasz", "LUKASZ"),
        ("MacDonald", "Mac Donald"),
    ];
    for (one, other) in spellings {
        let known = Patient {
            family: one.to_owned(),
            ..known()
        };
        let line = ada_but(&format!("nhs=-; hosp=; family={other}"));
        assert_eq!(proposal(line, &[known]), Proposal::Same, "{one} is {other}");
    }
}

#[test]
fn what_the_record_knows_better_stays() {
    let known = Patient {
        hospital_number: "00123".into(),
        family: "O’Brien".into(),
        ..known()
    };
    let line = ada_but("hosp=123; family=OBRIEN; given=A");
    let proposed = proposals(vec![line], std::slice::from_ref(&known)).remove(0);
    assert_eq!(proposed.patient, known);
    assert!(
        proposed.doubts[0].contains("lost the noughts"),
        "{:?}",
        proposed.doubts
    );
}

#[test]
fn a_blank_takes_nothing_away_and_a_move_keeps_the_old_address() {
    let mut line = ada_but("title=; hosp=");
    line.address = lines("2 New Street|TE1 2AA");
    let proposed = proposals(vec![line], &[known()]).remove(0);
    assert_eq!(told(&proposed.proposal), "update address");
    assert_eq!(proposed.patient.title, "Mrs");
    let address = proposed.patient.address_on(date(2026, 11, 26));
    assert_eq!(address.map(|lines| lines[0].as_str()), Some("1 Made Row"));
    let address = proposed.patient.address_on(TODAY);
    assert_eq!(address.map(|lines| lines[0].as_str()), Some("2 New Street"));
}

#[test]
fn twins_are_two_and_the_second_is_told_of() {
    let twin = ada_but("given=Bea; nhs=9990000026; hosp=FD2");
    let proposed = proposals(vec![twin.clone()], &[known()]).remove(0);
    assert_eq!(proposed.proposal, Proposal::New);
    assert!(proposed.doubts[0].contains("somebody else of this family name"));
    let both = proposals(vec![ada(), twin], &[]);
    assert!(both.iter().all(|row| row.proposal == Proposal::New));
}

#[test]
fn two_lines_for_one_patient_are_told_by_line() {
    let rows = [
        (ada(), "again"),
        (ada_but("nhs=-; hosp="), "conflict"),
        (ada_but("family=Married"), "conflict"),
        (ada_but("given=Bea; nhs=9990000026"), "conflict"),
        (
            ada_but("given=Bea; born=1960-01-01; nhs=9990000026; hosp=FD9"),
            "new",
        ),
    ];
    for (second, says) in rows {
        let proposed = proposals(vec![ada(), second], &[]);
        assert_eq!(proposed[0].proposal, Proposal::New);
        assert_eq!(told(&proposed[1].proposal), says);
        if let Proposal::Conflict(conflict) = &proposed[1].proposal {
            assert_eq!(conflict.with, Some(2));
        }
    }
    let proposed = proposals(vec![ada(), ada()], &[known()]);
    assert_eq!(told(&proposed[0].proposal), "same");
    assert_eq!(told(&proposed[1].proposal), "again");
}

#[test]
fn a_line_between_two_patients_is_nobody_s() {
    let other = Patient {
        id: PatientId(8),
        ..ada_but("given=Bea; family=Fabric; born=1971-03-02; nhs=9990000026; hosp=FD2")
    };
    let line = ada_but("hosp=FD2");
    assert_eq!(told(&proposal(line, &[known(), other])), "conflict");
    // The record has her twice, once without her NHS number.
    let twice = Patient {
        id: PatientId(9),
        ..ada_but("nhs=-; hosp=FD9")
    };
    let proposed = proposals(vec![ada()], &[twice, known()]).remove(0);
    assert_eq!(proposed.proposal, Proposal::Same);
    assert!(
        proposed.doubts[0].contains("twice"),
        "{:?}",
        proposed.doubts
    );
}

#[test]
fn a_number_learnt_later_is_added() {
    let known = Patient {
        nhs_number: None,
        ..known()
    };
    let proposed = proposals(vec![ada_but(&format!("nhs={OTHER_NUMBER}"))], &[known]).remove(0);
    let Proposal::Update(changes) = &proposed.proposal else {
        panic!("{:?}", proposed.proposal);
    };
    assert!(!changes[0].is_of_identity, "nothing was there before");
}
