//! What the desk refuses: each in one clear sentence that gives nothing away, with the worklist
//! and the letter as they were.

mod files;

use std::path::PathBuf;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::{Desk, Door};

use crate::clinic::{body, is_signed, known, problems, say, sign, staff, take_in, told, type_on};
use crate::room::Room;

/// The one problem told, in sentences that name no folder and no patient.
fn only_problem(desk: &Desk, room: &Room) -> String {
    let [problem] = problems(desk)[..] else {
        panic!("not one problem but {:?}", problems(desk));
    };
    assert!(
        problem.ends_with('.') && !problem.ends_with(".."),
        "{problem}"
    );
    assert!(problem.contains(". "), "says what to do as well: {problem}");
    assert!(
        problem.chars().next().is_some_and(char::is_alphanumeric),
        "{problem}"
    );
    let folder = room.folder.path().to_string_lossy().into_owned();
    for leak in [
        folder.as_str(),
        "Sample-Turner",
        "SAMPLE-TURNER",
        "9990001006",
        "Os {",
    ] {
        assert!(!problem.contains(leak), "{problem}");
    }
    problem.to_owned()
}

fn write(room: &Room, name: &str, bytes: &[u8]) -> PathBuf {
    let path = room.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn another_workspaces_key_opens_nothing_and_changes_nothing() {
    let (room, other) = (Room::new(), Room::new());
    let mut desk = room.furnished(false);
    drop(other.furnished(false));
    say(
        &mut desk,
        Command::Import(vec![room.recording("clinic.wav", 0.5)]),
    );
    drop(desk);
    let own = std::fs::read(room.key_file()).unwrap();
    let rows = [
        (
            std::fs::read(other.key_file()).unwrap(),
            "This key does not open the record",
        ),
        (b"not a key".to_vec(), "That is not a key"),
    ];
    for (key, says) in rows {
        std::fs::write(room.key_file(), key).unwrap();
        let desk = room.desk();
        assert_eq!(desk.door(), Door::Locked);
        assert!(
            only_problem(&desk, &room).starts_with(says),
            "{:?}",
            told(&desk)
        );
    }
    std::fs::write(room.key_file(), own).unwrap();
    let desk = room.desk();
    assert_eq!((desk.door(), desk.worklist().count()), (Door::Open, 1));
}

#[test]
fn a_second_copy_of_the_program_leaves_the_first_in_peace() {
    let room = Room::new();
    let mut first = room.furnished(false);
    say(
        &mut first,
        Command::Import(vec![room.recording("clinic.wav", 0.5)]),
    );
    let id = first.worklist().next().unwrap().id;
    say(&mut first, Command::Open(id));
    let second = room.desk();
    assert_eq!(second.door(), Door::Locked);
    let says = "The record is already open in another copy of Dictation Desk";
    assert!(only_problem(&second, &room).starts_with(says));
    type_on(&mut first, "Typed on regardless. ");
    first.settle(10.0);
    drop(second);
    type_on(&mut first, "And after the other has gone.");
    first.settle(10.0);
    assert!(!first.has_unsaved());
    let text = body(&first).to_owned();
    drop(first);
    let mut again = room.desk();
    say(&mut again, Command::Open(id));
    assert_eq!(body(&again), text);
    drop(again);
    assert_eq!(room.record().verify().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_folder_that_takes_no_documents_holds_up_no_signature() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let id = take_in(&room, &mut record, &known, "clinic.wav", 0.5);
    drop(record);
    let mut desk = room.desk();
    // No folder can be made below a file, whatever rights one has.
    let file = write(&room, "a file", b"");
    let settings = |desk: &Desk, folder: PathBuf| {
        let mut settings = desk.settings().clone();
        settings.letters_folder = folder;
        Command::ChangeSettings(Box::new(settings))
    };
    let refused = settings(&desk, file.join("letters"));
    say(&mut desk, refused);
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    assert!(is_signed(&desk), "{:?}", told(&desk));
    assert!(only_problem(&desk, &room).starts_with("The letter is signed and kept in the record"));
    assert_eq!(desk.filed_documents(), Vec::<PathBuf>::new());

    let chosen = settings(&desk, room.folder.path().join("elsewhere"));
    say(&mut desk, chosen);
    say(&mut desk, Command::FileAgain);
    let [document] = desk.filed_documents() else {
        panic!("not one document but {:?}", desk.filed_documents());
    };
    assert!(document.starts_with(room.folder.path().join("elsewhere")) && document.exists());

    // Asked once more, it says that there is nothing to do and does not keep silent.
    say(&mut desk, Command::FileAgain);
    assert_eq!(desk.filed_documents().len(), 1);
    let told = told(&desk);
    assert!(
        told.iter().any(|it| it.contains("saved already")),
        "{told:?}"
    );
}

#[test]
fn a_document_still_to_be_saved_is_saved_at_the_next_start() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let id = take_in(&room, &mut record, &known, "clinic.wav", 0.5);
    drop(record);
    let folder = room.workspace().join("letters");
    std::fs::write(&folder, b"in the way").unwrap();
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    drop(desk);
    std::fs::remove_file(&folder).unwrap();
    let desk = room.desk();
    assert_eq!(problems(&desk), Vec::<&str>::new());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_full_disk_keeps_typing_on_the_desk_until_there_is_room() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    say(
        &mut desk,
        Command::Import(vec![room.recording("clinic.wav", 0.5)]),
    );
    let id = desk.worklist().next().unwrap().id;
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DiscardDraft);
    desk.cap_record(1);
    let line = "A line typed while there is no room left. ".repeat(20);
    let mut typed = String::new();
    for turn in 0..40 {
        type_on(&mut desk, &line);
        typed.push_str(&line);
        // Past the pause between attempts.
        desk.settle(20.0 + f64::from(turn) * 5.0);
        assert_eq!(body(&desk), typed);
    }
    assert!(desk.has_unsaved());
    assert!(only_problem(&desk, &room).starts_with("The disk is full, so that was not saved"));

    // The letter does not leave the desk, whatever is asked for, while it is not saved.
    say(&mut desk, Command::Close);
    assert_eq!(body(&desk), typed);

    desk.cap_record(u32::MAX);
    desk.settle(900.0);
    assert!(!desk.has_unsaved());
    assert!(
        told(&desk).contains(&"What could not be saved is saved now"),
        "{:?}",
        told(&desk)
    );
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    assert_eq!(body(&desk), typed);
}
