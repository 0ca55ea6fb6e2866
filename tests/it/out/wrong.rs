//! What goes wrong on the way out, said plainly; one bad row never keeps the others back.

use std::sync::Arc;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::post::room::Missed;
use dictation_desk::desk::post::running::{Call, Ended, Here, Runner};
use dictation_desk::record::Delivery;
use dictation_desk::store::Record;

use super::{Script, as_wanted, choose, desk, report, rows, sent_files, sign_one, signed_letters};
use crate::clinic::{by, known, problems, say, take_in};
use crate::room::Room;

fn whys(missed: &[Missed]) -> Vec<&str> {
    missed.iter().map(|it| it.why.as_str()).collect()
}

#[test]
fn a_recipient_without_an_address_is_held_and_a_restricted_patients_letter_too() {
    let room = Room::new();
    let (staff, _) = signed_letters(&room, 0);
    let mut record = room.record();
    let mut patient = record.patient(staff.patient).unwrap();
    patient.address.clear();
    record.save_patient(&by(), &patient).unwrap();
    let id = take_in(&room, &mut record, &known(staff), "r.wav", 1.0);
    drop(record);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    sign_one(&mut desk, id);
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let told = report(&desk);
    assert_eq!(told.told, ["1 letter is in the folder for sending"]);
    assert_eq!(told.missed.len(), 1);
    assert!(told.missed[0].who.contains("SAMPLE-TURNER"), "it is named");
    assert!(told.missed[0].why.starts_with("Held: no address is known"));
    say(&mut desk, Command::MarkGone(as_wanted(&all[1..])));
    assert!(
        report(&desk).missed[0]
            .why
            .starts_with("Held: no address is known")
    );
    assert_eq!(rows(&mut desk).len(), 2, "nothing has gone");
    // By another way it can go.
    let collected = vec![(all[1].stop, Delivery::Collection)];
    say(&mut desk, Command::PreparePost(collected));
    assert_eq!(report(&desk).missed, []);
    let mail = vec![(all[1].stop, Delivery::Email)];
    say(&mut desk, Command::PreparePost(mail));
    assert!(
        report(&desk).missed[0]
            .why
            .starts_with("Held: no e-mail address")
    );
    // From now on nothing may leave at all, however it is tried.
    drop(desk);
    let mut record = room.record();
    let mut patient = record.patient(staff.patient).unwrap();
    patient.details.restricted = true;
    record.save_patient(&by(), &patient).unwrap();
    drop(record);
    let mut desk = super::desk(&room, &Arc::new(Script::default()));
    for command in [
        Command::PreparePost(as_wanted(&all)),
        Command::MarkGone(as_wanted(&all)),
    ] {
        say(&mut desk, command);
        let told = report(&desk);
        assert_eq!(told.missed.len(), 2);
        assert!(
            whys(&told.missed)
                .iter()
                .all(|why| why.contains("restricted"))
        );
    }
    assert_eq!(rows(&mut desk).len(), 2);
}

#[test]
fn a_withdrawn_letter_is_held() {
    let room = Room::new();
    let (_, ids) = signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    let all = rows(&mut desk);
    say(&mut desk, Command::Open(ids[0]));
    say(&mut desk, Command::Withdraw("Another patient".to_owned()));
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    assert!(whys(&report(&desk).missed)[0].starts_with("Held: this version was withdrawn"));
    say(&mut desk, Command::MarkGone(as_wanted(&all)));
    assert_eq!(report(&desk).missed.len(), 2);
    assert!(rows(&mut desk).iter().all(|row| row.is_withdrawn));
}

#[test]
fn a_printer_that_is_not_there_is_one_sentence() {
    let room = Room::new();
    signed_letters(&room, 1);
    let rows_of = [
        (
            Script {
                bad: vec!["Nowhere"],
                ..Script::default()
            },
            "\u{201c}Nowhere\u{201d} is not there, or did not take it. See that it is on",
        ),
        (
            Script {
                absent: vec!["lp"],
                ..Script::default()
            },
            "This computer has nothing that prints.",
        ),
        (
            Script {
                slow: vec!["lp"],
                ..Script::default()
            },
            "\u{201c}Nowhere\u{201d} did not answer.",
        ),
    ];
    for (script, why) in rows_of {
        let mut desk = desk(&room, &Arc::new(script));
        choose(&mut desk, |post| post.printer = "Nowhere".to_owned());
        let all = rows(&mut desk);
        say(&mut desk, Command::PreparePost(as_wanted(&all[..1])));
        let told = report(&desk);
        assert_eq!(told.told, [""; 0]);
        assert!(told.missed[0].why.contains(why), "{}", told.missed[0].why);
        assert!(desk.post_room().prepared(&all[0].stop).is_none());
    }
}

#[test]
fn a_pdf_maker_that_is_not_there_or_fails_or_takes_too_long() {
    let room = Room::new();
    signed_letters(&room, 2);
    // None at all: the Word documents serve, and that is said.
    let absent = Script {
        absent: vec!["office"],
        ..Script::default()
    };
    let mut desk = desk(&room, &Arc::new(absent));
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let told = report(&desk);
    assert_eq!(told.told[0], "4 letters are in the folder for sending");
    assert!(told.told[1].starts_with("LibreOffice, which makes the PDFs, was not found"));
    assert!(sent_files(&room).iter().all(|name| name.ends_with(".docx")));
    // With a printer there has to be one.
    choose(&mut desk, |post| post.printer = "Secretaries".to_owned());
    say(&mut desk, Command::PreparePost(as_wanted(&all[..1])));
    assert!(whys(&report(&desk).missed)[0].contains("was not found on this computer. Install it"));
    drop(desk);
    // It fails with one: that one is named, and the others are done.
    let bad = Arc::new(Script {
        bad: vec!["letter-000001-v1.docx"],
        ..Script::default()
    });
    let mut desk = super::desk(&room, &bad);
    choose(&mut desk, |post| post.printer.clear());
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let told = report(&desk);
    assert_eq!(told.told, ["2 letters are in the folder for sending"]);
    assert_eq!(told.missed.len(), 2);
    assert!(whys(&told.missed)[0].contains("could not make a PDF of it. Save a copy"));
    assert_eq!(bad.calls.lock().unwrap().len(), 2, "tried once more alone");
    drop(desk);
    let slow = Script {
        slow: vec!["office"],
        ..Script::default()
    };
    let mut desk = super::desk(&room, &Arc::new(slow));
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let told = report(&desk);
    assert_eq!(told.missed.len(), 4);
    assert!(whys(&told.missed)[0].contains("took too long to make the PDF and was ended"));
    assert!(!desk.post_room().is_busy);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_one_sentence_for_each() {
    let room = Room::new();
    signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    let file = room.folder.path().join("a file");
    std::fs::write(&file, "x").unwrap();
    choose(&mut desk, |post| post.out_folder = file.join("folder"));
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let told = report(&desk);
    assert_eq!(told.missed.len(), 2);
    assert!(
        told.missed[0]
            .why
            .starts_with("The folder for sending cannot be written to")
    );
}

#[test]
fn a_batch_with_one_row_that_changed_meanwhile_does_the_rest_and_names_it() {
    let room = Room::new();
    signed_letters(&room, 3);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    let all = rows(&mut desk);
    let mut chosen = as_wanted(&all);
    // One was seen before somebody else changed it.
    for (stop, _) in &mut chosen {
        if stop.letter.0 == 2 {
            stop.row.revision -= 1;
        }
    }
    say(&mut desk, Command::MarkGone(chosen));
    let told = report(&desk);
    assert_eq!(told.told, ["4 letters are marked as sent"]);
    assert_eq!(told.missed.len(), 2, "the letter to both of its recipients");
    assert_eq!(problems(&desk), [""; 0], "it is said in the report");
    let left = desk.post_room().rows.clone().unwrap();
    assert!(left.iter().all(|row| row.stop.letter.0 == 2) && left.len() == 2);
}

#[test]
#[cfg(unix)]
fn a_program_that_does_not_end_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let call = |script: &str, limit| Call {
        program: "/bin/sh".into(),
        arguments: vec!["-c".into(), script.into()],
        limit,
    };
    let (none, long) = (
        std::time::Duration::ZERO,
        std::time::Duration::from_secs(60),
    );
    assert_eq!(
        Here.run(&call("sleep 600 & sleep 600", none)),
        Ended::TookTooLong
    );
    assert_eq!(Here.run(&call("exit 0", long)), Ended::Well);
    assert_eq!(Here.run(&call("exit 3", long)), Ended::Badly);
    let nothing = Call {
        program: folder.path().join("nothing"),
        arguments: Vec::new(),
        limit: long,
    };
    assert_eq!(Here.run(&nothing), Ended::NotThere);
}
