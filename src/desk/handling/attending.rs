//! Attending: who comes to the desk and who leaves it, with everything saved in between.

use crate::desk::event::Event;
use crate::desk::on_duty::{Asked, Refused, Taking};
use crate::desk::state::Desk;
use crate::desk::tray::Tray;
use crate::desk::workspace::Door;
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Act, Actor, NewSecret, Person, PersonId, Secret};
use crate::store::Recognition;

/// Seconds in a minute.
const MINUTE: f64 = 60.0;

impl Desk {
    /// The record is open: whoever works here alone is at the desk.
    pub(in crate::desk) fn begin_duty(&mut self, now: f64) {
        self.on_duty.begin(self.day());
        self.on_duty.stirred = now;
    }

    /// Takes in who works here as the record now has it.
    pub(in crate::desk) fn take_people(&mut self, people: Vec<Person>, now: f64) {
        self.worklist.know(&people);
        self.on_duty.know(people);
        let today = self.day();
        if self.person().is_some_and(|person| person.has_left(today)) {
            self.lock_desk(now);
        }
    }

    /// Whether the record is open and nobody is at the desk.
    pub fn is_locked(&self) -> bool {
        self.workspace.door == Door::Open && self.person().is_none()
    }

    /// Whether there is anybody to tell apart from who is at the desk.
    pub(in crate::desk) fn can_lock(&self) -> bool {
        let today = self.day();
        self.on_duty.any_secret(today) || self.on_duty.alone(today).is_none()
    }

    /// Saves everything, stops the sound and hides what is on the desk until somebody says who
    /// they are.
    pub(in crate::desk) fn lock_desk(&mut self, now: f64) {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.transport.stop(now);
        }
        self.turn_deck(now);
        self.remember_listening(now);
        self.journal();
        self.end_round(now);
        let by = self.actor();
        self.on_duty.lock();
        self.crew.record(move |record, _| record.note_locked(&by));
    }

    /// Locks the desk once nobody has done anything for as long as the settings say.
    pub(in crate::desk) fn lock_when_left(&mut self, now: f64) {
        if self.is_moving() {
            // Somebody listens.
            self.stir(now);
        }
        if self.lock_in(now).is_some_and(|left| left <= 0.0) {
            self.lock_desk(now);
        }
    }

    /// Seconds until the desk is locked if nobody does anything; none where it never is.
    pub fn lock_in(&self, now: f64) -> Option<f64> {
        self.person()?;
        let after = f64::from(self.settings.lock_after) * MINUTE;
        let is_wanted = after > 0.0 && self.on_duty.any_secret(self.day());
        is_wanted.then_some(self.on_duty.stirred + after - now)
    }

    /// Somebody is there, whatever they do.
    pub fn stir(&mut self, now: f64) {
        self.on_duty.stirred = now;
    }

    /// Has the record say whether it is that person; whoever is at the desk leaves it for that.
    pub(in crate::desk) fn take_over(&mut self, id: PersonId, secret: Secret, now: f64) {
        if self.person().is_some() {
            self.lock_desk(now);
        }
        self.on_duty.asked = Asked::Looking;
        let moment = (self.clock)();
        self.crew.record(move |record, outbox| {
            let answer = answered(|| record.recognise(id, &secret, moment));
            outbox.post(Event::Recognised(id, answer));
            Ok(())
        });
    }

    /// The record has said whether it is that person.
    pub(in crate::desk) fn recognised(
        &mut self,
        id: PersonId,
        answer: Outcome<Recognition>,
        now: f64,
    ) {
        let why = match answer {
            Ok(Recognition::Known) => {
                self.on_duty.admitted = Some(id);
                self.journal();
                return self.let_in(now);
            }
            Ok(Recognition::Wrong(None)) => Refused::Wrong,
            Ok(Recognition::Wrong(Some(until)) | Recognition::TooSoon(until)) => {
                Refused::Until(until)
            }
            Err(problem) => Refused::Because(problem.message()),
        };
        self.on_duty.asked = Asked::Refused { who: id, why };
    }

    /// Gives the desk to whoever has been recognised. What lies on it for somebody else is put away,
    /// as soon as it is saved.
    pub(in crate::desk) fn let_in(&mut self, now: f64) {
        let Some(id) = self.on_duty.admitted else {
            return;
        };
        if self.on_duty.taking(id) == Taking::Anew {
            if !self.on_desk.is_saved() {
                return;
            }
            self.clear_for_another();
        }
        if let Some(piece) = &mut self.on_desk.piece {
            // The editor goes back to where they were.
            piece.select(piece.selection.range.clone());
        }
        self.on_duty.take(id);
        self.on_duty.stirred = now;
    }

    /// What the one before typed cannot be saved, so nobody else can come to the desk.
    pub(in crate::desk) fn keep_others_waiting(&mut self) {
        if let Some(who) = self.on_duty.admitted.take() {
            let why = "What was typed here last could not be saved yet. Free some space on the \
                       disk and try again; it is kept until then.";
            let why = Refused::Because(why.to_owned());
            self.on_duty.asked = Asked::Refused { who, why };
        }
    }

    /// Nothing that the one before had open is left to see; all of it is saved.
    fn clear_for_another(&mut self) {
        self.crew.deck.unload();
        self.on_desk.piece = None;
        self.on_desk.forget_wishes();
        if let Some((id, drafted)) = self.on_desk.await_none() {
            self.land_in_record(id, *drafted);
        }
        self.view.clear();
        self.tray = Tray::default();
        self.worklist.filter.clear();
    }

    /// Whoever is at the desk says who they are.
    ///
    /// # Errors
    /// When somebody has said so before, and they may not say who works here.
    pub(in crate::desk) fn name_me(&mut self, name: String, initials: String) -> Outcome<()> {
        let Some(person) = self.person() else {
            return Ok(());
        };
        if person.is_known() {
            self.may(Act::ManagePeople)?;
        }
        let named = Person {
            name,
            initials,
            ..person.clone()
        };
        self.save_person(named, NewSecret::Kept)
    }

    /// Has the record keep a person.
    ///
    /// # Errors
    /// When a name or initials are missing.
    pub(in crate::desk) fn save_person(
        &mut self,
        person: Person,
        secret: NewSecret,
    ) -> Outcome<()> {
        let person = person.checked()?;
        let (by, effort) = (self.actor(), self.effort);
        let by = match self.person() {
            // Under the name they have just given.
            Some(own) if own.id == person.id => Actor::of(&person),
            _ => by,
        };
        self.crew.record(move |record, outbox| {
            let id = record.save_person(&by, &person, &secret, effort)?;
            outbox.post(Event::PeopleRead(record.people()?));
            outbox.post(Event::PersonSaved(id));
            Ok(())
        });
        Ok(())
    }

    /// Has the record keep another PIN for whoever is at the desk, once they have given theirs.
    pub(in crate::desk) fn change_secret(&mut self, had: Secret, wanted: Secret) {
        let Some(person) = self.person().cloned() else {
            return;
        };
        let (by, effort, moment) = (self.actor(), self.effort, (self.clock)());
        self.crew.record(move |record, outbox| {
            match record.recognise(person.id, &had, moment)? {
                Recognition::Known => {}
                Recognition::Wrong(_) | Recognition::TooSoon(_) => return Err(not_theirs()),
            }
            record.save_person(&by, &person, &NewSecret::Set(wanted), effort)?;
            outbox.post(Event::PeopleRead(record.people()?));
            outbox.post(Event::SecretChanged);
            Ok(())
        });
    }
}

fn not_theirs() -> Problem {
    Problem::new(
        "Your PIN has not been changed: the one you have was not right",
        "Type it again; after three times one has to wait",
    )
}
