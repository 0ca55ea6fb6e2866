//! The record's intents about those who work here: who they are, whether it is they, what they
//! were refused.

use jiff::Timestamp;

use super::answers::Recognition;
use super::audit::{self, Action, Event};
use super::given::Effort;
use super::{Store, people, secrets};
use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::record::{Act, Actor, DictationId, NewSecret, Person, PersonId, Secret};

/// Those who work here, as the desk speaks of them with the record.
pub trait Staff {
    /// Everybody who works here or did, by name.
    fn people(&self) -> Outcome<Vec<Person>>;

    /// Adds the person (id 0) or changes the one with that id, as it was seen. A new secret is
    /// hashed with so much effort.
    ///
    /// # Errors
    /// When somebody else has that name, the secret is too short, or no administrator would be
    /// left who stays.
    fn save_person(
        &mut self,
        by: &Actor,
        person: &Person,
        secret: &NewSecret,
        effort: Effort,
    ) -> Outcome<PersonId>;

    /// Says whether it is that person, and notes it either way. Whoever has been wrong three times
    /// waits, longer each time, until they are right; closing the record does not shorten that.
    ///
    /// # Errors
    /// When they have left.
    fn recognise(&mut self, id: PersonId, secret: &Secret, now: Timestamp) -> Outcome<Recognition>;

    /// Notes that the desk was locked.
    fn note_locked(&mut self, by: &Actor) -> Outcome<()>;

    /// Notes that somebody was refused what their role does not allow.
    fn note_refused(&mut self, by: &Actor, act: Act, about: Option<DictationId>) -> Outcome<()>;
}

impl Staff for Store {
    fn people(&self) -> Outcome<Vec<Person>> {
        people::all(&self.connection)
    }

    fn save_person(
        &mut self,
        by: &Actor,
        person: &Person,
        secret: &NewSecret,
        effort: Effort,
    ) -> Outcome<PersonId> {
        self.apart(by, "saving a person", |work| {
            people::save(work, person, secret, effort)
        })
    }

    fn recognise(&mut self, id: PersonId, secret: &Secret, now: Timestamp) -> Outcome<Recognition> {
        let person = people::at(&self.connection, id)?;
        if person.has_left(dates::day_of(now)) {
            self.note_failed(id)?;
            return Err(has_left());
        }
        let lock = people::lock_of(&self.connection, id)?;
        // A clock that was put back since must not make anybody wait for a year.
        let wrong_at = lock.wrong_at.map(|at| at.min(now));
        let until = wrong_at.and_then(|at| secrets::waits_until(lock.wrong, at));
        if let Some(until) = until.filter(|until| *until > now) {
            if wrong_at != lock.wrong_at {
                self.apart(&Actor::program(), "counting a wait anew", |work| {
                    people::count(work, id, lock.wrong, wrong_at)
                })?;
            }
            return Ok(Recognition::TooSoon(until));
        }
        let is_right = match &lock.hash {
            Some(hash) => secrets::is_right(secret, hash)?,
            None => true,
        };
        if !is_right {
            let wrong = lock.wrong.saturating_add(1);
            return self.note_wrong(id, wrong, now);
        }
        self.apart(&Actor::of(&person), "unlocking", |work| {
            people::count(work, id, 0, None)?;
            audit::append(work, Event::of(Action::Unlocked).on(&subject(id)))
        })?;
        Ok(Recognition::Known)
    }

    fn note_locked(&mut self, by: &Actor) -> Outcome<()> {
        self.apart(by, "locking", |work| {
            let subject = by.person().map_or_else(String::new, subject);
            audit::append(work, Event::of(Action::Locked).on(&subject))
        })
    }

    fn note_refused(&mut self, by: &Actor, act: Act, about: Option<DictationId>) -> Outcome<()> {
        self.apart(by, "noting a refusal", |work| {
            let refused = Event::of(Action::Refused).on(act.words());
            let refused = match about {
                Some(id) => refused.on(": ").dictation(id),
                None => refused,
            };
            audit::append(work, refused)
        })
    }
}

impl Store {
    fn note_wrong(&mut self, id: PersonId, wrong: u32, now: Timestamp) -> Outcome<Recognition> {
        // Nobody has proved who it was.
        self.apart(&Actor::program(), "counting a wrong secret", |work| {
            people::count(work, id, wrong, Some(now))?;
            audit::append(work, Event::of(Action::FailedUnlock).on(&subject(id)))
        })?;
        Ok(Recognition::Wrong(secrets::waits_until(wrong, now)))
    }

    fn note_failed(&mut self, id: PersonId) -> Outcome<()> {
        self.apart(&Actor::program(), "noting a failed unlock", |work| {
            audit::append(work, Event::of(Action::FailedUnlock).on(&subject(id)))
        })
    }
}

fn subject(id: PersonId) -> String {
    format!("person {}", id.0)
}

fn has_left() -> Problem {
    Problem::new(
        "This person does not work here any more",
        "Choose your own name, or ask an administrator",
    )
}
