//! What a secretary relies on, told at the desk: nothing is signed by halves or changed once it is
//! signed, and nothing typed is left behind.

mod about;
mod authors;
mod checking;
mod dictionary;
mod drafts;
pub mod gaps;
pub mod learning;
mod listing;
mod notes;
mod partition;
mod queue;
mod rows;
mod settling;
mod splits;
mod steps;
pub mod timing;
mod watching;
mod wishes;
mod work_types;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::desk::settings::{Look, Settings};
use dictation_desk::letter::Manuscript;
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{DictationId, Priority, Status};
use dictation_desk::store::{Keeping, Record};

use crate::clinic::{
    NOW, Staff, audit, body, hush, is_signed, known, problems, say, sign, staff, take_in, told,
    type_on,
};
use crate::room::Room;

/// A desk with one dictation on it, of a known patient and author, still to be typed.
fn at_work(room: &Room) -> (Desk, DictationId, Staff) {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let id = take_in(room, &mut record, &known(staff), "clinic.wav", 2.0);
    drop(record);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    (desk, id, staff)
}

/// Plays the dictation on the desk from start to end.
fn listen_through(desk: &mut Desk) {
    desk.apply(Command::TogglePlay, 20.0);
    for tenth in 0..=40 {
        desk.tick(20.0 + f64::from(tenth) * 0.1);
    }
    assert!(
        desk.unheard_seconds() < 0.1,
        "it has been played to its end"
    );
}

#[test]
fn nothing_is_signed_before_everything_is_confirmed() {
    let room = Room::new();
    let (mut desk, id, staff) = at_work(&room);
    type_on(&mut desk, "She is well. ____");
    let rows = [
        (false, "Dictated twice", "have not been confirmed"),
        (true, " ", "has not been listened to"),
        (true, "Dictated twice", "cannot be signed yet"),
    ];
    for (identity, reason, says) in rows {
        hush(&mut desk);
        sign(&mut desk, identity, reason);
        assert!(problems(&desk)[0].contains(says), "{:?}", told(&desk));
        assert!(!is_signed(&desk));
        assert_eq!(body(&desk), "She is well. ____");
    }
    drop(desk);
    assert_eq!(room.record().versions(staff.patient).unwrap(), []);
    assert_eq!(room.record().dictation(id).unwrap().status, Status::Typing);
    assert_eq!(audit(&room), []);
}

#[test]
fn a_signed_letter_keeps_its_priority_too() {
    let room = Room::new();
    let (mut desk, id, _) = at_work(&room);
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SetPriority(Priority::Urgent));
    sign(&mut desk, true, "Dictated twice");
    hush(&mut desk);
    say(&mut desk, Command::SetPriority(Priority::Routine));
    assert!(told(&desk)[0].contains("This letter is signed"));
    drop(desk);
    let priority = room.record().dictation(id).unwrap().priority;
    assert_eq!(priority, Priority::Urgent);
}

#[test]
fn a_setting_nobody_can_read_takes_no_other_with_it() {
    let json = r#"{"look": "sepia", "scale": 1.5, "back_step": 2.5, "of_a_later_year": true}"#;
    let settings = Settings::from_json(json);
    assert_eq!((settings.scale, settings.back_step), (1.5, 2.5));
    assert_eq!(settings.look, Settings::default().look);
    // Another program finds them as it left them, but for what has been set since.
    let kept = |settings: &Settings| -> serde_json::Value {
        serde_json::from_str(&settings.to_json()).unwrap()
    };
    let mut settings = settings;
    settings.back_step = 1.0;
    let again = kept(&Settings::from_json(&settings.to_json()));
    assert_eq!(again["look"], "sepia");
    assert_eq!(again["of_a_later_year"], true);
    assert_eq!(
        (&again["scale"], &again["back_step"]),
        (&1.5.into(), &1.0.into())
    );
    settings.look = Look::Dark;
    assert_eq!(kept(&settings)["look"], "dark");
    assert_eq!(
        Settings::from_json("no settings at all"),
        Settings::default()
    );
}

#[test]
fn a_reason_for_unheard_audio_is_kept_with_the_signature() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Dictated twice, the second time whole");
    assert!(is_signed(&desk), "{:?}", told(&desk));
    drop(desk);
    let reason = "letter 1 version 1: Dictated twice, the second time whole".to_owned();
    let events = audit(&room);
    assert!(
        events.contains(&("signed with audio unheard".to_owned(), reason)),
        "{events:?}"
    );
    assert!(events.contains(&("signed".to_owned(), "letter 1 version 1".to_owned())));
}

#[test]
fn requirement_20_what_was_not_played_holds_until_it_is_heard_or_a_reason_is_given() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well.");
    let unheard = desk.piece().unwrap().unheard();
    assert!(!unheard.is_empty(), "what was not played is shown");
    sign(&mut desk, true, " ");
    assert!(!is_signed(&desk));
    assert!(problems(&desk)[0].contains("has not been listened to"));
    hush(&mut desk);
    listen_through(&mut desk);
    assert_eq!(desk.piece().unwrap().unheard(), []);
    sign(&mut desk, true, "");
    assert!(is_signed(&desk), "{:?}", told(&desk));
    drop(desk);
    let actions: Vec<_> = audit(&room).into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["signed", "filed"]);
}

#[test]
fn an_amendment_is_a_new_version_and_the_signed_one_is_kept() {
    let room = Room::new();
    let (mut desk, _, staff) = at_work(&room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    let first = std::fs::read(&desk.filed_documents()[0]).unwrap();

    // A signed letter takes no typing.
    type_on(&mut desk, " Or not.");
    assert_eq!(body(&desk), "She is well.");
    assert!(problems(&desk).concat().contains("signed"));
    hush(&mut desk);

    say(&mut desk, Command::Amend);
    type_on(&mut desk, " She was seen today.");
    sign(&mut desk, true, "Heard in clinic");
    assert!(is_signed(&desk), "{:?}", told(&desk));
    let files = desk.filed_documents().to_vec();
    drop(desk);

    let record = room.record();
    let versions = record.versions(staff.patient).unwrap();
    let numbers: Vec<u32> = versions.iter().map(|signed| signed.version).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(record.document(versions[0].letter, 1).unwrap(), first);
    assert_eq!(std::fs::read(&files[0]).unwrap(), first);
    assert_ne!(std::fs::read(&files[1]).unwrap(), first);
    assert_eq!(record.verify().unwrap().faults, Vec::<String>::new());
}

#[test]
fn what_is_typed_while_a_letter_is_signed_is_refused_and_not_lost_from_sight() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well.");
    desk.settle(NOW);
    desk.apply(
        Command::Sign(Signature {
            identity_checked: true,
            unheard_reason: "Heard in clinic".to_owned(),
            manner: Manner::For,
        }),
        NOW,
    );
    // The record has not answered yet.
    type_on(&mut desk, " Or not.");
    assert_eq!(body(&desk), "She is well.");
    assert!(problems(&desk).concat().contains("signed"));
    desk.settle(NOW);
    assert!(is_signed(&desk));
    assert_eq!(body(&desk), "She is well.");
}

#[test]
fn undo_never_crosses_a_signature() {
    let room = Room::new();
    let (mut desk, ..) = at_work(&room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "She is well.", "a signed letter is not undone");
    say(&mut desk, Command::Amend);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "She is well.", "nor is what it was signed as");
    assert!(told(&desk).contains(&"There is nothing to undo"));
    type_on(&mut desk, " More.");
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "She is well.");
}

#[test]
fn opening_another_letter_saves_the_first_to_the_last_keystroke() {
    let room = Room::new();
    let (desk, first, staff) = at_work(&room);
    drop(desk);
    let second = take_in(
        &room,
        &mut room.record(),
        &known(staff),
        "the-next-one.wav",
        1.0,
    );
    let mut desk = room.desk();
    say(&mut desk, Command::Open(first));
    type_on(&mut desk, "She is well");
    // Asked for in the middle of a word, and typed on until the other letter is there.
    desk.apply(Command::Open(second), NOW);
    type_on(&mut desk, ".");
    desk.settle(NOW);
    assert_eq!(desk.piece().unwrap().dictation.id, second);
    assert_eq!(body(&desk), "");
    drop(desk);
    let kept = room.record().letter_for(first).unwrap().unwrap();
    let kept = Manuscript::replay(kept.start, kept.entries).unwrap();
    assert_eq!(kept.letter().body().text(), "She is well.");
}

#[test]
fn closing_the_program_saves_the_last_keystroke() {
    let room = Room::new();
    let (mut desk, first, _) = at_work(&room);
    type_on(&mut desk, "She is");
    desk.apply(Command::Save, NOW);
    // The first save is still under way when more is typed and the window is closed.
    type_on(&mut desk, " well.");
    desk.close(NOW);
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(first));
    assert_eq!(body(&desk), "She is well.");
}
