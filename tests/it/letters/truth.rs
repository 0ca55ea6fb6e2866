//! The paper tells the truth: what a letter says of its dates, of who let it go, and of the letter
//! before it, is what happened.

use dictation_desk::letter::docx;
use dictation_desk::letter::gate::{Missing, Step, holds};
use dictation_desk::letter::recipients;
use dictation_desk::letter::sign::{self, Approval, Approved, Follows, Manner, Signer};
use dictation_desk::record::{
    AddressKind, Addressee, Contact, ContactId, Copies, DatedAddress, Delivery, RecipientKind,
};

use super::*;

/// What the Word document says, a paragraph each.
fn says(case: Case, at: &str) -> Vec<String> {
    let letter = whole(sign::sign(case, at.parse().unwrap()).unwrap());
    let document = docx::document(&letter).unwrap();
    let paragraphs = word::paragraphs(&word::part(&document, "word/document.xml"));
    let lines = paragraphs.into_iter().map(|(_, text, _)| text);
    lines.map(|text| text.replace('\t', " ")).collect()
}

fn secretary() -> Signer {
    Signer {
        name: "Ann Bell".into(),
        is_author: false,
    }
}

fn told(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line == wanted)
}

#[test]
fn a_letter_says_who_let_it_go_and_how() {
    let own = case_of(papers());
    let lines = says(own, "2018-08-09T13:30:00Z");
    assert!(told(
        &lines,
        "Approved electronically by Dr Jonathan Sample on 9 August 2018 at 14:30"
    ));
    assert!(told(&lines, "Dr Jonathan Sample"));

    let for_author = Case {
        signer: secretary(),
        manner: Manner::For,
        ..case_of(papers())
    };
    let lines = says(for_author, "2018-08-10T08:00:00Z");
    assert!(told(
        &lines,
        "Signed for Dr Jonathan Sample by Ann Bell on 10 August 2018 at 09:00"
    ));
    assert!(told(&lines, "pp Dr Jonathan Sample"));
    assert!(!lines.iter().any(|line| line.contains("Approved")));

    let unsigned = Case {
        signer: secretary(),
        manner: Manner::Unsigned {
            reason: "Dr Sample is on leave".into(),
        },
        ..case_of(papers())
    };
    let lines = says(unsigned, "2018-08-10T08:00:00Z");
    assert!(told(
        &lines,
        "Dictated but not signed by Dr Jonathan Sample, to avoid delay. Sent by Ann Bell on \
         10 August 2018 at 09:00"
    ));
    assert!(!lines.iter().any(|line| line.contains("on leave")));
    assert!(!lines.iter().any(|line| line.contains("Approved")));
}

#[test]
fn nobody_signs_as_somebody_else_and_nobody_without_a_reason() {
    let author = case_of(papers()).signer;
    let unsigned = |reason: &str| Manner::Unsigned {
        reason: reason.into(),
    };
    let rows = [
        (secretary(), Manner::Own, false),
        (secretary(), Manner::For, true),
        (secretary(), unsigned(" "), false),
        (secretary(), unsigned("She is waiting for it"), true),
        (author.clone(), Manner::Own, true),
        (author.clone(), Manner::For, false),
        (author, unsigned("He has no time"), true),
    ];
    for (signer, manner, may) in rows {
        let case = Case {
            signer,
            manner,
            ..case_of(papers())
        };
        let holds = holds(Step::Sign, &case);
        assert_eq!(holds.is_empty(), may, "{:?}: {holds:?}", case.manner);
        assert!(holds.iter().all(|hold| hold.missing == Missing::Approver));
    }
}

#[test]
fn a_letter_for_two_signatories_waits_for_the_second() {
    let for_two = Case {
        papers: Papers {
            signatories: 2,
            ..papers()
        },
        ..case_of(papers())
    };
    let at = "2018-08-09T13:30:00Z".parse().unwrap();
    let Approved::WaitsForAnother(first) = sign::sign(for_two.clone(), at).unwrap() else {
        panic!("one is not enough");
    };
    let again = Case {
        approvals: vec![first.clone()],
        ..for_two.clone()
    };
    let held = holds(Step::Sign, &again);
    assert!(
        held[0].message.contains("has approved it already"),
        "{held:?}"
    );
    let second = Case {
        approvals: vec![first],
        signer: Signer {
            name: "Dr Helen Example".into(),
            is_author: false,
        },
        ..for_two
    };
    let lines = says(second, "2018-08-12T13:30:00Z");
    let approved = |name: &str, day| {
        format!("Approved electronically by {name} on {day} August 2018 at 14:30")
    };
    assert!(told(&lines, &approved("Dr Jonathan Sample", 9)));
    assert!(told(&lines, &approved("Dr Helen Example", 12)));
}

#[test]
fn a_letter_says_when_it_was_dictated_only_where_that_is_known() {
    let at = "2018-08-09T13:30:00Z";
    let lines = says(case_of(papers()), at);
    assert!(told(&lines, "Dictated: 6 August 2018"));
    assert!(told(&lines, "Typed: 8 August 2018"));
    assert!(told(&lines, "Our ref: JS/AB"));
    let papers = Papers {
        dictated: None,
        ..papers()
    };
    let lines = says(case_of(papers), at);
    assert!(!lines.iter().any(|line| line.starts_with("Dictated")));
}

#[test]
fn a_letter_says_what_it_replaces_and_what_it_adds_to() {
    let day = "2018-07-01".parse().unwrap();
    for (follows, line) in [
        (
            Follows::Replaces(day),
            "This letter replaces the letter of 1 July 2018.",
        ),
        (
            Follows::ReplacesWithdrawn(day),
            "This letter replaces the letter of 1 July 2018, which has been withdrawn.",
        ),
        (
            Follows::AddsTo(day),
            "Addendum to the letter of 1 July 2018.",
        ),
    ] {
        let papers = Papers {
            follows: Some(follows),
            ..papers()
        };
        let lines = says(case_of(papers), "2018-08-09T13:30:00Z");
        assert!(told(&lines, line), "{lines:?}");
    }
}

#[test]
fn an_approval_from_before_there_were_manners_is_its_authors_own() {
    let older = r#"{"by":"Dr Jonathan Sample","at":"2018-08-09T13:30:00Z"}"#;
    let approval: Approval = serde_json::from_str(older).unwrap();
    assert_eq!(approval.manner, Manner::Own);
}

/// Papers of a letter to the patient, typed on 8 August 2018.
fn to_patient(patient: Patient) -> Papers {
    let start = template::start(
        &dictation("Letter to patient"),
        Some(&patient),
        Some(&author()),
    );
    let body = Body::plain("You are well.");
    Papers {
        letter: Letter::new(fields_of(&start), body),
        patient: Some(patient),
        ..papers()
    }
}

fn staying(from: &str, until: &str) -> DatedAddress {
    DatedAddress {
        lines: vec!["9 Temporary Street".into(), "SV9 9ZZ".into()],
        kind: AddressKind::Temporary,
        from: from.parse().ok(),
        until: until.parse().ok(),
    }
}

#[test]
fn requirement_4_a_letter_goes_where_the_patient_is_reached_and_a_restricted_one_nowhere() {
    let mut away = patient();
    away.details.other_addresses = vec![staying("2018-08-01", "2018-08-31")];
    let there = to_patient(away.clone());
    assert!(
        there
            .letter
            .field(Field::Addressee)
            .contains("9 Temporary Street")
    );
    assert_eq!(holds(Step::Sign, &case_of(there.clone())), []);

    // It was begun while they were away, and they are home again by the day it is typed.
    away.details.other_addresses = vec![staying("2018-08-01", "2018-08-07")];
    let late = Papers {
        patient: Some(away.clone()),
        ..there
    };
    let held = holds(Step::Sign, &case_of(late));
    assert_eq!(held[0].missing, Missing::Address, "{held:?}");
    away.details.other_addresses = vec![staying("2018-07-01", "2018-07-31")];
    let home = to_patient(away.clone());
    assert!(
        home.letter
            .field(Field::Addressee)
            .contains(&away.address[0])
    );
    assert_eq!(holds(Step::Sign, &case_of(home)), []);

    away.details.restricted = true;
    let restricted = to_patient(away.clone());
    let letter = whole(
        sign::sign(
            case_of(restricted.clone()),
            "2018-08-09T13:30:00Z".parse().unwrap(),
        )
        .unwrap(),
    );
    assert!(!letter.plain_text().contains(&away.address[0]));
    let sending = Case {
        signed: letter.approvals().last().cloned(),
        ..case_of(restricted)
    };
    assert_eq!(holds(Step::Send, &sending)[0].missing, Missing::Release);
}

#[test]
fn recipients_are_who_the_letter_says_with_what_they_want() {
    let mut patient = patient();
    patient.details.large_print = true;
    patient.details.delivery = Delivery::Email;
    patient.details.email = "ada@example.invalid".into();
    let mut papers = papers();
    papers.patient = Some(patient);
    let copies = "Mrs Ada Sample-Ashworth\nDr P Invented, Pain clinic\nInvented Solicitors LLP";
    let edit = papers.letter.set_field(Field::Copies, copies);
    papers.letter.apply(&edit).unwrap();
    let all = recipients::of(&papers, &[]);
    let kinds: Vec<_> = all.iter().map(|it| (it.to.kind, it.is_copy)).collect();
    assert_eq!(
        kinds,
        [
            (RecipientKind::Practice, false),
            (RecipientKind::Patient, true),
            (RecipientKind::Colleague, true),
            (RecipientKind::Solicitor, true),
        ],
        "{all:?}"
    );
    assert!(all[1].to.large_print && !all[0].to.large_print);
    assert_eq!(
        (all[1].to.delivery, &*all[1].to.email),
        (Delivery::Email, "ada@example.invalid")
    );
    assert!(!all[0].to.address.is_empty() && !all[1].to.address.is_empty());
}

#[test]
fn a_contact_says_where_a_copy_goes() {
    let mut papers = papers();
    let edit = papers
        .letter
        .set_field(Field::Copies, "Dr P Invented, Pain clinic");
    papers.letter.apply(&edit).unwrap();
    let known = Contact {
        id: ContactId(1),
        patient: None,
        to: Addressee {
            kind: RecipientKind::Colleague,
            name: "dr p invented".into(),
            address: vec!["Pain clinic".into(), "4 Notional Way".into()],
            delivery: Delivery::Email,
            email: "pain@example.invalid".into(),
            large_print: false,
        },
        revision: 1,
    };
    let copy = recipients::of(&papers, std::slice::from_ref(&known)).remove(1);
    assert_eq!(copy.to.address, known.to.address);
    assert_eq!(copy.to.delivery, Delivery::Email);
    assert_eq!(copy.to.name, "Dr P Invented");
}

#[test]
fn requirement_24_the_document_says_who_when_and_to_whom_on_every_page_and_prints_large() {
    let mut papers = papers();
    let edit = papers
        .letter
        .set_field(Field::Copies, "Mrs Ada Sample-Ashworth");
    papers.letter.apply(&edit).unwrap();
    let at = "2018-08-09T13:30:00Z".parse().unwrap();
    let document = docx::document(&whole(sign::sign(case_of(papers), at).unwrap())).unwrap();
    let large = docx::large_print(&document).unwrap();
    for document in [&document, &large] {
        let paragraphs = word::paragraphs(&word::part(document, "word/document.xml"));
        let lines: Vec<String> = paragraphs
            .into_iter()
            .map(|(_, text, _)| text.replace('\t', " "))
            .collect();
        for line in [
            "Our ref: JS/AB",
            "Clinic date: 6 August 2018",
            "Dictated: 6 August 2018",
            "Typed: 8 August 2018",
            "cc: Mrs Ada Sample-Ashworth",
        ] {
            assert!(told(&lines, line), "{line:?} in {lines:#?}");
        }
        let footer = word::part(document, "word/footer1.xml");
        assert!(footer.contains("SAMPLE-ASHWORTH") && footer.contains("999 000 1006"));
    }
    let sizes = |document: &[u8]| -> Vec<u32> {
        let styles = word::part(document, "word/styles.xml");
        let sizes = styles.split("<w:sz w:val=\"").skip(1);
        sizes
            .map(|size| size.split('"').next().unwrap().parse().unwrap())
            .collect()
    };
    assert!(sizes(&document).iter().any(|half_points| *half_points < 32));
    assert!(sizes(&large).iter().all(|half_points| *half_points >= 32));
    assert!(!word::part(&large, "word/document.xml").contains("<w:sz "));
    assert_eq!(docx::large_print(&document), Ok(large));
    assert!(docx::large_print(b"no document").is_err());
}

#[test]
fn a_patient_who_wants_no_copies_gets_none() {
    let copies = |wish| {
        let mut patient = patient();
        patient.details.copies = wish;
        let start = template::start(&dictation("Clinic letter"), Some(&patient), Some(&author()));
        start.field(Field::Copies).to_owned()
    };
    assert_eq!(copies(Copies::NotAsked), "Mrs Ada Sample-Ashworth");
    assert_eq!(copies(Copies::Wanted), copies(Copies::NotAsked));
    assert_eq!(copies(Copies::NotWanted), "");
}
