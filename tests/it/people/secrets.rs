//! Secrets: a PIN is never seen again, and whoever is wrong waits longer each time.

use dictation_desk::record::{Actor, NewSecret, Person, PersonId, Role, Secret};
use dictation_desk::store::{Recognition, Staff, Store};
use jiff::{SignedDuration, Timestamp};

use super::{PIN, Practice, QUICK, find, give, somebody};
use crate::clinic::{hush, problems, say, trail};
use crate::room::{Room, TYPIST};
use dictation_desk::desk::command::Command;
use dictation_desk::desk::{Asked, Refused};

/// A record with one more person in it, who has a PIN.
fn with_pin(room: &Room) -> PersonId {
    drop(room.furnished(false));
    let mut record = room.record();
    let person = somebody("Tess Tapper", "TT", Role::Typist);
    let secret = NewSecret::Set(Secret::new(PIN));
    let by = Actor::program();
    record.save_person(&by, &person, &secret, QUICK).unwrap()
}

fn try_one(record: &mut Store, id: PersonId, pin: &str, at: Timestamp) -> Recognition {
    record.recognise(id, &Secret::new(pin), at).unwrap()
}

fn morning() -> Timestamp {
    "2026-03-05T09:00:00Z".parse().unwrap()
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at + SignedDuration::from_secs(seconds)
}

#[test]
fn wrong_ones_wait_longer_each_time_whatever_is_closed_in_between() {
    let room = Room::new();
    let id = with_pin(&room);
    let mut record = room.record();
    let mut now = morning();
    for _ in 0..2 {
        assert_eq!(
            try_one(&mut record, id, "0000", now),
            Recognition::Wrong(None)
        );
    }
    let mut waits = Vec::new();
    for round in 0..12 {
        let answer = try_one(&mut record, id, "0000", now);
        let Recognition::Wrong(Some(until)) = answer else {
            panic!("{round}: {answer:?}");
        };
        waits.push(until.duration_since(now).as_secs());
        // Until then not even the right one is looked at, after a restart neither.
        drop(record);
        record = room.record();
        let early = after(until, -1);
        assert_eq!(
            try_one(&mut record, id, PIN, early),
            Recognition::TooSoon(until)
        );
        now = until;
    }
    assert_eq!(
        waits,
        [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
    );
    assert_eq!(try_one(&mut record, id, PIN, now), Recognition::Known);
    // The right one begins anew.
    for _ in 0..2 {
        assert_eq!(
            try_one(&mut record, id, "0000", now),
            Recognition::Wrong(None)
        );
    }
    assert_eq!(
        try_one(&mut record, id, "0000", now),
        Recognition::Wrong(Some(after(now, 5)))
    );
}

#[test]
fn a_clock_put_back_makes_nobody_wait_for_a_year() {
    let room = Room::new();
    let id = with_pin(&room);
    let mut record = room.record();
    let next_year = after(morning(), 365 * 24 * 3600);
    for _ in 0..3 {
        try_one(&mut record, id, "0000", next_year);
    }
    let now = morning();
    let until = after(now, 5);
    assert_eq!(
        try_one(&mut record, id, PIN, now),
        Recognition::TooSoon(until)
    );
    assert_eq!(try_one(&mut record, id, PIN, until), Recognition::Known);
}

#[test]
fn a_secret_is_kept_as_a_hash_and_each_has_a_salt_of_its_own() {
    let room = Room::new();
    let id = with_pin(&room);
    let mut record = room.record();
    let other = somebody("Nora New", "NN", Role::Typist);
    let secret = NewSecret::Set(Secret::new(PIN));
    record
        .save_person(&Actor::program(), &other, &secret, QUICK)
        .unwrap();
    assert_eq!(format!("{secret:?}"), "Set(Secret(hidden))");
    let people = record.people().unwrap();
    let person = people.iter().find(|person| person.id == id).unwrap();
    assert!(person.has_secret && !format!("{person:?}").contains(PIN));
    drop(record);
    let hashes = hashes(&room);
    let all = |start: &str| hashes.iter().all(|hash| hash.starts_with(start));
    assert!(all("$argon2id$v=19$m=8,t=1,p=1$"), "{hashes:?}");
    assert_ne!(hashes[0], hashes[1]);
    let mut record = room.record();
    let person = person.clone();
    let short = NewSecret::Set(Secret::new("123"));
    let refused = record.save_person(&Actor::program(), &person, &short, QUICK);
    assert!(refused.unwrap_err().message().contains("too short"));
    assert_eq!(try_one(&mut record, id, PIN, morning()), Recognition::Known);
    record
        .save_person(&Actor::program(), &person, &NewSecret::Cleared, QUICK)
        .unwrap();
    assert_eq!(try_one(&mut record, id, "", morning()), Recognition::Known);
}

fn hashes(room: &Room) -> Vec<String> {
    let key = dictation_desk::store::Key::read_file(&room.key_file()).unwrap();
    let connection = rusqlite::Connection::open(room.workspace().join("record.db")).unwrap();
    let unlock = format!("PRAGMA key = \"x'{}'\"", key.to_hex().as_str());
    connection.execute_batch(&unlock).unwrap();
    let sql = "SELECT secret FROM person WHERE secret IS NOT NULL";
    let mut hashes = connection.prepare(sql).unwrap();
    let hashes = hashes.query_map([], |row| row.get(0)).unwrap();
    hashes.map(Result::unwrap).collect()
}

#[test]
fn who_has_left_is_not_let_in() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    let tess = find(&desk, "Tess Tapper").clone();
    let gone = Person {
        until: Some(desk.day()),
        ..tess.clone()
    };
    say(
        &mut desk,
        Command::SavePerson(Box::new(gone), NewSecret::Kept),
    );
    assert_eq!(problems(&desk), [""; 0]);
    assert!(desk.people_here().all(|person| person.id != tess.id));
    say(&mut desk, Command::LockDesk);
    give(&mut desk, "Tess Tapper", PIN);
    assert!(desk.person().is_none());
    let Asked::Refused {
        who,
        why: Refused::Because(why),
    } = desk.asked()
    else {
        panic!("{:?}", desk.asked());
    };
    assert_eq!(*who, tess.id);
    assert!(why.contains("does not work here any more"));
    drop(desk);
    let last = trail(&practice.room).pop().unwrap();
    assert_eq!(
        last,
        [
            "Dictation Desk",
            "failed to unlock",
            &format!("person {}", tess.id.0)
        ]
    );
}

#[test]
fn a_wrong_pin_is_told_and_noted_and_the_right_one_lets_in() {
    let practice = Practice::new();
    let mut desk = practice.room.desk();
    assert!(desk.is_locked());
    say(&mut desk, Command::OpenNext);
    assert_eq!(crate::clinic::told(&desk), ["Say who you are first"]);
    hush(&mut desk);
    for _ in 0..2 {
        give(&mut desk, "Tess Tapper", "9999");
        let who = find(&desk, "Tess Tapper").id;
        assert_eq!(
            *desk.asked(),
            Asked::Refused {
                who,
                why: Refused::Wrong
            }
        );
    }
    give(&mut desk, "Tess Tapper", "9999");
    assert!(matches!(
        desk.asked(),
        Asked::Refused {
            why: Refused::Until(_),
            ..
        }
    ));
    // Somebody else need not wait for it.
    give(&mut desk, "Sue Overton", PIN);
    assert_eq!(desk.person().unwrap().name, "Sue Overton");
    drop(desk);
    let trail = trail(&practice.room);
    let told: Vec<_> = trail
        .iter()
        .rev()
        .take(4)
        .rev()
        .map(|it| (it[0].as_str(), it[1].as_str()))
        .collect();
    let failed = ("Dictation Desk", "failed to unlock");
    assert_eq!(told, [failed, failed, failed, ("Sue Overton", "unlocked")]);
}
