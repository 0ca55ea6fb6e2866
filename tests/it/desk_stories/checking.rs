//! Held to what it was: a recording that is another is never played, a check tells what is amiss
//! while work goes on, and a trail that was cut is told of at the door.

use std::fs;
use std::path::PathBuf;

use dictation_desk::desk::checking::Checking;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::{DictationId, Status};

use crate::clinic::{NOW, body, known, problems, say, staff, take_in, told, type_on};
use crate::room::{Room, Screen};

/// Two dictations that are being typed, and where their recordings lie.
fn two(room: &Room) -> ([DictationId; 2], Vec<PathBuf>) {
    drop(room.furnished(false));
    let mut record = room.record();
    let typing = known(staff(&mut record));
    assert_eq!(typing.status, Status::Typing);
    let ids =
        ["one.wav", "the-other.wav"].map(|name| take_in(room, &mut record, &typing, name, 1.0));
    drop(record);
    let shelves = fs::read_dir(room.workspace().join("audio")).unwrap();
    let files = shelves.flat_map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap());
    (ids, files.map(|file| file.unwrap().path()).collect())
}

fn exchange(files: &[PathBuf]) {
    let (one, other) = (fs::read(&files[0]).unwrap(), fs::read(&files[1]).unwrap());
    fs::write(&files[0], other).unwrap();
    fs::write(&files[1], one).unwrap();
}

#[test]
fn a_recording_that_is_not_the_one_that_came_in_is_neither_played_nor_drafted() {
    let room = Room::new();
    let (ids, files) = two(&room);
    exchange(&files);
    let mut desk = room.desk();
    let another = "The stored recording is not the one that came in";
    for id in ids {
        say(&mut desk, Command::Open(id));
        let piece = desk.piece().unwrap();
        assert!(piece.clip.is_none());
        let trouble = piece.clip_trouble.as_deref().unwrap();
        assert!(trouble.starts_with(another), "{trouble}");
        say(&mut desk, Command::DraftAgain);
        let why = desk.queue().failure(id).expect("it failed");
        assert_eq!(why.what(), another);
    }
}

#[test]
fn the_record_is_checked_while_work_goes_on() {
    let room = Room::new();
    let (ids, files) = two(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(ids[0]));
    desk.apply(Command::CheckRecord, NOW);
    assert_eq!(desk.sheet(), Some(Sheet::Checking));
    assert!(desk.enabled(&Command::StopChecking).is_ok());
    desk.apply(Command::Dismiss, NOW);
    type_on(&mut desk, "Typed meanwhile.");
    desk.settle(NOW);
    assert!(matches!(desk.checking(), Checking::Done(found) if found.faults.is_empty()));
    assert!(told(&desk).concat().contains("All is as it was written"));
    assert_eq!(body(&desk), "Typed meanwhile.");
    assert!(!desk.has_unsaved());
    assert!(desk.enabled(&Command::StopChecking).is_err());

    exchange(&files);
    desk.apply(Command::CheckRecord, NOW);
    desk.apply(Command::StopChecking, NOW);
    desk.settle(NOW);
    assert!(matches!(desk.checking(), Checking::Stopped));
    say(&mut desk, Command::CheckRecord);
    assert_eq!(desk.checking().faults().len(), 2);
    let mut screen = Screen::new(desk);
    screen.settle();
    assert!(screen.shows("Faults found: 2"));
    assert!(screen.shows("Dictation 1: The stored recording is not the one that came in"));
}

#[test]
fn a_trail_that_was_cut_is_told_of_at_the_door() {
    let room = Room::new();
    two(&room);
    drop(room.desk());
    fs::remove_file(room.workspace().join("trail.head")).unwrap();
    let desk = room.desk();
    let told = problems(&desk).concat();
    assert!(told.contains("The audit trail has been cut"), "{told}");
    drop(desk);
    assert_eq!(problems(&room.desk()), Vec::<&str>::new());
}
