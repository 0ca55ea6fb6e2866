//! Starting a letter; [`gate`] says when it may go on its way, and its Word document is read in
//! [`word`].

mod comparing;
mod gate;
mod truth;
pub mod word;

use std::collections::BTreeMap;

use dictation_desk::letter::gate::Case;
use dictation_desk::letter::sign::{
    self, Approved, Letterhead, Manner, Papers, SignedLetter, Signer,
};
use dictation_desk::letter::{BlockKind, Body, Field, Letter, dates, template};
use dictation_desk::record::{
    Author, AuthorId, Dictation, DictationId, LetterId, NhsNumber, Patient, PatientDetails,
    PatientId, Practice, Priority, Status,
};

pub fn patient() -> Patient {
    let lines = |text: &str| text.split('|').map(str::to_owned).collect();
    Patient {
        id: PatientId(41),
        title: "Mrs".into(),
        given: "Ada".into(),
        family: "Sample-Ashworth".into(),
        born: "1948-03-14".parse().unwrap(),
        nhs_number: Some(NhsNumber::parse("9990001006").unwrap()),
        hospital_number: "SV100001".into(),
        address: lines("12 Invented Row|SAMPLETON|SA9 1AA"),
        practice: Practice {
            doctor: "Dr A van Example".into(),
            name: "Invented Lane Surgery".into(),
            address: lines("3 Invented Lane|SA9 2BB"),
        },
        details: PatientDetails::default(),
        revision: 0,
    }
}

pub fn author() -> Author {
    Author {
        id: AuthorId(1),
        name: "Dr Jonathan Sample".into(),
        post: "Consultant Rheumatologist".into(),
        qualifications: "MB ChB FRCP".into(),
        initials: "JS".into(),
        department: "Rheumatology".into(),
        back_step: None,
        ..Author::default()
    }
}

pub fn dictation(work_type: &str) -> Dictation {
    Dictation {
        id: DictationId(77),
        author: None,
        patient: None,
        clinic: "Rheumatology clinic".into(),
        work_type: work_type.into(),
        priority: Priority::Routine,
        status: Status::Typing,
        length: 60.0,
        // Half past midnight on the 6th by British Summer Time.
        recording: None,
        dated_by: dictation_desk::record::DatedBy::File,
        dictated_at: "2018-08-05T23:30:00Z".parse().unwrap(),
        position: 0.0,
        part: None,
        assignee: None,
        bring_forward: None,
        removed: None,
        revision: 0,
    }
}

const BODY: [(BlockKind, &str); 9] = [
    (BlockKind::Heading, "Diagnoses"),
    (BlockKind::Numbered, "Rheumatoid arthritis"),
    (BlockKind::Numbered, "Hypertension"),
    (BlockKind::Heading, "Plan"),
    (BlockKind::Numbered, "Methotrexate 15\u{a0}mg once a week"),
    (BlockKind::Bulleted, "Folic acid 5 mg"),
    (BlockKind::Paragraph, ""),
    (
        BlockKind::Paragraph,
        "Sodium < 135 & \"café\" \u{1d11e}, Łódź.",
    ),
    (BlockKind::Paragraph, "Seen\twith her\u{b}daughter."),
];

/// Papers with nothing standing between them and a signature.
pub fn papers() -> Papers {
    let start = template::start(
        &dictation("Clinic letter"),
        Some(&patient()),
        Some(&author()),
    );
    let fields = Field::ALL.map(|field| (field, start.field(field).to_owned()));
    let blocks = BODY.map(|(kind, text)| (kind, text.to_owned()));
    Papers {
        letter: Letter::new(BTreeMap::from(fields), Body::new(blocks, Vec::new())),
        letter_id: LetterId(5),
        dictation_id: DictationId(77),
        version: 2,
        patient: Some(patient()),
        author: Some(author()),
        typist: "AB".into(),
        letterhead: Letterhead {
            organisation: "Sample Vale Hospitals".into(),
            department: "Department of Rheumatology".into(),
            lines: vec!["1 Invented Road".into()],
            logo: None,
        },
        dictated: "2018-08-06".parse().ok(),
        typed: "2018-08-08".parse().ok(),
        follows: None,
        signatories: 1,
    }
}

fn with_text(text: &str) -> Papers {
    let mut papers = papers();
    papers.letter = Letter::new(fields_of(&papers.letter), Body::plain(text));
    papers
}

fn fields_of(letter: &Letter) -> BTreeMap<Field, String> {
    Field::ALL
        .map(|field| (field, letter.field(field).to_owned()))
        .into()
}

/// What decides about these papers, with nothing missing that is not theirs.
pub fn case_of(papers: Papers) -> Case {
    Case {
        papers,
        signed: None,
        is_withdrawn: false,
        signer: Signer {
            name: "Dr Jonathan Sample".into(),
            is_author: true,
        },
        manner: Manner::Own,
        approvals: Vec::new(),
        is_identity_confirmed: true,
        unheard: 0.0,
        unheard_reason: String::new(),
        open_questions: Vec::new(),
    }
}

/// The letter that the last approval made of it.
fn whole(approved: Approved) -> SignedLetter {
    match approved {
        Approved::Signed(letter) => *letter,
        Approved::WaitsForAnother(approval) => panic!("waits for another: {approval:?}"),
    }
}

pub fn signed(papers: Papers) -> SignedLetter {
    let at = "2018-08-09T13:30:00Z".parse().unwrap();
    whole(sign::sign(case_of(papers), at).unwrap())
}

#[test]
fn a_clinic_letter_starts_with_all_that_is_known() {
    let letter = template::start(
        &dictation("Clinic letter"),
        Some(&patient()),
        Some(&author()),
    );
    let expected = [
        (
            Field::Addressee,
            "Dr A van Example\nInvented Lane Surgery\n3 Invented Lane\nSA9 2BB",
        ),
        (Field::Salutation, "Dear Dr van Example"),
        (Field::Clinic, "Rheumatology clinic"),
        (Field::ClinicDate, "6 August 2018"),
        (Field::Closing, "Yours sincerely"),
        (Field::Enclosures, ""),
        (Field::Copies, "Mrs Ada Sample-Ashworth"),
    ];
    for (field, text) in expected {
        assert_eq!(letter.field(field), text, "{field:?}");
    }
    assert_eq!(letter.body(), &Body::default());
}

#[test]
fn each_work_type_addresses_whom_it_is_for() {
    let start = |work: &str| template::start(&dictation(work), Some(&patient()), None);
    let rows = [
        (
            "clinic letter",
            "Dear Dr van Example",
            "Mrs Ada Sample-Ashworth",
        ),
        (
            "something new",
            "Dear Dr van Example",
            "Mrs Ada Sample-Ashworth",
        ),
        (
            "Letter to patient",
            "Dear Mrs Sample-Ashworth",
            "Dr A van Example, Invented Lane Surgery",
        ),
        ("Medicolegal report", "Dear Sir or Madam", ""),
        ("MEDICO-LEGAL REPORT", "Dear Sir or Madam", ""),
    ];
    for (work, salutation, copies) in rows {
        let letter = start(work);
        assert_eq!(letter.field(Field::Salutation), salutation, "{work}");
        assert_eq!(letter.field(Field::Copies), copies, "{work}");
    }
    assert_eq!(
        start("Medico-legal report").body().kinds(),
        [BlockKind::Numbered]
    );
    assert_eq!(start("Medico-legal report").field(Field::Addressee), "");
    assert!(template::headings("Medico-legal report").contains(&"Causation".to_owned()));
}

#[test]
fn what_is_unknown_is_left_empty_and_never_guessed() {
    let letter = template::start(&dictation("Clinic letter"), None, None);
    for field in [Field::Addressee, Field::Salutation, Field::Copies] {
        assert_eq!(letter.field(field), "", "{field:?}");
    }
    let mut unregistered = patient();
    unregistered.practice = Practice::default();
    let letter = template::start(&dictation("Clinic letter"), Some(&unregistered), None);
    assert_eq!(
        (
            letter.field(Field::Addressee),
            letter.field(Field::Salutation)
        ),
        ("", "")
    );
}

#[test]
fn a_doctor_is_greeted_by_title_and_surname() {
    let rows = [
        ("Dr A Example", "Dear Dr Example"),
        ("Dr Ada B. Example-Smith", "Dear Dr Example-Smith"),
        ("Prof. J de la Example", "Dear Prof. de la Example"),
        ("The Partners", "Dear Doctor"),
        ("Dr", "Dear Doctor"),
        ("", "Dear Doctor"),
    ];
    for (doctor, salutation) in rows {
        let mut patient = patient();
        patient.practice.doctor = doctor.into();
        let letter = template::start(&dictation("Clinic letter"), Some(&patient), None);
        assert_eq!(letter.field(Field::Salutation), salutation, "{doctor}");
    }
}

#[test]
fn choosing_the_patient_later_never_overwrites_what_was_typed() {
    let start =
        |patient: Option<&Patient>| template::start(&dictation("Clinic letter"), patient, None);
    let fill = |letter: &mut Letter, was: &Letter, now: &Letter| {
        for edit in template::fill(letter, was, now) {
            letter.apply(&edit).unwrap();
        }
    };
    let (nobody, ada) = (start(None), start(Some(&patient())));
    let mut letter = nobody.clone();
    letter
        .apply(&letter.set_field(Field::Salutation, "Dear Colleague"))
        .unwrap();
    fill(&mut letter, &nobody, &ada);
    assert_eq!(letter.field(Field::Salutation), "Dear Colleague");
    assert_eq!(letter.field(Field::Addressee), ada.field(Field::Addressee));

    // The wrong patient was chosen: nothing automatic of theirs may stay behind, and a copy that
    // was struck out stays struck out.
    letter.apply(&letter.set_field(Field::Copies, "")).unwrap();
    let mut other = patient();
    other.practice = Practice::default();
    let bob = start(Some(&other));
    fill(&mut letter, &ada, &bob);
    assert_eq!(letter.field(Field::Addressee), "");
    assert_eq!(letter.field(Field::Copies), "");
    assert!(template::fill(&letter, &bob, &bob).is_empty());
}

#[test]
fn times_are_those_of_the_united_kingdom_summer_and_winter() {
    let rows = [
        ("2018-08-05T23:30:00Z", "6 August 2018 at 00:30"),
        ("2018-12-31T23:30:00Z", "31 December 2018 at 23:30"),
        ("2026-03-29T00:59:00Z", "29 March 2026 at 00:59"),
        ("2026-03-29T01:00:00Z", "29 March 2026 at 02:00"),
        ("2026-10-25T01:00:00Z", "25 October 2026 at 01:00"),
    ];
    for (moment, expected) in rows {
        assert_eq!(dates::long_with_time(moment.parse().unwrap()), expected);
    }
}

#[test]
fn the_page_reads_in_order_as_plain_text() {
    let text = signed(papers()).plain_text();
    let expected = [
        "Sample Vale Hospitals",
        "Our ref: JS/AB",
        "Clinic date: 6 August 2018",
        "Typed: 8 August 2018",
        "Dear Dr van Example",
        "Re: Mrs Ada SAMPLE-ASHWORTH, born 14 March 1948",
        "NHS number: 999 000 1006",
        "2. Hypertension",
        "1. Methotrexate",
        "• Folic acid",
        "Yours sincerely",
        "Approved electronically by Dr Jonathan Sample on 9 August 2018 at 14:30",
        "cc: Mrs Ada Sample-Ashworth",
    ];
    let mut from = 0;
    for line in expected {
        let found = text[from..]
            .find(line)
            .unwrap_or_else(|| panic!("{line} in order in:\n{text}"));
        from += found + line.len();
    }
}
