//! Letters in bulk: each line held against the record, its fields filled, and none of them signed.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::mailing::Wording;
use dictation_desk::record::Status;
use dictation_desk::record::mailing::{filled, unknown};
use dictation_desk::store::Record;

use super::nhs_number;
use crate::clinic::{audit, body, by, problems, say, staff};
use crate::room::{Room, Screen};

/// A text, the values it is filled from, and what comes of it.
#[test]
fn fields_are_filled_and_what_is_missing_is_a_blank() {
    let values = [
        ("Name", "Mrs Ann Sample"),
        ("Result", "normal"),
        ("Dose (mg)", " "),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    for (text, expected) in [
        ("Dear {Name}: {result}.", "Dear Mrs Ann Sample: normal."),
        ("{RESULT}{Result}", "normalnormal"),
        ("Take {Dose (mg)} daily", "Take [INSERT: Dose (mg)] daily"),
        ("{Nobody knows}", "[INSERT: Nobody knows]"),
        ("An open { stays, {Name", "An open { stays, {Name"),
        ("{ {Name}", "{ Mrs Ann Sample"),
        ("no field", "no field"),
        ("ü{Name}é", "üMrs Ann Sampleé"),
    ] {
        assert_eq!(filled(text, &values), expected, "{text}");
    }
    assert_eq!(unknown("{Name} {Other}", &["name"]), ["Other"]);
}

#[test]
fn each_line_is_held_against_the_record_and_the_good_ones_become_letters() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let known = record.patient(staff.patient).unwrap();
    let number = known.nhs_number.as_ref().unwrap().digits().to_owned();
    let born = known.born.strftime("%d/%m/%Y").to_string();
    let mut other = known.clone();
    other.id = dictation_desk::record::PatientId(0);
    other.revision = 0;
    other.given = "Ottilie".to_owned();
    other.hospital_number = String::new();
    other.nhs_number = Some(dictation_desk::record::NhsNumber::parse(&nhs_number(9)).unwrap());
    record.save_patient(&by(), &other).unwrap();
    drop(record);
    let path = room.folder.path().join("results.csv");
    let name = format!("{} {}", known.given, known.family);
    let text = format!(
        "Name,Date of birth,NHS number,Result\n\
         {name},{born},{number},normal\n\
         Ottilie {},{born},{number},raised\n\
         Ottilie {},{born},{},\n\
         {name},01/01/1901,{number},normal\n\
         Ann Nobody,{born},{},normal\n\
         Ann Nobody,{born},,normal\n\
         {name},{born},{number},again\n",
        known.family,
        known.family,
        nhs_number(9),
        nhs_number(20),
    );
    std::fs::write(&path, text).unwrap();
    let mut desk = room.desk();
    say(&mut desk, Command::TakeMailList(path));
    let rows = &desk.mailing().unwrap().rows;
    let held: Vec<&str> = rows
        .iter()
        .map(|row| row.patient.as_ref().map_or_else(String::as_str, |_| "good"))
        .collect();
    assert_eq!(
        held,
        [
            "good",
            "the NHS number is of somebody with another name",
            "good",
            "the NHS number is of somebody with another date of birth",
            "nobody in the record has this NHS number",
            "it has no NHS number, by which the patient would be told",
            "line 2 is of the same patient",
        ]
    );
    let wording = Wording {
        text: "{Name}, your result is {Result}.".to_owned(),
        author: Some(staff.author),
        ..Wording::default()
    };
    say(&mut desk, Command::WordMailing(Box::new(wording)));
    let mut screen = Screen::new(desk);
    assert!(screen.shows("held: the NHS number is of somebody with another name"));
    screen.press("Enter");
    assert!(screen.shows("2 letters are made"));
    let desk = screen.harness.state_mut().desk_mut();
    let made: Vec<_> = desk.snapshot().dictations.clone();
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|row| row.status == Status::DraftReady));
    say(desk, Command::Open(made[1].id));
    assert!(
        body(desk).ends_with("your result is [INSERT: Result]."),
        "{}",
        body(desk)
    );
    drop(screen);
    assert_eq!(audit(&room).pop().unwrap().0, "clinic settled");
}

#[test]
fn a_list_with_a_missing_column_is_one_sentence() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let path = room.folder.path().join("results.csv");
    std::fs::write(&path, "Name,DOB,Result\nAnn Sample,01/02/1970,normal\n").unwrap();
    say(&mut desk, Command::TakeMailList(path));
    assert_eq!(desk.sheet(), Some(Sheet::MailMerge));
    let told = problems(&desk);
    assert!(
        told[0].starts_with("Line 1 of the list has no heading for the NHS number."),
        "{told:?}"
    );
    assert_eq!(told.len(), 1);
}
