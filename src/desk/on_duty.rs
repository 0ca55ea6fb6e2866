//! Who works here, who of them is at the desk, and for whom it is kept while it is locked.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::problem::Problem;
use crate::record::{Act, Actor, DictationId, Person, PersonId};

/// The people, and the one whose desk it is now.
#[derive(Default)]
pub(super) struct OnDuty {
    people: Vec<Person>,
    place: Place,
    pub asked: Asked,
    /// When somebody last did anything, on the desk's clock in seconds.
    pub stirred: f64,
    /// Who has been recognised and waits until the one before has everything saved.
    pub admitted: Option<PersonId>,
    /// What was refused last.
    refused: Option<(Act, Option<DictationId>)>,
}

/// Whose place the desk is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Nobody's yet.
    #[default]
    Free,
    Taken(PersonId),
    /// Locked; what lies on the desk is that person's.
    KeptFor(PersonId),
}

/// What came of asking who it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    #[default]
    NotYet,
    /// It is being looked at.
    Looking,
    /// Told of whoever tried last.
    Refused { who: PersonId, why: Refused },
}

/// Why somebody was not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Wrong,
    /// Not before then.
    Until(Timestamp),
    /// Of another kind, a sentence.
    Because(String),
}

/// What changes when somebody takes the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// It was kept for them.
    Back,
    /// What lies on the desk is nobody's or somebody else's.
    Anew,
}

impl OnDuty {
    /// Everybody who works here or did, by name.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    pub fn know(&mut self, people: Vec<Person>) {
        self.people = people;
    }

    /// Those who can be at the desk on that day.
    pub fn here(&self, today: Date) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |it| !it.has_left(today))
    }

    fn find(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// Who is at the desk.
    pub fn person(&self) -> Option<&Person> {
        match self.place {
            Place::Taken(id) => self.find(id),
            Place::Free | Place::KeptFor(_) => None,
        }
    }

    /// In whose name the desk acts: what is saved while it is locked is still the work of whoever
    /// did it.
    pub fn actor(&self) -> Actor {
        let person = match self.place {
            Place::Taken(id) | Place::KeptFor(id) => self.find(id),
            Place::Free => None,
        };
        person.map_or_else(Actor::program, Actor::of)
    }

    /// For whom the desk is kept.
    pub fn kept_for(&self) -> Option<PersonId> {
        match self.place {
            Place::KeptFor(id) => Some(id),
            Place::Free | Place::Taken(_) => None,
        }
    }

    /// The only one who works here, where that is so.
    pub fn alone(&self, today: Date) -> Option<&Person> {
        let mut here = self.here(today);
        here.next().filter(|_| here.next().is_none())
    }

    /// Whether anybody has to prove who they are.
    pub fn any_secret(&self, today: Date) -> bool {
        self.here(today).any(|person| person.has_secret)
    }

    /// The record is open: whoever works here alone and has no secret is at the desk.
    pub fn begin(&mut self, today: Date) {
        let alone = self.alone(today).filter(|person| !person.has_secret);
        self.place = alone.map_or(Place::Free, |person| Place::Taken(person.id));
    }

    /// Keeps the desk for whoever is at it.
    pub fn lock(&mut self) {
        if let Place::Taken(id) = self.place {
            self.place = Place::KeptFor(id);
        }
        self.asked = Asked::NotYet;
    }

    /// What changes once this person takes the place.
    pub fn taking(&self, id: PersonId) -> Taking {
        match self.place {
            Place::KeptFor(kept) | Place::Taken(kept) if kept == id => Taking::Back,
            _ => Taking::Anew,
        }
    }

    pub fn take(&mut self, id: PersonId) {
        self.place = Place::Taken(id);
        self.asked = Asked::NotYet;
        self.admitted = None;
        self.refused = None;
    }

    /// Whether this was not refused just before.
    pub fn is_new_refusal(&mut self, act: Act, about: Option<DictationId>) -> bool {
        let refused = Some((act, about));
        std::mem::replace(&mut self.refused, refused) != refused
    }
}

/// Nobody has said who is at the desk.
pub(super) fn nobody() -> Problem {
    Problem::new("The desk is locked", "Say who you are first")
}
