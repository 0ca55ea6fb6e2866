//! Tasks: a phone note in one keystroke over a letter that stays as it is, the page of what is to be
//! done, and a voice message that is no letter.

use dictation_desk::audio::Motion;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::record::{Dictation, Seen, Status, Task, TaskKind};
use dictation_desk::store::{Record, Tasks};
use egui_kittest::kittest::Queryable;

use crate::clinic::{audit, body, by, hush, known, problems, say, staff, take_in, told, waiting};
use crate::room::{Room, Screen};

fn typing(screen: &mut Screen, text: &str) {
    screen.harness.get_by_label("Letter text").type_text(text);
    screen.settle();
}

#[test]
fn a_phone_note_leaves_the_letter_its_caret_and_its_sound_as_they_were() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let entry = known(staff(&mut record));
    let id = take_in(&room, &mut record, &entry, "clinic.wav", 30.0);
    drop(record);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let mut screen = Screen::new(desk);
    screen.harness.get_by_label("Letter text").focus();
    screen.harness.run_steps(2);
    typing(&mut screen, "She is well. He is not.");
    for _ in 0..11 {
        screen.press("ArrowLeft");
    }
    screen.press("F4");
    let piece = screen.desk().piece().unwrap();
    let (letter, selection) = (piece.letter().clone(), piece.selection.clone());
    assert_ne!(piece.transport.motion(), Motion::Stopped);
    let position = piece.transport.position();

    screen.press("Ctrl+T");
    assert!(screen.shows("Phone note"));
    assert!(
        screen.shows("SAMPLE-TURNER, born 14/03/1958"),
        "offers the patient on the desk"
    );
    screen
        .harness
        .get_by_label("Who rang")
        .type_text("The daughter");
    screen.settle();
    screen.type_into("What for", "The result of the scan");
    screen.type_into("Due", "tomorrow");
    let piece = screen.desk().piece().unwrap();
    assert_ne!(piece.transport.motion(), Motion::Stopped, "it plays on");
    screen.press("Enter");
    assert_eq!(screen.desk().sheet(), None);
    assert_eq!(problems(screen.desk()), [""; 0]);

    let piece = screen.desk().piece().unwrap();
    assert_eq!((piece.letter(), &piece.selection), (&letter, &selection));
    assert!(piece.transport.position() >= position);
    let field = screen.harness.get_by_label("Letter text");
    assert!(field.is_focused(), "the keyboard is where it was");
    typing(&mut screen, "Indeed. ");
    assert_eq!(body(screen.desk()), "She is well.Indeed.  He is not.");

    let tasks = screen.desk().tasks().unwrap();
    let task = &tasks[0].task;
    assert_eq!(
        (task.caller.as_str(), task.said.as_str()),
        ("The daughter", "The result of the scan")
    );
    assert_eq!(task.due.unwrap().to_string(), "2026-03-06");
    assert_eq!((task.dictation, task.patient), (Some(id), entry.patient));
    assert_eq!(task.who, crate::room::TYPIST);
    drop(screen);
    assert!(
        audit(&room)
            .iter()
            .any(|(action, _)| action == "task added")
    );
}

#[test]
fn a_phone_note_goes_over_a_sheet_and_escape_leaves_without_one() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    let now = screen.now();
    screen
        .harness
        .state_mut()
        .desk_mut()
        .apply(Command::Show(Sheet::Patients), now);
    screen.settle();
    screen.type_into("Find a patient", "turner");
    screen.press("Ctrl+T");
    screen.harness.get_by_label("About").focus();
    screen.harness.run_steps(2);
    screen.harness.get_by_label("About").type_text("hughes");
    screen.settle();
    screen.press("Enter");
    assert!(screen.shows("Nobody is chosen under About"));
    screen.press("Escape");
    assert_eq!(screen.desk().sheet(), Some(Sheet::Patients));
    assert_eq!(screen.desk().patient_query(), "turner");
    assert!(screen.desk().tasks().is_none_or(<[_]>::is_empty));
}

#[test]
fn tasks_are_listed_the_first_due_first_and_done_by_a_key() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    for (said, due) in [
        ("Third, of no day", None),
        ("Second", Some("2026-03-09".parse().unwrap())),
        ("First", Some("2026-03-04".parse().unwrap())),
    ] {
        let task = Task {
            said: said.to_owned(),
            due,
            ..Task::default()
        };
        say(&mut desk, Command::SaveTask(Box::new(task)));
    }
    let mut screen = Screen::new(desk);
    screen.press("Ctrl+Shift+T");
    assert!(screen.shows("3 to be done"));
    let said = |screen: &Screen| -> Vec<String> {
        let tasks = screen.desk().tasks().unwrap().iter();
        tasks.map(|row| row.task.said.clone()).collect()
    };
    assert_eq!(said(&screen), ["First", "Second", "Third, of no day"]);
    screen.press("Space");
    assert!(screen.shows("2 to be done"));
    assert_eq!(said(&screen), ["Second", "Third, of no day", "First"]);
    for key in ["ArrowDown", "ArrowDown", "Space"] {
        screen.press(key);
    }
    assert!(screen.shows("3 to be done"), "not done after all");
}

#[test]
fn a_task_somebody_else_has_changed_is_not_changed_again() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let now = "2026-03-05T09:00:00Z".parse().unwrap();
    let task = Task {
        said: "Ring back".to_owned(),
        ..Task::default()
    };
    let id = record.save_task(&by(), &task, now).unwrap();
    let seen = Seen { id, revision: 1 };
    record.set_task_done(&by(), seen, true, now).unwrap();
    let again = record.set_task_done(&by(), seen, true, now).unwrap_err();
    assert!(again.what().starts_with("This task"), "{}", again.message());
    let empty = record.save_task(&by(), &Task::default(), now).unwrap_err();
    assert!(empty.what().contains("empty"));
}

#[test]
fn a_voice_message_becomes_a_task_and_its_recording_is_kept() {
    let room = Room::new();
    let id = waiting(&room, 2.0);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let mut screen = Screen::new(desk);
    let now = screen.now();
    screen
        .harness
        .state_mut()
        .desk_mut()
        .apply(Command::Show(Sheet::NoLetter), now);
    screen.settle();
    screen.type_into("What is to be done", "Book him for an ultrasound");
    screen.press("Enter");
    let desk = screen.desk();
    assert!(desk.piece().is_none());
    assert!(desk.worklist().next().is_none());
    assert!(
        told(desk)
            .iter()
            .any(|it| it.contains("the recording is kept")),
        "{:?}",
        told(desk)
    );
    let task = &desk.tasks().unwrap()[0].task;
    assert_eq!(
        (task.kind, task.dictation),
        (TaskKind::VoiceMessage, Some(id))
    );
    assert!(task.recording.is_some());
    screen.close();
    let desk = room.desk();
    assert!(desk.worklist().next().is_none(), "nor after a restart");
    drop(desk);
    use dictation_desk::store::Keeping;
    assert!(room.record().audio(id).is_ok());
    assert!(
        audit(&room)
            .iter()
            .any(|(action, _)| action == "became a task")
    );
}

#[test]
fn a_signed_letter_stays_a_letter() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let sent = Dictation {
        status: Status::Signed,
        ..known(staff(&mut record))
    };
    let id = take_in(&room, &mut record, &sent, "clinic.wav", 1.0);
    let row = record.dictation(id).unwrap().seen();
    let now = "2026-03-05T09:00:00Z".parse().unwrap();
    let task = Task {
        said: "Ring".to_owned(),
        ..Task::default()
    };
    let refused = record.become_task(&by(), row, &task, now).unwrap_err();
    assert!(refused.what().contains("signed"));
    assert!(record.tasks().unwrap().is_empty());
    let mut desk = room.desk_at("2026-03-05T09:00:00Z");
    hush(&mut desk);
}
