//! People: who is at the desk, what their role lets them do, and that what they did is theirs.

mod page;
mod paper;
mod roles;
mod secrets;
mod turns;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::record::{DictationId, NewSecret, Person, PersonId, Role, Secret};
use dictation_desk::store::{Effort, Record};

use crate::clinic::{self, Staff, known, problems, say, told};
use crate::room::{Room, TYPIST};

/// So little work that a test does not wait for it.
pub const QUICK: Effort = Effort {
    memory_kib: 8,
    passes: 1,
};

pub const PIN: &str = "2580";

/// Who works in these stories, beside who made the workspace and looks after it.
pub const TEAM: [(&str, &str, Role); 3] = [
    ("Tess Tapper", "TT", Role::Typist),
    ("Jonathan Sample", "JS", Role::Author),
    ("Sue Overton", "SO", Role::Supervisor),
];

/// A record that several people work in, with a letter about a patient by one of its authors.
pub struct Practice {
    pub room: Room,
    pub staff: Staff,
    pub letter: DictationId,
}

impl Practice {
    pub fn new() -> Self {
        let room = Room::new();
        drop(room.furnished(false));
        let mut record = room.record();
        let staff = clinic::staff(&mut record);
        let typing = known(staff);
        let letter = clinic::take_in(&room, &mut record, &typing, "clinic.wav", 2.0);
        drop(record);
        let mut desk = room.desk();
        desk.set_effort(QUICK);
        for (name, initials, role) in TEAM {
            add(&mut desk, name, initials, role, PIN);
        }
        let author = record_author(&desk, staff);
        say(&mut desk, Command::SaveAuthor(Box::new(author)));
        assert_eq!(problems(&desk), [""; 0], "{:?}", told(&desk));
        Self {
            room,
            staff,
            letter,
        }
    }

    /// A desk at which this person is.
    pub fn desk_of(&self, name: &str) -> Desk {
        let mut desk = self.room.desk();
        desk.set_effort(QUICK);
        enter(&mut desk, name);
        desk
    }
}

/// The letter's author is one of those who work here.
fn record_author(desk: &Desk, staff: Staff) -> dictation_desk::record::Author {
    let person = find(desk, "Jonathan Sample").id;
    let authors = &desk.snapshot().authors;
    let author = authors.iter().find(|it| it.id == staff.author).unwrap();
    dictation_desk::record::Author {
        person: Some(person),
        ..author.clone()
    }
}

pub fn somebody(name: &str, initials: &str, role: Role) -> Person {
    Person {
        id: PersonId(0),
        name: name.to_owned(),
        initials: initials.to_owned(),
        role,
        has_secret: false,
        until: None,
        revision: 0,
    }
}

/// Whoever is at the desk adds somebody.
pub fn add(desk: &mut Desk, name: &str, initials: &str, role: Role, pin: &str) {
    let secret = match pin {
        "" => NewSecret::Kept,
        pin => NewSecret::Set(Secret::new(pin)),
    };
    let person = Box::new(somebody(name, initials, role));
    say(desk, Command::SavePerson(person, secret));
}

pub fn find<'a>(desk: &'a Desk, name: &str) -> &'a Person {
    let mut people = desk.people().iter();
    people.find(|person| person.name == name).unwrap()
}

/// Says who one is, with that PIN.
pub fn give(desk: &mut Desk, name: &str, pin: &str) {
    let person = find(desk, name).id;
    let secret = Secret::new(pin);
    say(desk, Command::TakeOver { person, secret });
}

/// Comes to a desk that is locked; who made the workspace has no PIN.
pub fn enter(desk: &mut Desk, name: &str) {
    give(desk, name, if name == TYPIST { "" } else { PIN });
    let at_desk = desk.person().map(|person| person.name.as_str());
    assert_eq!(at_desk, Some(name), "{:?}", desk.asked());
}

/// The letter of a dictation as the record has it.
pub fn kept(room: &Room, id: DictationId) -> String {
    let letter = room.record().letter_for(id).unwrap().unwrap();
    let replayed = dictation_desk::letter::Manuscript::replay(letter.start, letter.entries);
    replayed.unwrap().letter().body().text().to_owned()
}
