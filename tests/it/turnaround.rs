//! Turnaround: percentiles as a spreadsheet reckons them, what is late, and the page and file of it.

use std::fs;
use std::sync::mpsc::channel;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::turnaround::{Period, Turnaround, csv};
use dictation_desk::record::turnaround::{Passage, Spread, Step, Summary, percentile, summaries};
use dictation_desk::record::{AuthorId, Dictation, DictationId, Priority, Status, Targets};
use dictation_desk::ui::Purpose;
use egui_kittest::kittest::Queryable;
use jiff::Timestamp;
use jiff::civil::date;

use crate::clinic::{known, say, staff, take_in};
use crate::room::{Room, Screen};

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

#[test]
fn percentiles_are_those_of_a_spreadsheet() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
    for (days, hundredth, is) in [
        (&[][..], 50, None),
        (&[4.0], 95, Some(4.0)),
        (&[1.0, 2.0], 50, Some(1.5)),
        (&[1.0, 2.0, 30.0], 50, Some(2.0)),
        (&ten, 50, Some(5.5)),
        (&ten, 90, Some(9.1)),
        (&ten, 95, Some(9.55)),
        (&ten, 100, Some(10.0)),
        (&ten, 0, Some(1.0)),
        (&hundred, 90, Some(90.1)),
        (&hundred, 95, Some(95.05)),
    ] {
        let told = percentile(days, hundredth);
        match (told, is) {
            (Some(told), Some(is)) => assert!((told - is).abs() < 1e-9, "{told} {is}"),
            (told, is) => assert_eq!(told, is),
        }
    }
    assert_eq!(Spread::of(Vec::new()), None);
    let spread = Spread::of(vec![3.0, 1.0, 2.0]).unwrap();
    assert_eq!((spread.count, spread.median), (3, 2.0), "in any order");
}

fn passage(author: i64, clinic: &str, dictated: &str, sent: Option<&str>) -> Passage {
    Passage {
        dictation: DictationId(1),
        author: Some(AuthorId(author)),
        clinic: clinic.to_owned(),
        work_type: "Clinic letter".to_owned(),
        priority: Priority::Routine,
        dictated_at: at(dictated),
        typed_at: None,
        signed_at: sent.map(at),
        sent_at: sent.map(at),
    }
}

#[test]
fn letters_are_counted_by_name_and_late_by_the_target() {
    let passages = [
        passage(
            1,
            "Pain",
            "2026-03-02T09:00:00Z",
            Some("2026-03-09T23:00:00Z"),
        ),
        passage(
            1,
            "Pain",
            "2026-03-02T09:00:00Z",
            Some("2026-03-10T09:00:00Z"),
        ),
        passage(2, "Hand", "2026-03-02T09:00:00Z", None),
        passage(2, "Pain", "2026-03-12T09:00:00Z", None),
        // A recorder whose clock was wrong: never less than no time.
        passage(
            2,
            "Hand",
            "2026-03-12T09:00:00Z",
            Some("2026-03-11T09:00:00Z"),
        ),
    ];
    let (targets, now) = (Targets::default(), at("2026-03-13T09:00:00Z"));
    let by_clinic = summaries(&passages, &targets, now, |it| it.clinic.as_str());
    let told: Vec<_> = by_clinic
        .iter()
        .map(|it| (it.of.as_str(), it.letters, it.late))
        .collect();
    assert_eq!(told, [("Hand", 2, 1), ("Pain", 3, 1)]);
    let [typed, signed, sent] = by_clinic[1].steps;
    assert_eq!((typed, signed.map(|it| it.count)), (None, Some(2)));
    assert!((sent.unwrap().median - 7.791_666).abs() < 1e-3);
    assert_eq!(by_clinic[0].steps[2].unwrap().median, 0.0);
    assert_eq!(passages[0].days(Step::Typed), None);
}

#[test]
fn a_cell_is_never_a_formula_in_a_spreadsheet() {
    let summary = |of: &str| Summary {
        of: of.to_owned(),
        letters: 1,
        late: 0,
        steps: [None; 3],
    };
    let names = [
        "=HYPERLINK(\"x\")",
        "+1",
        "-1",
        "@SUM(1)",
        " =1",
        "\t1",
        "Pain, chronic",
        "O\"Dell",
    ];
    let told = Turnaround {
        period: Period::month_of(date(2026, 2, 10)),
        letters: 8,
        by_author: Vec::new(),
        by_clinic: names.map(summary).to_vec(),
        late: Vec::new(),
        old: Vec::new(),
    };
    let file = csv(&told).unwrap();
    let mut read = csv_rows(&file);
    let heading = read.remove(0);
    assert_eq!(heading.len(), 18);
    assert!(heading[9].contains("typed: 95th percentile"), "{heading:?}");
    for (row, name) in read.iter().zip(names) {
        let cell = &row[1];
        let is_plain = name.starts_with(['P', 'O']);
        let wanted = if is_plain {
            name.to_owned()
        } else {
            format!("'{name}")
        };
        assert_eq!(*cell, wanted);
        assert_eq!(
            (row[2].as_str(), row[3].as_str()),
            ("2026-02-01", "2026-02-28")
        );
    }
}

fn csv_rows(file: &[u8]) -> Vec<Vec<String>> {
    let mut rows = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(file);
    let rows = rows.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The manager asks at half past four how many are older than seven days, by consultant.
#[test]
fn the_page_says_what_is_old_and_late_and_saves_it_for_a_spreadsheet() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    for (name, dictated, status) in [
        ("one.wav", "2026-02-20T09:00:00Z", Status::Typing),
        ("the second.wav", "2026-03-04T09:00:00Z", Status::Typing),
    ] {
        let dictation = Dictation {
            dictated_at: at(dictated),
            clinic: "Pain clinic".to_owned(),
            status,
            ..known.clone()
        };
        take_in(&room, &mut record, &dictation, name, 1.0);
    }
    drop(record);
    let to = room.folder.path().join("figures.csv");
    let chosen = to.clone();
    let dialogue = Box::new(move |purpose| {
        assert_eq!(purpose, Purpose::Turnaround);
        let (sender, receiver) = channel();
        sender.send(vec![chosen.clone()]).unwrap();
        Ok(receiver)
    });
    let mut desk = room.desk();
    say(&mut desk, Command::Show(Sheet::Turnaround));
    let mut screen = Screen::asking_with(desk, dialogue);
    assert!(screen.shows("March 2026"));
    assert!(screen.shows("1 letter was dictated then"));
    assert!(screen.shows("Not out and older than seven days, now"));
    assert!(screen.shows("1 letter"));
    assert!(screen.shows("Late: 0"));
    screen.click("Month before");
    assert!(screen.shows("February 2026"));
    assert!(screen.shows("Late: 1"));
    assert!(screen.shows("Due 27/02/2026, not out: dictated 20/02/2026"));
    screen.click_containing("Save for a spreadsheet");
    screen.settle();
    let file = fs::read(&to).unwrap();
    let rows = csv_rows(&file);
    assert_eq!(rows.len(), 3, "a heading, an author and a clinic");
    assert_eq!(rows[2][..2], ["clinic", "Pain clinic"]);
    let late = screen.harness.get_by_label_contains("Due 27/02/2026");
    late.scroll_to_me();
    screen.settle();
    screen.click_containing("Due 27/02/2026");
    let told = crate::clinic::told(screen.desk());
    assert!(
        screen.desk().piece().is_some(),
        "the late letter is opened: {told:?} {:?}",
        screen.desk().sheet()
    );
    assert!(screen.desk().sheet().is_none());
}
