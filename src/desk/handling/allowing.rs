//! Allowing: what whoever is at the desk may do, by their role and by whose letter it is.

use jiff::civil::Date;

use crate::desk::on_duty::nobody;
use crate::desk::state::Desk;
use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::record::{Act, Actor, Author, Dictation, Person, only_own};

impl Desk {
    /// Who is at the desk; nobody while it is locked.
    pub fn person(&self) -> Option<&Person> {
        self.on_duty.person()
    }

    /// In whose name things are done now.
    pub(in crate::desk) fn actor(&self) -> Actor {
        self.on_duty.actor()
    }

    /// What day it is.
    pub fn day(&self) -> Date {
        dates::day_of((self.clock)())
    }

    /// The author that whoever is at the desk is.
    pub fn own_author(&self) -> Option<&Author> {
        let person = self.person()?.id;
        let mut authors = self.worklist.snapshot.authors.iter();
        authors.find(|author| author.person == Some(person))
    }

    /// Whether whoever is at the desk may do this with the letter on it.
    ///
    /// # Errors
    /// Who may, and whom to ask.
    pub fn may(&self, act: Act) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        self.may_with(act, piece.map(|piece| &piece.dictation))
    }

    /// As [`Self::may`], with the letter of a dictation.
    pub(in crate::desk) fn may_with(&self, act: Act, row: Option<&Dictation>) -> Outcome<()> {
        let today = self.day();
        let person = self.person().ok_or_else(nobody)?;
        self.on_duty.may(act, today)?;
        let is_alone = self.on_duty.alone(today).is_some();
        if !is_alone && only_own(person.role, act) && row.is_some_and(|row| self.is_anothers(row)) {
            return Err(not_own());
        }
        if act == Act::SignAsOneself && self.own_author().is_none() {
            return Err(self.of_no_author(today));
        }
        if goes_out_by_name(act) && !person.is_known() {
            return Err(unknown());
        }
        Ok(())
    }

    /// Whether a letter has an author, and that is somebody else.
    fn is_anothers(&self, row: &Dictation) -> bool {
        let own = self.own_author().map(|author| author.id);
        row.author.is_some() && row.author != own
    }

    fn of_no_author(&self, today: Date) -> Problem {
        let able = Act::ChangeAuthors.refusal(self.on_duty.people(), today);
        Problem::new(
            "Nobody has said which of the authors you are, so you cannot sign as one",
            format!("It is said under Letter, Authors. {}", able.next()),
        )
    }
}

/// What puts a name or initials on a letter.
fn goes_out_by_name(act: Act) -> bool {
    let by_name = [
        Act::HandOver,
        Act::SignAsOneself,
        Act::SignFor,
        Act::SendUnsigned,
    ];
    by_name.contains(&act)
}

fn not_own() -> Problem {
    Problem::new(
        "This is another author's letter",
        "Ask its author, or a typist who works for them",
    )
}

/// Asked only now, so that nobody is kept from typing.
fn unknown() -> Problem {
    Problem::new(
        "The letter would not say who typed it or let it go",
        "Give your name and your initials under View, Settings, and do that again",
    )
}
