//! The gate: what each step of a letter waits for, and that nothing gets past it.

use dictation_desk::letter::gate::{Case, Missing, Step, holds};
use dictation_desk::letter::sign::{self, Approval, Manner, Papers, Signer};
use dictation_desk::letter::{BlockKind, Body, Edit, Field, Letter};
use jiff::Timestamp;
use proptest::prelude::*;

use super::{author, case_of, fields_of, papers, patient, whole};

const STEPS: [Step; 3] = [Step::HandOver, Step::Sign, Step::Send];

fn at() -> Timestamp {
    "2018-08-09T13:30:00Z".parse().unwrap()
}

fn approval() -> Approval {
    Approval {
        by: "Dr Jonathan Sample".to_owned(),
        at: at(),
        manner: Manner::Own,
    }
}

fn nobody() -> Signer {
    Signer {
        name: String::new(),
        is_author: false,
    }
}

fn with_text(text: &str) -> Papers {
    let mut papers = papers();
    papers.letter = Letter::new(fields_of(&papers.letter), Body::plain(text));
    papers
}

fn clear(case: &mut Case, field: Field) {
    let edit = case.papers.letter.set_field(field, " ");
    case.papers.letter.apply(&edit).unwrap();
}

/// What each step lacks of an open letter with nothing missing that this has been done to.
fn lacks(change: impl Fn(&mut Case)) -> [Vec<Missing>; 3] {
    let mut case = case_of(papers());
    change(&mut case);
    STEPS.map(|step| {
        let holds = holds(step, &case).into_iter();
        holds.map(|hold| hold.missing).collect()
    })
}

#[test]
fn each_step_waits_for_what_it_needs_and_nothing_else() {
    use Missing as M;
    type Change = fn(&mut Case);
    // What hands a letter over, signs it, and sends it waits for.
    let rows: [(Change, &[Missing], &[Missing]); 16] = [
        (|_| {}, &[], &[]),
        (|it| it.papers.patient = None, &[M::Patient], &[M::Patient]),
        (|it| it.papers.author = None, &[M::Author], &[M::Author]),
        (|it| it.papers = with_text(" \n "), &[M::Text], &[M::Text]),
        (
            |it| clear(it, Field::Addressee),
            &[],
            &[M::Field(Field::Addressee)],
        ),
        (
            |it| clear(it, Field::Salutation),
            &[],
            &[M::Field(Field::Salutation)],
        ),
        (
            |it| clear(it, Field::Closing),
            &[],
            &[M::Field(Field::Closing)],
        ),
        (|it| clear(it, Field::Copies), &[], &[]),
        (|it| it.papers = with_text("On ____"), &[], &[M::Blank]),
        (
            |it| it.open_questions = vec!["3 words are unsure".into()],
            &[],
            &[M::Answer],
        ),
        (|it| it.is_identity_confirmed = false, &[], &[M::Identity]),
        (|it| it.unheard = 0.2, &[], &[M::Hearing]),
        (
            |it| (it.unheard, it.unheard_reason) = (9.0, " ".into()),
            &[],
            &[M::Hearing],
        ),
        (
            |it| (it.unheard, it.unheard_reason) = (9.0, "Heard in clinic".into()),
            &[],
            &[],
        ),
        (|it| it.signer.name = " ".into(), &[], &[M::Approver]),
        (
            |it| it.signed = Some(approval()),
            &[M::NewVersion],
            &[M::NewVersion],
        ),
    ];
    for (at, (change, handing_over, signing)) in rows.into_iter().enumerate() {
        let [to_hand_over, to_sign, to_send] = lacks(change);
        assert_eq!(to_hand_over, handing_over, "row {at}");
        assert_eq!(to_sign, signing, "row {at}");
        let is_signed = signing == [M::NewVersion];
        assert_eq!(to_send.is_empty(), is_signed, "row {at}");
    }
}

#[test]
fn a_hold_says_what_is_missing_and_how_to_settle_it() {
    let blank = "Her echo [INSERT: last echo] was";
    let cases = [
        Case {
            is_identity_confirmed: false,
            unheard: 1.0,
            signer: nobody(),
            ..case_of(with_text(blank))
        },
        case_of(Papers {
            patient: None,
            author: None,
            ..with_text("")
        }),
        Case {
            signed: Some(approval()),
            ..case_of(papers())
        },
    ];
    for (case, step) in cases.iter().flat_map(|case| STEPS.map(|step| (case, step))) {
        for hold in holds(step, case) {
            let (missing, settle) = hold.message.rsplit_once(": ").unwrap();
            assert!(missing.len() > 10 && settle.len() > 10, "{hold:?}");
        }
    }
    let said = holds(Step::Sign, &case_of(with_text(blank)));
    assert!(
        said[0].message.contains("“[INSERT: last echo]”"),
        "{said:?}"
    );
}

#[test]
fn whatever_looks_like_a_blank_holds_the_signature() {
    for text in [
        "Her echo [INSERT: last echo] was",
        "She takes [inaudible 02:14] daily",
        "She takes [inaudible daily",
        "Seen on ____ by me",
        "Dose [?] mg",
        "Dose [] mg",
        "Dose ?? mg",
    ] {
        let held = holds(Step::Sign, &case_of(with_text(text)));
        assert_eq!(held.len(), 1, "{text}: {held:?}");
        assert_eq!(held[0].missing, Missing::Blank);
    }
    for text in [
        "He said [sic] so.",
        "Any questions?",
        "Range [0-5] checked",
        "[Dr Example: see above]",
    ] {
        let held = holds(Step::Sign, &case_of(with_text(text)));
        assert_eq!(held, [], "{text}");
    }
}

#[test]
fn a_blank_in_a_field_holds_it_too() {
    let mut case = case_of(papers());
    let edit = case.papers.letter.set_field(Field::Copies, "Dr ____");
    case.papers.letter.apply(&edit).unwrap();
    assert_eq!(holds(Step::Sign, &case)[0].missing, Missing::Blank);
}

#[test]
fn headings_alone_say_nothing() {
    let mut case = case_of(papers());
    let body = Body::new([(BlockKind::Heading, "Plan".to_owned())], Vec::new());
    let edit = Edit::Body(case.papers.letter.body().replace_with(&body));
    case.papers.letter.apply(&edit).unwrap();
    assert_eq!(holds(Step::Sign, &case)[0].missing, Missing::Text);
}

/// Everything that may be missing, one switch each.
fn case_with(there: [bool; 9], signed: bool) -> Case {
    let [
        patient_is,
        author_is,
        text,
        addressee,
        filled,
        answered,
        confirmed,
        heard,
        approver,
    ] = there;
    let body = match (text, filled) {
        (true, true) => "She is well.",
        (true, false) => "She is ____.",
        (false, true) => "",
        (false, false) => " \n\u{a0}",
    };
    let mut case = case_of(with_text(body));
    if !filled {
        let edit = case.papers.letter.set_field(Field::Copies, "____");
        case.papers.letter.apply(&edit).unwrap();
    }
    case.papers.patient = patient_is.then(patient);
    case.papers.author = author_is.then(author);
    if !addressee {
        clear(&mut case, Field::Addressee);
    }
    if !answered {
        case.open_questions.push("3 words are unsure".to_owned());
    }
    case.is_identity_confirmed = confirmed;
    case.unheard = 5.0;
    if heard {
        case.unheard_reason = "Dictated twice".to_owned();
    }
    if !approver {
        case.signer = nobody();
    }
    case.signed = signed.then(approval);
    case
}

proptest! {
    #[test]
    fn adding_what_is_missing_never_adds_a_hold(
        mut there in prop::array::uniform9(any::<bool>()), which in 0..9usize, signed: bool,
    ) {
        there[which] = false;
        let without = case_with(there, signed);
        there[which] = true;
        let with = case_with(there, signed);
        for step in STEPS {
            let before: Vec<Missing> =
                holds(step, &without).into_iter().map(|hold| hold.missing).collect();
            for hold in holds(step, &with) {
                prop_assert!(before.contains(&hold.missing), "{step:?}: {hold:?}");
            }
        }
    }

    #[test]
    fn nothing_that_is_held_becomes_a_signed_letter(
        there in prop::array::uniform9(any::<bool>()), signed: bool,
    ) {
        let case = case_with(there, signed);
        let held = holds(Step::Sign, &case);
        prop_assert_eq!(held.is_empty(), !signed && there == [true; 9]);
        match sign::sign(case, at()) {
            Ok(approved) => {
                prop_assert!(held.is_empty());
                let letter = whole(approved);
                prop_assert_eq!(letter.approvals(), [approval()]);
            }
            Err(told) => {
                prop_assert!(!held.is_empty());
                prop_assert_eq!(told, held);
            }
        }
    }

    #[test]
    fn only_what_is_signed_is_sent(there in prop::array::uniform9(any::<bool>()), signed: bool) {
        prop_assert_eq!(holds(Step::Send, &case_with(there, signed)).is_empty(), signed);
    }
}
