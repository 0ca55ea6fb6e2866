//! Patients on the screen: a list looked over and saved, one changed, two merged.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::Patient;

use crate::clinic::say;
use crate::room::{Room, Screen};

const CSV: &str = "Patient list\nTitle,Forename,Surname,Date of Birth,NHS No,Hospital No,Address,Clinic\n\
    Mrs,Margaret,Sample-Turner,14/03/1958,999 000 1006,SV100001,99 New Street|SAMPLETON|SA9 9ZZ,C1\n\
    Mr,David,Sample-Hughes,09/06/1949,999 000 1014,SV100002,,C1\n\
    Ms,Zoe,Specimen,01/02/1980,,SV100777,,C1\n";

fn with_sheet(room: &Room, sheet: Sheet) -> Screen {
    let mut desk = room.furnished(true);
    say(&mut desk, Command::Show(sheet));
    Screen::new(desk)
}

fn list(room: &Room, name: &str, text: &str) -> std::path::PathBuf {
    let path = room.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The patients that a query finds, as the desk would show them.
fn found(screen: &mut Screen, query: &str) -> Vec<Patient> {
    let desk = screen.harness.state_mut().desk_mut();
    say(desk, Command::SearchPatients(query.to_owned()));
    desk.patients_found().to_vec()
}

#[test]
fn a_list_is_looked_over_and_saved_with_one_button() {
    let room = Room::new();
    let mut screen = with_sheet(&room, Sheet::BringIn);
    assert!(screen.shows("nothing is saved before you say so"));
    screen.drop_files(&[list(&room, "list.csv", CSV)]);
    assert!(screen.shows("1 changed") && screen.shows("1 new") && screen.shows("1 the same"));
    assert!(screen.shows("address: 12 Invented Row, SAMPLETON, SA9 1AA → 99 New Street"));
    assert!(screen.shows("Columns: 7 of 8 used"));
    assert_eq!(found(&mut screen, "specimen"), [], "nothing is saved yet");
    screen.click("Save all 2 patients");
    assert!(screen.shows("Saved. Added: 1, changed: 1, left as they were: 1."));
    assert_eq!(found(&mut screen, "specimen").len(), 1);
    let moved = found(&mut screen, "turner").remove(0);
    assert_eq!(moved.address[0], "99 New Street");
    assert_eq!(moved.details.other_addresses[0].lines[0], "12 Invented Row");
}

#[test]
fn a_list_with_another_s_number_cannot_be_saved() {
    let room = Room::new();
    let mut screen = with_sheet(&room, Sheet::BringIn);
    let text = CSV.replace(
        "Ms,Zoe,Specimen,01/02/1980,,SV100777",
        "Ms,Zoe,Specimen,01/02/1980,999 000 1022,SV9",
    );
    screen.drop_files(&[list(&room, "list.csv", &text)]);
    assert!(screen.shows("1 to mend"));
    assert!(screen.shows("another patient in the record has this NHS number"));
    screen.click(
        "Save all 1 patients"
            .replace("all 1 patients", "1 patient")
            .as_str(),
    );
    assert!(!screen.shows("Saved."));
    assert_eq!(
        found(&mut screen, "turner")[0].address[0],
        "12 Invented Row"
    );
}

#[test]
fn a_column_with_an_unknown_heading_is_chosen_by_hand() {
    let room = Room::new();
    let mut screen = with_sheet(&room, Sheet::BringIn);
    let text = CSV.replace("Date of Birth", "Natal day");
    screen.drop_files(&[list(&room, "list.csv", &text)]);
    assert!(screen.shows("has no heading for the date of birth"));
    screen.choose("Natal day", "date of birth");
    assert!(screen.shows("1 changed") && screen.shows("1 new"));
}

#[test]
fn a_patient_is_changed_and_the_old_address_is_kept() {
    let room = Room::new();
    let mut screen = with_sheet(&room, Sheet::Patients);
    screen.type_into("Find a patient", "turner");
    screen.click("Edit Mrs Margaret SAMPLE-TURNER");
    assert!(screen.shows("Change the patient"));
    screen.type_into("Telephone", "07700 900123");
    screen.scroll_to("Large print");
    screen.click("Large print");
    screen.click("Save the patient");
    assert!(screen.shows("Find a patient"), "back to the search");
    let patient = found(&mut screen, "turner").remove(0);
    assert_eq!(patient.details.phone, "07700 900123");
    assert!(patient.details.large_print);
    assert_eq!(patient.address[0], "12 Invented Row");
    assert_eq!(patient.details.other_addresses, []);
}

#[test]
fn two_patients_are_seen_side_by_side_before_they_are_merged() {
    let room = Room::new();
    drop(room.furnished(true));
    let mut record = room.record();
    let twice = {
        use dictation_desk::store::Record;
        let mut twice = record.find_patients("turner", 1).unwrap().remove(0);
        twice.id = dictation_desk::record::PatientId(0);
        twice.nhs_number = None;
        twice.given = "Maggie".into();
        record.save_patient(&crate::clinic::by(), &twice).unwrap();
        twice
    };
    drop(record);
    let mut desk = room.desk();
    say(&mut desk, Command::Show(Sheet::Patients));
    let mut screen = Screen::new(desk);
    screen.type_into("Find a patient", "turner");
    screen.click(&format!("Merge… {}", twice.display_name()));
    screen.click_containing("Mrs Margaret SAMPLE-TURNER\nBorn");
    assert!(screen.shows("This one goes") && screen.shows("This one stays"));
    assert!(screen.shows("999 000 1006"));
    screen.click("They are one: merge them");
    let found = found(&mut screen, "maggie");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].given, "Margaret");
}
