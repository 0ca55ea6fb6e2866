//! Allowing: what whoever is at the desk may do, by their role and by whose letter it is.

use jiff::civil::Date;

use crate::desk::command::Command;
use crate::desk::on_duty::nobody;
use crate::desk::state::Desk;
use crate::desk::verbs::act_of;
use crate::problem::{Outcome, Problem};
use crate::record::{
    Act, Actor, Author, AuthorId, Dictation, DictationId, PatientId, Person, may, only_own,
};
use crate::store::Record;

impl Desk {
    /// Who is at the desk; nobody while it is locked.
    pub fn person(&self) -> Option<&Person> {
        self.on_duty.person()
    }

    /// In whose name things are done now.
    pub(in crate::desk) fn actor(&self) -> Actor {
        self.on_duty.actor()
    }

    /// The author that whoever is at the desk is.
    pub fn own_author(&self) -> Option<&Author> {
        let person = self.person()?.id;
        let mut authors = self.worklist.snapshot().authors.iter();
        authors.find(|author| author.person == Some(person))
    }

    /// Whether whoever is at the desk may do this with the letter on it.
    ///
    /// # Errors
    /// Who may, and whom to ask.
    pub fn may(&self, act: Act) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        match self.bar(act, piece.map(|piece| &piece.dictation)) {
            None => Ok(()),
            Some(Bar::Role(problem) | Bar::Other(problem)) => Err(problem),
        }
    }

    /// Whether whoever is at the desk may say this.
    pub(in crate::desk) fn allowed(&self, command: &Command) -> Outcome<()> {
        act_of(command, &self.settings).map_or(Ok(()), |act| self.may(act))
    }

    /// What stands between whoever is at the desk and an act with the letter of this dictation.
    fn bar(&self, act: Act, row: Option<&Dictation>) -> Option<Bar> {
        let today = self.day();
        let Some(person) = self.person() else {
            return Some(Bar::Other(nobody()));
        };
        let is_alone = self.on_duty.alone(today).is_some();
        let for_the_gone = act == Act::SignFor && row.is_some_and(|row| self.stands_in(row));
        if !is_alone && !for_the_gone && !may(person.role, act) {
            return Some(Bar::Role(act.refusal(self.on_duty.people(), today)));
        }
        let is_second = act == Act::SignAsOneself && self.waits_for_a_second();
        let is_bound = !is_alone && !is_second && only_own(person.role, act);
        if is_bound && row.is_some_and(|row| self.is_anothers(row)) {
            return Some(Bar::Role(not_own()));
        }
        if act == Act::SignAsOneself && self.own_author().is_none() {
            return Some(Bar::Role(self.of_no_author(today)));
        }
        let is_missing = goes_out_by_name(act) && !person.is_known();
        is_missing.then(|| Bar::Other(unknown()))
    }

    /// Whether the role of whoever is at the desk lets them do this with that letter.
    pub(in crate::desk) fn is_open_to(&self, act: Act, row: &Dictation) -> bool {
        !matches!(self.bar(act, Some(row)), Some(Bar::Role(_)))
    }

    /// Whether whoever is at the desk signs for the letter's author, who has left.
    pub fn stands_in(&self, row: &Dictation) -> bool {
        let own = self.own_author().map(|author| author.id);
        own.is_some() && self.author_of(row).and_then(|it| self.successor_of(it)) == own
    }

    /// Who signs for an author whose last day is over.
    fn successor_of(&self, author: &Author) -> Option<AuthorId> {
        let today = self.day();
        let has_left = author.until.is_some_and(|until| until < today);
        author.successor.filter(|_| has_left)
    }

    /// The authors whose letters are as one's own: oneself, and for whom one signs now.
    fn own_authors(&self) -> Vec<AuthorId> {
        let Some(own) = self.own_author().map(|author| author.id) else {
            return Vec::new();
        };
        let authors = self.worklist.snapshot().authors.iter();
        let is_own = |it: &&Author| it.id == own || self.successor_of(it) == Some(own);
        authors.filter(is_own).map(|author| author.id).collect()
    }

    /// Tells why a command is refused; where it is a role that does not allow it, the record notes
    /// that once however often it is tried in a row.
    pub(in crate::desk) fn refuse(&mut self, command: &Command, why: &Problem) {
        self.notices.tell(why);
        let Some(act) = act_of(command, &self.settings) else {
            return;
        };
        let row = self.on_desk.piece.as_ref().map(|piece| &piece.dictation);
        let about = row.map(|row| row.id);
        let is_by_role = matches!(self.bar(act, row), Some(Bar::Role(_)));
        if is_by_role && self.on_duty.is_new_refusal(act, about) {
            let by = self.actor();
            self.crew
                .record(move |record, _| record.note_refused(&by, act, about));
        }
    }

    /// What keeps the letters of restricted patients from whoever is at the desk.
    pub(in crate::desk) fn screen(&self) -> Screen {
        let person = self.person();
        let is_alone = self.on_duty.alone(self.day()).is_some();
        Screen {
            refusal: match self.bar(Act::OpenRestricted, None) {
                Some(Bar::Role(problem) | Bar::Other(problem)) => Some(problem),
                None => None,
            },
            only: person
                .filter(|person| !is_alone && only_own(person.role, Act::OpenRestricted))
                .map(|_| self.own_authors()),
            by: self.actor(),
        }
    }

    /// Whether it is another author's letter to whoever may change their own only.
    pub(in crate::desk) fn is_barred(&self, row: &Dictation) -> bool {
        self.bar(Act::Write, Some(row)).is_some()
    }

    /// Whether the letter on the desk has been approved and wants another signatory.
    fn waits_for_a_second(&self) -> bool {
        let piece = self.on_desk.piece.as_ref();
        piece.is_some_and(|piece| !piece.approvals.is_empty())
    }

    /// Whether a letter has an author, and that is somebody else.
    fn is_anothers(&self, row: &Dictation) -> bool {
        row.author
            .is_some_and(|author| !self.own_authors().contains(&author))
    }

    fn of_no_author(&self, today: Date) -> Problem {
        let able = Act::ChangeAuthors.refusal(self.on_duty.people(), today);
        Problem::new(
            "Nobody has said which of the authors you are, so you cannot sign as one",
            format!("It is said under Letter, Authors. {}", able.next()),
        )
    }
}

/// What keeps whoever is at the desk from an act.
enum Bar {
    /// Their role, or that it is another's letter.
    Role(Problem),
    Other(Problem),
}

/// What is let through to whoever is at the desk, of letters about restricted patients.
pub(in crate::desk) struct Screen {
    refusal: Option<Problem>,
    /// Only letters of these authors, or of nobody yet.
    only: Option<Vec<AuthorId>>,
    by: Actor,
}

impl Screen {
    /// Refuses a dictation that is not to be opened, and has the record note that.
    pub fn hold(&self, record: &mut dyn Record, id: DictationId) -> Outcome<()> {
        let row = record.dictation(id)?;
        let Some(patient) = row.patient else {
            return Ok(());
        };
        if !record.patient(patient)?.details.restricted {
            return Ok(());
        }
        if self.lets(&row) {
            return Ok(());
        }
        record.note_refused(&self.by, Act::OpenRestricted, Some(id))?;
        Err(self.refusal.clone().unwrap_or_else(not_own))
    }

    /// Refuses all that there is about a restricted patient.
    pub fn hold_page(&self, record: &mut dyn Record, id: PatientId) -> Outcome<()> {
        let Some(refusal) = &self.refusal else {
            return Ok(());
        };
        if !record.patient(id)?.details.restricted {
            return Ok(());
        }
        record.note_refused(&self.by, Act::OpenRestricted, None)?;
        Err(refusal.clone())
    }

    /// Whether a letter about a restricted patient is let through.
    pub fn lets(&self, row: &Dictation) -> bool {
        let is_anothers =
            |own: &Vec<AuthorId>| row.author.is_some_and(|author| !own.contains(&author));
        self.refusal.is_none() && !self.only.as_ref().is_some_and(is_anothers)
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

pub(in crate::desk) fn not_own() -> Problem {
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
