//! The page of a clinic list: what it shows before anything changes, corrected and settled by keyboard.

use std::path::PathBuf;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::{DatedBy, Dictation, DictationId, Status};
use dictation_desk::store::Record;

use super::nhs_number;
use crate::clinic::{NOW, audit, body, known, problems, say, staff, take_in};
use crate::room::{Room, Screen};

/// Three who came, one who did not, one who cancelled, and one line that is of the record's patient.
pub fn list(room: &Room) -> PathBuf {
    let path = room.folder.path().join("Thursday clinic.csv");
    let text = format!(
        "Date,Time,Name,DOB,NHS number,Attended,Consultant,Clinic\n\
         05/03/2026,09:00,Mrs Margaret Sample-Turner,14/03/1958,9990001006,ATT,Dr J Sample,Rheumatology clinic\n\
         05/03/2026,09:20,Mr Bo Birch,01/02/1960,{},ATT,Dr J Sample,Rheumatology clinic\n\
         05/03/2026,09:40,Miss Cy Cedar,02/02/1961,{},DNA,Dr J Sample,Rheumatology clinic\n\
         05/03/2026,10:00,Mr Di Dogwood,03/02/1962,{},Cancelled,Dr J Sample,Rheumatology clinic\n",
        nhs_number(1),
        nhs_number(2),
        nhs_number(3),
    );
    std::fs::write(&path, text).unwrap();
    path
}

/// A room with two recordings of the clinic: the first of a patient who has been chosen.
fn furnish(room: &Room) -> [DictationId; 2] {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let first = Dictation {
        status: Status::Waiting,
        dictated_at: "2026-03-05T09:10:00Z".parse().unwrap(),
        dated_by: DatedBy::Recorder,
        ..known(staff)
    };
    let second = Dictation {
        patient: None,
        dictated_at: "2026-03-05T09:30:00Z".parse().unwrap(),
        ..first.clone()
    };
    [
        take_in(room, &mut record, &first, "first.wav", 2.0),
        take_in(room, &mut record, &second, "the second.wav", 3.0),
    ]
}

fn count(desk: &Desk) -> usize {
    desk.snapshot().dictations.len()
}

#[test]
fn a_clinic_is_looked_over_corrected_and_settled_by_keyboard() {
    let room = Room::new();
    let [_, second] = furnish(&room);
    let events = audit(&room).len();
    let mut desk = room.desk();
    let before = count(&desk);
    say(&mut desk, Command::TakeClinicList(list(&room)));
    let mut screen = Screen::new(desk);
    for reads in [
        "09:00, Mrs Margaret SAMPLE-TURNER",
        "this patient was chosen for it before",
        "2nd recording of the clinic, by order; new to the record",
        "did not attend: a letter without a recording; new to the record",
        "cancelled",
    ] {
        assert!(screen.shows(reads), "{reads}");
    }
    assert_eq!(count(screen.desk()), before, "nothing is changed");
    screen.press("A");
    assert!(
        screen.shows("Settle 2 of 4"),
        "what is by order is not among the sure"
    );
    for key in ["Down", "Delete"] {
        screen.press(key);
    }
    assert!(screen.shows("no recording"));
    for key in ["Right", "Space", "Enter"] {
        screen.press(key);
    }
    assert!(screen.shows("Settled: 2 recordings given to their patients, 1 letter begun"));
    let rows = &screen.desk().snapshot().dictations;
    assert_eq!(rows.len(), before + 1);
    let linked = rows.iter().find(|row| row.id == second).unwrap();
    let patient = screen.desk().patient_of(linked).unwrap();
    assert_eq!(
        (patient.family.as_str(), linked.clinic.as_str()),
        ("Birch", "Rheumatology clinic")
    );
    let begun = rows.last().unwrap().clone();
    assert_eq!(begun.status, Status::DraftReady);
    assert_eq!(screen.desk().patient_of(&begun).unwrap().family, "Cedar");
    assert!(screen.desk().author_of(&begun).is_some());
    let desk = screen.harness.state_mut().desk_mut();
    say(desk, Command::Open(begun.id));
    assert!(
        body(desk).starts_with("Miss Cy Cedar did not attend the appointment on 5 March 2026.")
    );
    assert!(body(desk).contains("[INSERT: what is to happen next]"));
    drop(screen);
    let trail = audit(&room);
    let told: Vec<&str> = trail[events..]
        .iter()
        .map(|event| event.0.as_str())
        .collect();
    assert_eq!(told, ["linked", "clinic settled"], "{trail:?}");
    let last = trail.last().unwrap();
    assert_eq!(last.1, "2 patients, 2 recordings, 1 letters without one");
}

#[test]
fn the_same_list_again_begins_no_second_letter() {
    let room = Room::new();
    furnish(&room);
    let mut desk = room.desk();
    for _ in 0..2 {
        say(&mut desk, Command::TakeClinicList(list(&room)));
        say(&mut desk, Command::ConfirmSure);
        say(&mut desk, Command::SettleClinic);
    }
    let undictated = desk
        .snapshot()
        .dictations
        .iter()
        .filter(|row| row.recording.is_none());
    assert_eq!(undictated.count(), 1);
    assert!(
        desk.clinic().unwrap().rows[2]
            .words()
            .contains("did not attend, and has a letter")
    );
}

/// One row that the record refuses refuses all.
#[test]
fn all_is_settled_or_nothing() {
    let room = Room::new();
    let [first, second] = furnish(&room);
    let mut record = room.record();
    let row = record.dictation(first).unwrap();
    let patient = record.patient(row.patient.unwrap()).unwrap();
    let mut changed = patient.clone();
    changed.given.push_str(" Jane");
    let row = row.seen();
    let batch = dictation_desk::store::Batch {
        patients: vec![changed],
        linked: vec![dictation_desk::store::Linked {
            row: dictation_desk::record::Seen {
                revision: row.revision + 7,
                ..row
            },
            whom: dictation_desk::store::Whom::Saved(0),
            author: None,
            clinic: String::new(),
        }],
        begun: Vec::new(),
    };
    let now = "2026-03-05T10:00:00Z".parse().unwrap();
    let by = crate::clinic::by();
    use dictation_desk::store::Clinics;
    let problem = record.settle_clinic(&by, &batch, now).unwrap_err();
    assert!(
        problem.what().contains("dictation"),
        "{}",
        problem.message()
    );
    assert_eq!(record.patient(patient.id).unwrap(), patient);
    assert_eq!(record.dictation(second).unwrap().patient, None);
}

#[test]
fn a_list_that_cannot_be_read_says_why_and_nothing_else_happens() {
    let room = Room::new();
    furnish(&room);
    let path = room.folder.path().join("list.csv");
    std::fs::write(&path, "Time,Name,NHS number\n09:00,Bo Birch,9990001006\n").unwrap();
    let mut desk = room.desk();
    say(&mut desk, Command::TakeClinicList(path));
    assert_eq!(desk.sheet(), Some(Sheet::Clinic));
    let told = problems(&desk);
    assert!(
        told[0].starts_with("Line 1 of the clinic list has no heading for the date of birth."),
        "{told:?}"
    );
    assert!(desk.clinic().is_none());
    desk.settle(NOW);
}

/// What was said before a letter, as the record keeps it.
fn introduce(room: &Room, id: DictationId, said: &str) {
    let connection = rusqlite::Connection::open(room.workspace().join("record.db")).unwrap();
    let key = dictation_desk::store::Key::read_file(&room.key_file()).unwrap();
    let unlock = format!("PRAGMA key = \"x'{}'\"", key.to_hex().as_str());
    connection.execute_batch(&unlock).unwrap();
    let sql = "UPDATE dictation SET introduced = ?2 WHERE id = ?1";
    assert_eq!(connection.execute(sql, (id.0, said)).unwrap(), 1);
}

#[test]
fn who_is_heard_before_a_letter_is_matched_and_a_choice_against_it_is_told() {
    let room = Room::new();
    let [_, second] = furnish(&room);
    let said = |number: &str| {
        format!(
            r#"{{"nhs_number": {{"value": "{number}", "heard": "NHS number", "place": {{"start": 0, "end": 1}}, "sound": null}}}}"#
        )
    };
    introduce(&room, second, &said(&nhs_number(1)));
    let mut screen = Screen::new(room.desk());
    let now = screen.now();
    let path = list(&room);
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::TakeClinicList(path), now);
    screen.settle();
    assert!(screen.shows("NHS number heard; new to the record"));
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::MatchRow(2, Some(second)), now);
    screen.settle();
    assert!(screen.shows("chosen by you, but it names somebody else"));
    assert!(screen.shows("no recording; new to the record"));
}

/// A letter that had been begun, and is on the desk, is filled as if its patient had been chosen there.
#[test]
fn the_letter_on_the_desk_comes_back_with_its_patient() {
    let room = Room::new();
    let [_, second] = furnish(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(second));
    crate::clinic::type_on(&mut desk, "She is well.");
    say(&mut desk, Command::TakeClinicList(list(&room)));
    say(&mut desk, Command::ConfirmRow(1, true));
    say(&mut desk, Command::SettleClinic);
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(
        desk.sheet(),
        Some(Sheet::Clinic),
        "what was settled is read first"
    );
    let piece = desk.piece().unwrap();
    let patient = desk.patient_of(&piece.dictation).unwrap();
    assert_eq!(patient.family, "Birch");
    assert!(
        body(&desk).ends_with("She is well."),
        "what was typed is kept"
    );
    let clinic = piece
        .letter()
        .field(dictation_desk::letter::Field::ClinicDate);
    assert_eq!(clinic, "5 March 2026");
    say(&mut desk, Command::Undo);
    assert_eq!(problems(&desk), [""; 0]);
}
