//! Pictures of a whole clinic: its list matched, letters in bulk, a phone note over a letter, tasks.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::record::{DatedBy, Dictation, NhsNumber, Patient, Status, Task};
use dictation_desk::store::{Record, Tasks};

use super::{DESKTOP, SMALL, at_work, take};
use crate::clinic::{by, hush, known, say, staff, take_in};
use crate::clinic_lists::nhs_number;
use crate::room::{Room, Screen};

const LONG: &str = "Featherstonehaugh-Cholmondeley-Inventeds";

/// A room of forty recordings, most of which are of a patient who has been chosen.
fn forty(room: &Room) -> String {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let first: Patient = record.patient(staff.patient).unwrap();
    let mut list = "Time,Name,DOB,NHS number,Attended,Consultant,Clinic\n".to_owned();
    for at in 0..40_u32 {
        let family = match at {
            3 => LONG.to_owned(),
            7 | 8 => "Sample".to_owned(),
            at => format!("Invented-{at}"),
        };
        let given = ["Ann", "Maximiliane", "Bo", "Cy"][at as usize % 4];
        let number = nhs_number(at + 1);
        let attended = ["ATT", "DNA", "ATT", "ATT", "CNA"][if at % 9 == 4 {
            1
        } else if at == 20 {
            4
        } else {
            0
        }];
        let (hour, minute) = (9 + at / 6, at % 6 * 10);
        list += &format!(
            "{hour:02}:{minute:02},Mrs {given} {family},{:02}/02/1960,{number},{attended},Dr J Sample,Rheumatology clinic\n",
            at % 28 + 1
        );
        if attended != "ATT" {
            continue;
        }
        let patient = (at % 5 != 2).then(|| {
            let patient = Patient {
                id: dictation_desk::record::PatientId(0),
                revision: 0,
                title: "Mrs".to_owned(),
                given: given.to_owned(),
                family: family.clone(),
                born: jiff::civil::date(1960, 2, (at % 28 + 1) as i8),
                nhs_number: Some(NhsNumber::parse(&number).unwrap()),
                hospital_number: String::new(),
                ..first.clone()
            };
            record.save_patient(&by(), &patient).unwrap().0
        });
        let moment = format!("2026-03-05T{hour:02}:{:02}:00Z", minute + 5);
        let entry = Dictation {
            patient,
            status: Status::Typing,
            dictated_at: moment.parse().unwrap(),
            dated_by: DatedBy::Recorder,
            ..known(staff)
        };
        let name = "r".repeat(at as usize + 1) + ".wav";
        take_in(room, &mut record, &entry, &name, 0.2);
    }
    list
}

fn dressed(mut desk: Desk, look: Look) -> Desk {
    let mut settings = desk.settings().clone();
    settings.look = look;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    hush(&mut desk);
    desk
}

#[test]
fn a_clinic_of_forty_matched_and_merged() {
    let room = Room::new();
    let list = forty(&room);
    let path = room
        .folder
        .path()
        .join("Rheumatology clinic of Thursday.csv");
    std::fs::write(&path, &list).unwrap();
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let mut desk = dressed(room.desk(), look);
            say(&mut desk, Command::TakeClinicList(path.clone()));
            say(&mut desk, Command::ConfirmSure);
            hush(&mut desk);
            let mut screen = Screen::drawn(desk, size);
            let title = |what: &str| format!("{what}-{name}-{}", look.label().to_lowercase());
            take(&mut screen, &title("clinic"), look, &["Settle", "by order"]);
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::TakeMailList(path.clone()), now);
            screen.settle();
            take(&mut screen, &title("mail-merge"), look, &["Make", "held"]);
        }
    }
}

#[test]
fn a_phone_note_and_three_hundred_tasks() {
    let room = Room::new();
    let desk = at_work(&room, Look::Light);
    let patient = desk.snapshot().patients.values().next().unwrap().id;
    drop(desk);
    let mut record = room.record();
    for at in 0..300_u32 {
        let task = Task {
            caller: format!("Mrs {LONG}’s daughter"),
            said: format!(
                "Has not had the result of scan {at} and would like to be rung back after four"
            ),
            patient: (at % 3 > 0).then_some(patient),
            due: (at % 2 == 0).then(|| jiff::civil::date(2026, 3, (at % 28 + 1) as i8)),
            ..Task::default()
        };
        let now = "2026-03-05T09:00:00Z".parse().unwrap();
        record.save_task(&by(), &task, now).unwrap();
    }
    drop(record);
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let mut desk = dressed(room.desk(), look);
            say(&mut desk, Command::OpenNext);
            hush(&mut desk);
            let mut screen = Screen::drawn(desk, size);
            let title = |what: &str| format!("{what}-{name}-{}", look.label().to_lowercase());
            screen.press("Ctrl+T");
            take(
                &mut screen,
                &title("phone-note"),
                look,
                &["Who rang", "Save the note"],
            );
            screen.press("Escape");
            screen.press("Ctrl+Shift+T");
            take(&mut screen, &title("tasks"), look, &["300 to be done"]);
        }
    }
}

#[test]
fn the_pages_before_anything_is_there() {
    let room = Room::new();
    let mut screen = Screen::drawn(room.furnished(false), SMALL);
    for (sheet, name, reads) in [
        (Sheet::Clinic, "clinic-empty", "Choose a file"),
        (Sheet::MailMerge, "mail-merge-empty", "Choose a file"),
        (Sheet::Tasks, "tasks-empty", "Nothing is to be done"),
    ] {
        let now = screen.now();
        let desk = screen.harness.state_mut().desk_mut();
        desk.apply(Command::Show(sheet), now);
        screen.settle();
        take(&mut screen, name, Look::Light, &[reads]);
    }
}
