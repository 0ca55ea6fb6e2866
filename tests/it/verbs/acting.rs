//! Who acts: asked of nobody who works alone, and said with `--as` where several people do.

use dictation_desk::record::{Actor, NewSecret, Role, Secret};
use dictation_desk::store::{Key, Staff, Store};

use super::{Room, text};
use crate::people::{QUICK, somebody};

const PATIENTS: &str = "title,given,family,born\nMrs,Ada,SAMPLE-ACTING,1958-06-21\n";

/// Runs a verb on the record of this room.
fn on_record(room: &Room, arguments: &[&str]) -> super::Ran {
    let (workspace, key) = (room.path("workspace"), room.path("key"));
    let place = ["--workspace", text(&workspace), "--key-file", text(&key)];
    room.run(&[arguments, &place].concat())
}

/// A record in which a typist and an author work beside whoever began it.
fn shared(room: &Room) {
    let list = room.put("patients.csv", PATIENTS);
    on_record(room, &["patients", text(&list)]).done();
    let key = Key::read_file(&room.path("key")).expect("the key");
    let mut record = Store::open(&room.path("workspace"), &key).expect("the record");
    for (name, initials, role) in [
        ("Tess Tapper", "TT", Role::Typist),
        ("Jonathan Sample", "JS", Role::Author),
    ] {
        let person = somebody(name, initials, role);
        let secret = NewSecret::Set(Secret::new("2580"));
        let by = Actor::program();
        record
            .save_person(&by, &person, &secret, QUICK)
            .expect("saved");
    }
}

#[test]
fn who_works_alone_is_asked_nothing_and_several_say_who_they_are() {
    let room = Room::new();
    shared(&room);
    let list = room.put("more.csv", PATIENTS.replace("ACTING", "MORE"));
    let list = text(&list);
    let right = room.put("pin", "2580\n");
    let wrong = room.put("wrong", "1111\n");
    let (right, wrong) = (text(&right), text(&wrong));
    let rows: [(&[&str], &str); 5] = [
        (&[], "Say who you are with --as NAME"),
        (&["--as", "Nora"], "Nobody of that name works here"),
        (&["--as", "tess tapper"], "--pin-file"),
        (&["--as", "TT", "--pin-file", wrong], "is not right"),
        (
            &["--as", "JS", "--pin-file", right],
            "Only a typist, a supervisor or an administrator may take lists of patients in",
        ),
    ];
    for (who, told) in rows {
        let ran = on_record(&room, &[&["patients", list], who].concat());
        assert!(ran.failed().contains(told), "{who:?}: {}", ran.err);
    }
    let ran = on_record(
        &room,
        &["patients", list, "--as", "tess tapper", "--pin-file", right],
    );
    assert_eq!(ran.done(), "Patients added: 1, updated: 0\n");
}
