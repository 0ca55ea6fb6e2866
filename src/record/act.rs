//! Acts: what can be done here, who may by their role, and what those are told who may not.

use jiff::civil::Date;

use super::{Person, Role};
use crate::problem::Problem;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    Write,
    /// To say whom a letter is about and whose it is.
    Identify,
    /// To hand a letter over as typed and checked.
    HandOver,
    /// To approve a letter under one's own name.
    SignAsOneself,
    /// To sign pp for a named author.
    SignFor,
    /// To let a letter go "dictated but not signed".
    SendUnsigned,
    Dispatch,
    Withdraw,
    Amend,
    /// To send a letter back instead of signing it.
    Reject,
    /// To answer what was asked about a letter.
    Answer,
    OpenRestricted,
    ChangePatients,
    MergePatients,
    TakeListsIn,
    ChangeAuthors,
    ManagePeople,
    ReadAudit,
    ExportPatient,
    ChangeSettings,
    TeachDictionary,
}

impl Act {
    pub const ALL: [Self; 21] = [
        Self::Write,
        Self::Identify,
        Self::HandOver,
        Self::SignAsOneself,
        Self::SignFor,
        Self::SendUnsigned,
        Self::Dispatch,
        Self::Withdraw,
        Self::Amend,
        Self::Reject,
        Self::Answer,
        Self::OpenRestricted,
        Self::ChangePatients,
        Self::MergePatients,
        Self::TakeListsIn,
        Self::ChangeAuthors,
        Self::ManagePeople,
        Self::ReadAudit,
        Self::ExportPatient,
        Self::ChangeSettings,
        Self::TeachDictionary,
    ];

    /// What it is, after "may".
    pub fn words(self) -> &'static str {
        match self {
            Self::Write => "write letters",
            Self::Identify => "say whose a letter is and whom it is about",
            Self::HandOver => "hand a letter over to be signed",
            Self::SignAsOneself => "sign letters as themselves",
            Self::SignFor => "sign a letter for its author",
            Self::SendUnsigned => "let a letter go unsigned",
            Self::Dispatch => "send letters out",
            Self::Withdraw => "withdraw a letter",
            Self::Amend => "amend a signed letter",
            Self::Reject => "send a letter back",
            Self::Answer => "answer a query",
            Self::OpenRestricted => "open the letters of a restricted patient",
            Self::ChangePatients => "add or change patients",
            Self::MergePatients => "merge patients",
            Self::TakeListsIn => "take lists of patients in",
            Self::ChangeAuthors => "add or change authors",
            Self::ManagePeople => "say who works here",
            Self::ReadAudit => "read the audit trail",
            Self::ExportPatient => "export all that is kept about a patient",
            Self::ChangeSettings => "change the settings of the department",
            Self::TeachDictionary => "teach the dictionary",
        }
    }

    /// What somebody is told who may not, by those who work here on that day.
    pub fn refusal(self, people: &[Person], today: Date) -> Problem {
        let roles = Role::ALL.into_iter().filter(|role| may(*role, self));
        let roles: Vec<&str> = roles.map(Role::one).collect();
        let what = format!("Only {} may {}", listed(&roles), self.words());
        Problem::new(what, self.whom_to_ask(people, today))
    }

    fn whom_to_ask(self, people: &[Person], today: Date) -> String {
        let able = people.iter().filter(|person| {
            may(person.role, self) && !person.has_left(today) && person.is_known()
        });
        let names: Vec<&str> = able.map(|person| person.name.as_str()).collect();
        match names.as_slice() {
            [] => "Ask whoever looks after this workspace to name somebody who may".to_owned(),
            // Three are enough to go and look for.
            names => format!("Ask {}", listed(&names[..names.len().min(3)])),
        }
    }
}

/// Whether a role may do something: the one table of it. Signing as oneself takes besides that the
/// person is one of the authors; an author's way with letters ends at their own.
pub fn may(role: Role, act: Act) -> bool {
    const T: bool = true;
    const F: bool = false;
    let [typist, author, supervisor, administrator] = match act {
        Act::Write => [T, T, T, T],
        Act::Identify => [T, T, T, T],
        Act::HandOver => [T, T, T, T],
        Act::SignAsOneself => [F, T, F, F],
        Act::SignFor => [T, F, T, T],
        Act::SendUnsigned => [T, F, T, T],
        Act::Dispatch => [T, F, T, T],
        Act::Withdraw => [F, T, T, T],
        Act::Amend => [T, T, T, T],
        Act::Reject => [F, T, T, T],
        Act::Answer => [T, T, T, T],
        Act::OpenRestricted => [F, T, T, T],
        Act::ChangePatients => [T, F, T, T],
        Act::MergePatients => [F, F, T, T],
        Act::TakeListsIn => [T, F, T, T],
        Act::ChangeAuthors => [F, F, T, T],
        Act::ManagePeople => [F, F, F, T],
        Act::ReadAudit => [F, F, T, T],
        Act::ExportPatient => [F, F, T, T],
        Act::ChangeSettings => [F, F, F, T],
        Act::TeachDictionary => [T, F, T, T],
    };
    match role {
        Role::Typist => typist,
        Role::Author => author,
        Role::Supervisor => supervisor,
        Role::Administrator => administrator,
    }
}

/// Whether the role may do this with its own letters only.
pub fn only_own(role: Role, act: Act) -> bool {
    let with_a_letter = [
        Act::Write,
        Act::Identify,
        Act::HandOver,
        Act::SignAsOneself,
        Act::Withdraw,
        Act::Amend,
        Act::Reject,
        Act::Answer,
        Act::OpenRestricted,
    ];
    role == Role::Author && with_a_letter.contains(&act)
}

/// "a typist, a supervisor or an administrator".
fn listed(names: &[&str]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
