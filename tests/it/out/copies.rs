//! Readable copies: all that are written are known, those whose time is over are deleted, and each that
//! is gone is noted.

use std::sync::Arc;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Print, Sheet};
use dictation_desk::record::Readable;

use super::{Script, as_wanted, choose, desk, rows, sent_files, signed_letters};
use crate::clinic::{audit, problems, say};
use crate::room::Room;

fn copies(desk: &mut Desk) -> Vec<Readable> {
    say(desk, Command::Show(Sheet::Readables));
    desk.post_room().readables.clone().unwrap().files
}

fn what(files: &[Readable]) -> Vec<&str> {
    let mut what: Vec<&str> = files.iter().map(|it| it.file.what.as_str()).collect();
    what.sort_unstable();
    what
}

#[test]
fn every_readable_file_is_on_one_page_with_until_when() {
    let room = Room::new();
    let (staff, ids) = signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    assert_eq!(what(&copies(&mut desk)), ["signed letter"]);
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let letter = all[0].stop.letter;
    let copy = room.folder.path().join("copy.docx");
    say(&mut desk, Command::SaveCopy(letter, 1, Print::Large, copy));
    say(&mut desk, Command::LookUp(staff.patient));
    say(
        &mut desk,
        Command::ExportPatient(room.folder.path().to_owned()),
    );
    say(&mut desk, Command::Open(ids[0]));
    say(&mut desk, Command::Amend);
    say(
        &mut desk,
        Command::SaveProof(room.folder.path().join("proof.docx")),
    );
    assert_eq!(problems(&desk), [""; 0]);
    let files = copies(&mut desk);
    let expected = [
        "copy of a letter",
        "export",
        "export",
        "export",
        "letter to be sent",
        "letter to be sent",
        "proof of a letter",
        "signed letter",
    ];
    assert_eq!(what(&files), expected);
    for file in &files {
        assert!(std::path::Path::new(&file.file.path).exists());
        let is_for_sending = file.file.what == "letter to be sent";
        assert_eq!(
            file.file.until.is_some(),
            is_for_sending,
            "{}",
            file.file.what
        );
    }
    let sent = files.iter().find(|it| it.file.until.is_some()).unwrap();
    assert_eq!(sent.file.until.unwrap().to_string(), "2026-03-12T09:00:00Z");
    // What is prepared again is written over, and known once.
    let all = rows(&mut desk);
    assert!(all.is_empty(), "it is being amended");
}

#[test]
fn what_is_overdue_is_deleted_when_the_record_is_opened_and_stands_in_the_trail() {
    let room = Room::new();
    signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    choose(&mut desk, |post| post.keep_days = 2);
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    assert_eq!(copies(&mut desk).len(), 3, "written over, and known once");
    drop(desk);
    let script = Arc::new(Script::default());
    let mut early = room.desk_running(script.clone(), "2026-03-07T08:59:00Z");
    assert_eq!(copies(&mut early).len(), 3);
    drop(early);
    // What was left of papers that were being made is cleared too.
    std::fs::create_dir(room.workspace().join("post-cut-off")).unwrap();
    let mut late = room.desk_running(script, "2026-03-07T09:00:01Z");
    assert_eq!(what(&copies(&mut late)), ["signed letter"]);
    assert_eq!(sent_files(&room), [""; 0]);
    assert!(!room.workspace().join("post-cut-off").exists());
    drop(late);
    let deleted = audit(&room);
    let deleted = deleted
        .iter()
        .filter(|(action, _)| action == "copy deleted");
    assert_eq!(deleted.count(), 2);
}

#[test]
fn one_that_somebody_took_away_is_noted_and_others_are_deleted_now() {
    let room = Room::new();
    signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let files = copies(&mut desk);
    assert_eq!(files.len(), 3);
    let taken = &files
        .iter()
        .find(|it| it.file.path.ends_with("-address.pdf"))
        .unwrap()
        .file
        .path;
    std::fs::remove_file(taken).unwrap();
    let files = copies(&mut desk);
    assert_eq!(files.len(), 2);
    let ids = files.iter().map(|it| it.id).collect();
    say(&mut desk, Command::DeleteReadables(ids));
    assert_eq!(desk.post_room().readables.as_ref().unwrap().files, []);
    assert_eq!(problems(&desk), [""; 0]);
    assert!(
        files
            .iter()
            .all(|it| !std::path::Path::new(&it.file.path).exists())
    );
    drop(desk);
    let trail = audit(&room);
    let count = |action: &str| trail.iter().filter(|it| it.0 == action).count();
    assert_eq!((count("copy found gone"), count("copy deleted")), (1, 2));
}
