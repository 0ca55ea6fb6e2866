//! The verbs on the record: bringing things in, checking, backing up, and doors that stay shut.

use std::fs;
use std::path::Path;

use dictation_desk::record::{Patient, Priority, Status};
use dictation_desk::store::{Key, Record, Store};

use super::drafting::wav;
use super::{Ran, Room, text};

const TONE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/audio/tone.m4a");
const OTHER_TONE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/audio/tone.flac"
);

const HEADER: &str = "title,given,family,born,nhs_number,hospital_number,address\n";
const ADA: &str = "Mrs,Ada,Sampleford,1950-02-01,999 000 1006,SV900001,1 Invented Row|SAMPLETON\n";
const BEN: &str = "Mr,Ben,Sampleton,03/04/1961,,SV900002,\n";

impl Room {
    /// Runs a verb on this room's record.
    fn on_record(&self, verb: &[&str]) -> Ran {
        let (workspace, key) = (self.path("workspace"), self.path("key.hex"));
        let place = ["--workspace", text(&workspace), "--key-file", text(&key)];
        self.run(&[verb, &place[..]].concat())
    }

    fn patients(&self, csv: &str) -> Ran {
        let file = self.put("patients.csv", csv);
        self.on_record(&["patients", text(&file)])
    }

    fn store(&self) -> Store {
        let key = Key::read_file(&self.path("key.hex")).expect("the key file");
        Store::open(&self.path("workspace"), &key).expect("the record opens")
    }

    fn everybody(&self) -> Vec<Patient> {
        self.store().find_patients("", 100).expect("patients")
    }
}

#[test]
fn a_faulty_recording_is_taken_in_with_a_word_about_its_fault() {
    let room = Room::new();
    let quiet = wav(&room, "quiet.wav", 16_000, &[0.0; 16_000]);
    let mut bytes = fs::read(wav(&room, "whole.wav", 16_000, &[0.1; 48_000])).expect("a recording");
    bytes.truncate(bytes.len() / 2);
    let cut = room.put("cut.wav", bytes);
    let ran = room.on_record(&["import", text(&quiet), text(&cut), TONE]);
    let added = "quiet.wav: added\ncut.wav: added\ntone.m4a: added\n";
    assert_eq!(ran.done(), added);
    let told: Vec<&str> = ran.err.lines().filter(|it| it.contains(": ")).collect();
    assert!(
        told.contains(&"quiet.wav: Nothing can be heard in it."),
        "{told:?}"
    );
    let early = "cut.wav: The recording ends early: 0:01 of 0:03 is there.";
    assert!(told.contains(&early), "{told:?}");
    assert!(!ran.err.contains("tone.m4a"), "{}", ran.err);
}

#[test]
fn a_record_is_begun_filled_checked_and_brought_back() {
    let room = Room::new();
    let begun = room.patients(&[HEADER, ADA].concat());
    assert_eq!(begun.done(), "Patients added: 1, updated: 0\n");
    assert!(
        begun.err.contains("A new record was started"),
        "{}",
        begun.err
    );

    let import = [
        "import",
        TONE,
        "--patient",
        "999 000 1006",
        "--clinic",
        "Cardiology clinic",
    ];
    let import = [&import[..], &["--priority", "urgent"]].concat();
    assert_eq!(room.on_record(&import).done(), "tone.m4a: added\n");
    assert!(room.on_record(&import).done().contains("not added twice"));
    let dictations = room.store().dictations().expect("the worklist");
    let [dictation] = dictations.as_slice() else {
        panic!("one dictation, not {}", dictations.len());
    };
    assert_eq!(dictation.priority, Priority::Urgent);
    assert_eq!(dictation.status, Status::Waiting);
    assert_eq!(dictation.clinic, "Cardiology clinic");
    assert_eq!(
        dictation.patient,
        room.everybody().first().map(|ada| ada.id)
    );
    assert!(dictation.length > 0.0);

    let checked = room.on_record(&["verify"]);
    assert!(checked.done().contains("recordings: 1"), "{}", checked.out);
    assert!(checked.done().contains("All is as it was written"));

    let backup = room.path("backup.ddb");
    room.on_record(&["backup", text(&backup)]).done();
    room.on_record(&["backup", text(&backup)]).failed();
    room.on_record(&["restore", text(&backup)]).failed();
    fs::remove_dir_all(room.path("workspace")).expect("the computer is lost");
    room.on_record(&["restore", text(&backup)]).done();
    room.on_record(&["verify"]).done();
    assert_eq!(room.store().dictations().expect("the worklist"), dictations);
}

#[test]
fn a_recording_comes_in_as_the_kind_of_work_it_is() {
    let room = Room::new();
    let refused = room.on_record(&["import", TONE, "--work-type", "limerick"]);
    let said = refused.failed();
    assert!(said.contains("no work type called"), "{said}");
    assert!(said.contains("Medico-legal report"), "{said}");
    room.on_record(&["import", TONE, "--work-type", "patient letter"])
        .done();
    let dictations = room.store().dictations().expect("the worklist");
    let kinds: Vec<&str> = dictations.iter().map(|it| it.work_type.as_str()).collect();
    assert_eq!(kinds, ["Letter to patient"]);
}

#[test]
fn verify_tells_what_is_no_longer_as_it_was() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    fs::remove_dir_all(room.path("workspace/audio")).expect("they go");
    let ran = room.on_record(&["verify"]);
    assert!(ran.failed().contains("not as it was written"));
    assert!(ran.out.starts_with("Dictation 1: "), "{}", ran.out);
    let backup = room.path("friday.backup");
    let ran = room.on_record(&["backup", text(&backup)]);
    let (status, said) = (ran.status, ran.err);
    assert_eq!(status, Some(1));
    let missing = "1 recording is missing and is not in this backup: dictation 1";
    assert!(said.contains(missing), "{said}");
    assert!(said.contains("The backup is made, but"), "{said}");
    assert!(backup.exists());
}

#[test]
fn one_bad_recording_does_not_stop_the_others() {
    let room = Room::new();
    let bad = room.put("note.m4a", "not a sound");
    let ran = room.on_record(&["import", TONE, text(&bad), OTHER_TONE]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("note.m4a"), "{}", ran.err);
    assert_eq!(room.store().dictations().expect("the worklist").len(), 2);
}

#[test]
fn import_files_nothing_under_a_patient_or_author_it_does_not_know() {
    let room = Room::new();
    room.patients(&[HEADER, ADA].concat()).done();
    for unknown in [
        ["--patient", "9990001014"],
        ["--patient", "SV9"],
        ["--patient", ""],
        ["--author", "XX"],
        ["--author", ""],
    ] {
        let ran = room.on_record(&[&["import", TONE][..], &unknown].concat());
        ran.failed();
        assert_eq!(room.store().dictations().expect("the worklist"), []);
    }
    room.on_record(&["import", TONE, "--patient", "sv900001"])
        .done();
}

#[test]
fn patients_are_updated_by_their_numbers_and_blanks_take_nothing_away() {
    let room = Room::new();
    room.patients(&[HEADER, ADA, BEN].concat()).done();
    let changed = "Dr,Ada,Sampleford-New,1950-02-01,9990001006,,\nMr,Benjamin,Sampleton,1961-04-03,9990001014,sv900002,\n";
    let ran = room.patients(&[HEADER, changed].concat());
    assert_eq!(ran.done(), "Patients added: 0, updated: 2\n");
    let mut everybody = room.everybody();
    everybody.sort_by_key(|patient| patient.id);
    let [ada, ben] = everybody.as_slice() else {
        panic!("two patients, not {}", everybody.len());
    };
    assert_eq!(
        (ada.title.as_str(), ada.family.as_str()),
        ("Dr", "Sampleford-New")
    );
    assert_eq!(ada.hospital_number, "SV900001");
    assert_eq!(ada.address, ["1 Invented Row", "SAMPLETON"]);
    assert_eq!(ben.given, "Benjamin");
    assert!(ben.nhs_number.is_some(), "a number learnt later is added");
}

#[test]
fn a_bad_line_names_itself_and_changes_nothing() {
    let room = Room::new();
    room.patients(&[HEADER, ADA].concat()).done();
    let before = room.everybody();
    let cases = [
        // An NHS number with a wrong check digit, after a line that is fine.
        (
            "Line 3",
            "Mr,Cy,Specimen,1970-01-01,9990001022,,\nMs,Di,Specimen,1971-01-01,9990001013,,\n",
        ),
        ("Line 2", "Mr,Cy,Specimen,31/02/1970,,SV900009,\n"),
        ("Line 2", "Mr,,,1970-01-01,,SV900009,\n"),
        // Ada's hospital number with another person's NHS number or birthday.
        ("Line 2", "Mr,Cy,Specimen,1950-02-01,9990001022,SV900001,\n"),
        ("Line 2", "Mr,Cy,Specimen,1970-01-01,,SV900001,\n"),
        // Two lines for one patient.
        (
            "Lines 2 and 3",
            "Mr,Cy,Specimen,1970-01-01,,SV9,\nMr,Cyril,Specimen,1970-01-01,,SV9,\n",
        ),
        // Ada by her NHS number, and again by her hospital number.
        (
            "Lines 2 and 3",
            "Mrs,Ada,Specimen,1950-02-01,9990001006,,\nMrs,Adela,Specimen,1950-02-01,,SV900001,\n",
        ),
    ];
    for (line, rows) in cases {
        let ran = room.patients(&[HEADER, rows].concat());
        let told = ran.failed();
        assert!(told.contains(line), "{line}: {told}");
        assert!(
            !told.contains("Specimen") && !told.contains("999"),
            "{told}"
        );
        assert_eq!(room.everybody(), before, "{told}");
    }
}

#[test]
fn there_is_no_record_until_one_is_asked_for() {
    let room = Room::new();
    let workspace = room.path("workspace");
    let here = ["--workspace", text(&workspace)];
    let csv = room.put("patients.csv", [HEADER, ADA].concat());
    let verbs: [&[&str]; 4] = [
        &["verify"],
        &["backup", "b"],
        &["import", TONE],
        &["patients", text(&csv)],
    ];
    for verb in verbs {
        let ran = room.run(&[verb, &here[..]].concat());
        assert!(ran.failed().contains("no record"), "{verb:?}: {}", ran.err);
    }
    room.on_record(&["verify"]).failed();
    assert!(!workspace.exists(), "checking makes nothing");
}

#[test]
fn a_wrong_key_opens_nothing() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    let other = Key::random().expect("a key");
    other
        .write_file(&room.path("other.hex"))
        .expect("a key file");
    room.put("letter.hex", "Dear Dr Example");
    let workspace = room.path("workspace");
    for file in ["other.hex", "letter.hex", "gone.hex"] {
        let file = room.path(file);
        let place = ["--workspace", text(&workspace), "--key-file", text(&file)];
        room.run(&[&["verify"], &place[..]].concat()).failed();
        room.run(&[&["import", OTHER_TONE], &place[..]].concat())
            .failed();
        assert!(
            !room.path("gone.hex").exists(),
            "no key is made for a record that has one"
        );
    }
    assert_eq!(room.store().dictations().expect("the worklist").len(), 1);
}

#[test]
fn the_passphrase_opens_from_the_environment_or_a_line_of_input() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    let key = Key::read_file(&room.path("key.hex")).expect("the key file");
    let workspace = room.path("workspace");
    key.seal(&workspace, "correct horse battery")
        .expect("sealed");
    let verify = ["verify", "--workspace", text(&workspace)];
    assert!(
        room.run_with(&verify, "correct horse battery\n")
            .done()
            .contains("All is")
    );
    let wrong = room.run_with(&verify, "wrong horse battery\n");
    assert_eq!((wrong.status, wrong.out.as_str()), (Some(1), ""));
    let with_environment = |passphrase: &str| {
        let mut command = room.command(&verify);
        super::ran(command.env("DICTATION_DESK_PASSPHRASE", passphrase), "")
    };
    with_environment("correct horse battery").done();
    with_environment("wrong horse battery").failed();
    let nothing_given = room.run(&verify);
    assert_eq!(nothing_given.status, Some(1));
    assert!(nothing_given.err.contains("DICTATION_DESK_PASSPHRASE"));
}

#[test]
fn a_record_that_is_open_elsewhere_is_left_alone() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    let held = room.store();
    for verb in [&["verify"][..], &["import", OTHER_TONE], &["backup", "b"]] {
        let ran = room.on_record(verb);
        assert!(
            ran.failed().contains("already open"),
            "{verb:?}: {}",
            ran.err
        );
    }
    drop(held);
    room.on_record(&["verify"]).done();
    assert!(!Path::new(&room.path("b")).exists());
}

#[test]
fn nobody_is_asked_for_a_passphrase_in_vain() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    let backup = room.path("backup.ddb");
    room.on_record(&["backup", text(&backup)]).done();
    let workspace = room.path("workspace");
    let place = ["--workspace", text(&workspace)];
    // What is given is wrong, or nothing: it would be said if it had been asked for.
    let held = room.store();
    for given in ["", "wrong horse battery\n"] {
        let ran = room.run_with(&[&["verify"], &place[..]].concat(), given);
        assert!(ran.failed().contains("already open"), "{}", ran.err);
        let ran = room.run_with(&[&["restore", text(&backup)], &place[..]].concat(), given);
        assert!(ran.failed().contains("already a record"), "{}", ran.err);
    }
    drop(held);
    let ran = room.run(&[&["verify"], &place[..]].concat());
    assert!(ran.failed().contains("recovery passphrase"), "{}", ran.err);
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_no_record() {
    let room = Room::new();
    room.on_record(&["import", TONE]).done();
    let backup = room.path("backup.ddb");
    room.on_record(&["backup", text(&backup)]).done();
    fs::remove_dir_all(room.path("workspace")).expect("the computer is lost");
    let whole = fs::read(&backup).expect("the backup");
    let bad = [
        room.path("gone.ddb"),
        room.put("letter.ddb", "Dear Dr Example"),
        room.put("short.ddb", &whole[..whole.len() - 100]),
    ];
    for file in bad {
        room.on_record(&["restore", text(&file)]).failed();
        assert!(!room.path("workspace/record.db").exists());
    }
}
