//! Recordings and appointments matched: by who is heard, by order where that leaves no choice, and
//! never between two who could be meant.

use dictation_desk::record::clinic::heard::Heard;
use dictation_desk::record::clinic::{Matching, Recording, matched};
use dictation_desk::record::list::appointments::Appointment;
use dictation_desk::record::{DictationId, NhsNumber};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::{TODAY, nhs_number, read};

/// Appointments five minutes apart: a name and an outcome each.
fn clinic(people: &[(&str, &str)]) -> Vec<Appointment> {
    let mut list = "Date,Time,Name,DOB,NHS number,Attended,Consultant\n".to_owned();
    for (at, (name, attended)) in people.iter().enumerate() {
        let (hour, minute) = (9 + at / 12, at % 12 * 5);
        let number = nhs_number(u32::try_from(at).unwrap());
        let day = at % 28 + 1;
        list += &format!(
            "05/03/2026,{hour:02}:{minute:02},{name},{day:02}/02/1960,{number},{attended},Dr A Example\n"
        );
    }
    let list = read(&list).unwrap();
    assert!(list.problems.is_empty(), "{:?}", list.problems);
    list.appointments
}

fn recording(at: usize, heard: Heard) -> Recording {
    let minutes = i64::try_from(at).unwrap() * 5;
    let begun: Timestamp = "2026-03-05T09:03:00Z".parse().unwrap();
    Recording {
        id: DictationId(i64::try_from(at).unwrap() + 1),
        at: begun + jiff::SignedDuration::from_mins(minutes),
        day: Some(TODAY),
        author: "Dr A Example".to_owned(),
        heard: if heard.says_who() {
            vec![heard]
        } else {
            Vec::new()
        },
        is_chosen: false,
        holds_several: false,
    }
}

fn number(of: &Appointment) -> Heard {
    Heard {
        nhs_number: of.patient.nhs_number.clone(),
        ..Heard::default()
    }
}

fn named(name: &str) -> Heard {
    Heard {
        name: Some(name.to_owned()),
        ..Heard::default()
    }
}

/// For each appointment, which recording and why, or why none.
fn told(matching: &Matching) -> Vec<String> {
    let rows = matching.rows.iter();
    rows.map(|row| match row {
        Ok(found) => {
            let sure = if found.is_sure { "sure" } else { "look" };
            format!("{} {}, {sure}", found.recording.0, found.because.words())
        }
        Err(why) => why.unwrap_or("none").to_owned(),
    })
    .collect()
}

#[test]
fn a_clinic_is_matched_by_who_is_heard_and_then_by_order() {
    let list = clinic(&[
        ("Ann Alder", "ATT"),
        ("Bo Birch", "ATT"),
        ("Cy Cedar", "DNA"),
        ("Di Dogwood", "ATT"),
        ("Ed Elm", "ATT"),
    ]);
    let spoken = [
        recording(0, number(&list[0])),
        recording(1, Heard::default()),
        recording(3, named("Mrs Dogwood")),
        recording(
            4,
            Heard {
                name: Some("Ed Elm".to_owned()),
                born: Some(list[4].patient.born),
                ..Heard::default()
            },
        ),
    ];
    let matching = matched(&list, &spoken, true);
    assert_eq!(
        told(&matching),
        [
            "1 NHS number heard, sure",
            "2 2nd recording of the clinic, by order, look",
            "none",
            "4 family name heard, the only one on the list, look",
            "5 name and date of birth heard, sure",
        ]
    );
    assert_eq!(matching.left, []);
    let torn = matched(&list, &spoken, false);
    assert_eq!(
        told(&torn)[1],
        "none",
        "a line is missing, so that order says nothing"
    );
}

/// Who is on the list, what is heard of each recording, and what is made of it.
#[test]
fn nobody_is_guessed() {
    let two = clinic(&[
        ("Ann Sample", "ATT"),
        ("Bo Sample", "ATT"),
        ("Cy Cedar", "ATT"),
    ]);
    let case = |spoken: &[Recording], rows: [&str; 3], left: &[&str]| {
        let matching = matched(&two, spoken, true);
        assert_eq!(told(&matching), rows);
        let why: Vec<&str> = matching.left.iter().map(|(_, why)| *why).collect();
        assert_eq!(why, left);
    };
    let one_of_two = "a recording may be of this patient or another";
    case(
        &[recording(0, named("Sample"))],
        [one_of_two, one_of_two, "none"],
        &["several patients of the list could be meant: choose one"],
    );
    case(
        &[0, 1, 2].map(|at| recording(at, Heard::default())),
        [
            "none",
            "none",
            "3 3rd recording of the clinic, by order, look",
        ],
        &["it names nobody, and its order does not say whose it is"; 2],
    );
    case(
        &[recording(0, number(&two[2])), recording(1, number(&two[2]))],
        [
            "none",
            "none",
            "two recordings name this patient: choose one",
        ],
        &["the patient it names has another recording"; 2],
    );
    case(
        &[recording(0, named("Ms Nobody"))],
        ["none"; 3],
        &["the patient it names is not on the list"],
    );
    let mut both = recording(0, number(&two[0]));
    both.heard.push(number(&two[2]));
    case(
        &[both],
        ["none"; 3],
        &["it speaks of several patients: split it first"],
    );
    let several = Recording {
        holds_several: true,
        ..recording(0, number(&two[0]))
    };
    case(
        &[several],
        ["none"; 3],
        &["it speaks of several patients: split it first"],
    );
    let wrong = Heard {
        born: Some(date(1931, 1, 1)),
        ..number(&two[0])
    };
    case(
        &[recording(0, wrong.clone())],
        [
            "1 NHS number heard, but with another date of birth, look",
            "none",
            "none",
        ],
        &[],
    );
    let another = Heard {
        name: Some("Mr Nobody".to_owned()),
        ..wrong
    };
    case(
        &[recording(0, another)],
        ["none"; 3],
        &["the patient it names is not on the list"],
    );
    let given = named("John Cedar");
    case(
        &[recording(0, given)],
        ["none"; 3],
        &["the patient it names is not on the list"],
    );
}

#[test]
fn a_locum_and_another_day_are_told_by_name_and_not_by_order() {
    let list = clinic(&[("Ann Alder", "ATT"), ("Bo Birch", "ATT")]);
    let locum = |at, heard| Recording {
        author: "Dr L Locum".to_owned(),
        ..recording(at, heard)
    };
    let spoken = [locum(0, Heard::default()), locum(1, number(&list[1]))];
    assert_eq!(
        told(&matched(&list, &spoken, true)),
        ["none", "2 NHS number heard, sure"]
    );
    let yesterday = |at| Recording {
        day: Some(date(2026, 3, 4)),
        ..recording(at, Heard::default())
    };
    assert_eq!(
        told(&matched(&list, &[yesterday(0), yesterday(1)], true)),
        ["none", "none"]
    );
}

#[test]
fn recordings_in_another_order_than_the_list_say_nothing_by_order() {
    let list = clinic(&[
        ("Ann Alder", "ATT"),
        ("Bo Birch", "ATT"),
        ("Cy Cedar", "ATT"),
    ]);
    let spoken = [
        recording(0, number(&list[2])),
        recording(1, Heard::default()),
        recording(2, number(&list[0])),
    ];
    assert_eq!(told(&matched(&list, &spoken, true))[1], "none");
}

fn heard() -> impl Strategy<Value = Heard> {
    let name = prop_oneof![
        Just("Sample"),
        Just("Cy Cedar"),
        Just("Bo Birch"),
        Just("Ada Other")
    ];
    let parts = (
        proptest::option::of(name),
        proptest::option::of(1_i8..5),
        proptest::option::of(0_u32..6),
    );
    parts.prop_map(|(name, day, number)| Heard {
        name: name.map(str::to_owned),
        born: day.map(|day| date(1960, 2, day)),
        nhs_number: number.map(|at| NhsNumber::parse(&nhs_number(at)).unwrap()),
        hospital_number: None,
    })
}

proptest! {
    #[test]
    fn nobody_whose_number_differs_is_matched_and_no_order_changes_who_is_heard(
        heard in proptest::collection::vec(heard(), 0..7),
        turned in any::<prop::sample::Index>(),
    ) {
        let list = clinic(&[
            ("Ann Sample", "ATT"), ("Bo Birch", "ATT"), ("Cy Cedar", "DNA"), ("Di Sample", "ATT"),
        ]);
        let spoken: Vec<Recording> = heard.into_iter().enumerate()
            .map(|(at, heard)| recording(at, heard)).collect();
        let matching = matched(&list, &spoken, true);
        let heard_of = |id: DictationId| &spoken[usize::try_from(id.0).unwrap() - 1].heard;
        let mut pairs = Vec::new();
        for (at, row) in matching.rows.iter().enumerate() {
            let Ok(found) = row else { continue };
            for heard in heard_of(found.recording) {
                let number = heard.nhs_number.as_ref();
                prop_assert!(number.is_none_or(|it| Some(it) == list[at].patient.nhs_number.as_ref()));
                pairs.push((found.recording, list[at].line));
            }
        }
        let mut ids: Vec<_> = matching.rows.iter().flatten().map(|it| it.recording).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), matching.rows.iter().flatten().count());
        prop_assert_eq!(ids.len() + matching.left.len(), spoken.len());

        let mut other_list = list.clone();
        other_list.rotate_left(turned.index(list.len()));
        let mut other_spoken = spoken.clone();
        other_spoken.reverse();
        let again = matched(&other_list, &other_spoken, true);
        let mut other_pairs = Vec::new();
        for (at, row) in again.rows.iter().enumerate() {
            if let Ok(found) = row && !heard_of(found.recording).is_empty() {
                other_pairs.push((found.recording, other_list[at].line));
            }
        }
        pairs.sort_unstable();
        other_pairs.sort_unstable();
        prop_assert_eq!(pairs, other_pairs);
    }
}
