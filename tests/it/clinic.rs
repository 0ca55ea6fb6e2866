//! A small clinic for the stories: people in the record, recordings to type from, and short words
//! for what a typist does at a desk without a screen.

use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::desk::{Desk, importing, people};
use dictation_desk::letter::Letter;
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{
    Actor, AuthorId, Dictation, DictationId, PatientId, Person, PersonId, Role, Status,
};
use dictation_desk::store::{Key, Record, Store};

use crate::room::{Room, TYPIST};

/// When the desk's clock stands in these stories, in seconds.
pub const NOW: f64 = 10.0;

/// The people letters are about and by.
#[derive(Clone, Copy)]
pub struct Staff {
    pub patient: PatientId,
    pub author: AuthorId,
}

/// Who puts things into the record before a story begins.
pub fn by() -> Actor {
    Actor::of(&typist())
}

/// Who works at the desk.
pub fn typist() -> Person {
    Person {
        id: PersonId(1),
        name: TYPIST.to_owned(),
        initials: "AB".to_owned(),
        role: Role::Administrator,
        has_secret: false,
        until: None,
        revision: 0,
    }
}

/// Gives a row of the worklist another status, as if it had come to that by itself.
pub fn becomes(record: &mut Store, id: DictationId, status: Status) {
    let row = record.dictation(id).unwrap().seen();
    match status {
        Status::Query => record.set_aside(&by(), row).unwrap(),
        Status::Typing => record.take_up(&by(), row).unwrap(),
        other => panic!("nothing comes to be {other:?} by itself"),
    };
}

/// Adds the first patient and the first author of the sample clinic.
pub fn staff(record: &mut Store) -> Staff {
    let patients = include_str!("../../assets/sample/patients.csv");
    let authors = include_str!("../../assets/sample/authors.json");
    let patient = people::read_patients(patients).unwrap().remove(0);
    let author = people::read_authors(authors).unwrap().remove(0);
    Staff {
        patient: record.save_patient(&by(), &patient).unwrap().0,
        author: record.save_author(&by(), &author).unwrap().0,
    }
}

/// A dictation about which nothing is known, as it would come in this morning.
pub fn unknown() -> Dictation {
    importing::new_dictation("2026-03-05T08:00:00Z".parse().unwrap())
}

/// One of a known patient and author that is being typed, so that nobody drafts it.
pub fn known(staff: Staff) -> Dictation {
    Dictation {
        patient: Some(staff.patient),
        author: Some(staff.author),
        status: Status::Typing,
        ..unknown()
    }
}

/// Takes a dictation in with a recording of so many seconds, under a name no other one has.
pub fn take_in(
    room: &Room,
    record: &mut Store,
    dictation: &Dictation,
    name: &str,
    seconds: f64,
) -> DictationId {
    let recording = std::fs::read(room.recording(name, seconds)).unwrap();
    let now = dictation.dictated_at;
    let length = seconds;
    let dictation = Dictation {
        length,
        ..dictation.clone()
    };
    let added = record
        .take_in(&by(), &dictation, &mut recording.as_slice(), "wav", now)
        .unwrap();
    assert!(!added.already_here, "{name} sounds like another recording");
    added.id
}

/// Furnishes a room and takes in a dictation of a known patient and author that nobody has drafted.
pub fn waiting(room: &Room, seconds: f64) -> DictationId {
    drop(room.furnished(false));
    let mut record = room.record();
    let waiting = Dictation {
        status: Status::Waiting,
        ..known(staff(&mut record))
    };
    take_in(room, &mut record, &waiting, "clinic.wav", seconds)
}

/// Takes in one of nobody known yet that is being typed, so that nobody drafts it; with the staff
/// there are to choose from.
pub fn of_nobody(room: &Room) -> (DictationId, Staff) {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let typing = Dictation {
        status: Status::Typing,
        ..unknown()
    };
    let id = take_in(room, &mut record, &typing, "clinic.wav", 1.0);
    (id, staff)
}

/// What is put down though it changes nothing that stands.
const LOOKED_AT: [&str; 5] = ["taken in", "opened", "played", "edited", "settled"];

/// What the audit trail says was done to what, in order.
pub fn audit(room: &Room) -> Vec<(String, String)> {
    let events = trail(room).into_iter();
    events
        .map(|[_, action, subject]| (action, subject))
        .collect()
}

/// The audit trail, who did what to what, as someone who has the key could read it, but for what was
/// only looked at or brought in.
pub fn trail(room: &Room) -> Vec<[String; 3]> {
    let path = room.workspace().join("record.db");
    let connection = rusqlite::Connection::open(path).unwrap();
    let key = Key::read_file(&room.key_file()).unwrap().to_hex();
    let unlock = format!("PRAGMA key = \"x'{}'\"", key.as_str());
    connection.execute_batch(&unlock).unwrap();
    let mut events = connection
        .prepare("SELECT who, action, subject FROM event ORDER BY id")
        .unwrap();
    let events = events.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]));
    let events = events.unwrap().map(Result::unwrap);
    // But for who began the record.
    let begun = ["person changed", "person 1: name, initials"];
    events
        .filter(|event: &[String; 3]| !LOOKED_AT.contains(&event[1].as_str()))
        .filter(|event| event[1..] != begun)
        .collect()
}

/// Says a command and lets the crew finish what follows from it.
pub fn say(desk: &mut Desk, command: Command) {
    desk.apply(command, NOW);
    desk.settle(NOW);
}

/// Types at the end of the letter; nothing is saved yet.
pub fn type_on(desk: &mut Desk, text: &str) {
    let end = body(desk).len();
    let (range, text) = (end..end, text.to_owned());
    desk.apply(Command::Type { range, text }, NOW);
}

pub fn sign(desk: &mut Desk, identity_checked: bool, reason: &str) {
    let unheard_reason = reason.to_owned();
    say(
        desk,
        Command::Sign(Signature {
            identity_checked,
            unheard_reason,
            manner: Manner::For,
        }),
    );
}

pub fn letter(desk: &Desk) -> &Letter {
    desk.piece().expect("a letter is on the desk").letter()
}

pub fn body(desk: &Desk) -> &str {
    letter(desk).body().text()
}

pub fn is_signed(desk: &Desk) -> bool {
    desk.piece().is_some_and(|piece| piece.signed().is_some())
}

/// The sentences now showing.
pub fn told(desk: &Desk) -> Vec<&str> {
    let notices = desk.notices().showing().iter();
    notices.map(|notice| notice.text.as_str()).collect()
}

/// The problems now showing.
pub fn problems(desk: &Desk) -> Vec<&str> {
    let notices = desk.notices().showing().iter();
    notices
        .filter(|notice| notice.is_problem)
        .map(|notice| notice.text.as_str())
        .collect()
}

/// Takes all notices off the screen.
pub fn hush(desk: &mut Desk) {
    let ids: Vec<u64> = desk.notices().showing().iter().map(|it| it.id).collect();
    for id in ids {
        desk.apply(Command::DismissNotice(id), NOW);
    }
}
