//! The worklist: its rows with the people they name, in the order to type them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::letter::{Letter, template};
use crate::record::{
    Author, AuthorId, Changes, Dictation, DictationId, Patient, PatientId, Person, Targets, clock,
    fold,
};

use super::choosing::{Arranging, Chosen, arrange};
use super::lines::{Ink, Line};
use super::queue::Queue;

/// The worklist with the people its rows name.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub dictations: Vec<Dictation>,
    pub patients: BTreeMap<PatientId, Patient>,
    pub authors: Vec<Author>,
}

impl Snapshot {
    /// Takes in what has changed. An answer that comes late, when a later change of the row has
    /// been handed over and is shown already, is passed over.
    pub fn take(&mut self, changes: Changes) {
        for row in changes.dictations {
            if row.removed.is_some() {
                // Where it is found now is the bin.
                self.dictations.retain(|it| it.id != row.id);
                continue;
            }
            match self.dictations.binary_search_by_key(&row.id, |it| it.id) {
                Ok(at) if self.dictations[at].revision > row.revision => {}
                Ok(at) => self.dictations[at] = row,
                Err(at) => self.dictations.insert(at, row),
            }
        }
        let patients = changes.patients.into_iter();
        self.patients
            .extend(patients.map(|patient| (patient.id, patient)));
        for author in changes.authors {
            self.authors.retain(|it| it.id != author.id);
            self.authors.push(author);
        }
        let by_name = |one: &Author, other: &Author| {
            (one.name.as_str(), one.id).cmp(&(other.name.as_str(), other.id))
        };
        self.authors.sort_by(by_name);
    }

    /// Takes in what was removed, in the order it comes in.
    pub fn show_removed(&mut self, removed: Changes) {
        self.dictations = removed.dictations;
        self.authors = removed.authors;
        let patients = removed.patients.into_iter();
        self.patients = patients.map(|patient| (patient.id, patient)).collect();
    }

    /// The letter a dictation starts with.
    pub fn first_letter(&self, dictation: &Dictation) -> Letter {
        let (patient, author) = (self.patient_of(dictation), self.author_of(dictation));
        template::start(dictation, patient, author)
    }

    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        let at = self.dictations.binary_search_by_key(&id, |row| row.id);
        at.ok().map(|at| &self.dictations[at])
    }

    pub fn patient_of(&self, dictation: &Dictation) -> Option<&Patient> {
        self.patients.get(&dictation.patient?)
    }

    pub fn author_of(&self, dictation: &Dictation) -> Option<&Author> {
        let id = dictation.author?;
        self.authors.iter().find(|author| author.id == id)
    }
}

/// The rows of the worklist with the people they name, what each reads, and what the person filters
/// them by.
#[derive(Default)]
pub(super) struct Worklist {
    snapshot: Snapshot,
    lines: BTreeMap<DictationId, Line>,
    ink: Ink,
    pub filter: String,
    pub arranging: Arranging,
    pub chosen: Chosen,
}

impl Worklist {
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Begins with what a record holds.
    pub fn begin(&mut self, snapshot: Snapshot, targets: &Targets) {
        self.snapshot = snapshot;
        self.ink.targets.clone_from(targets);
        self.spell_out(|_| true);
    }

    /// From now on letters are held to these.
    pub fn hold_to(&mut self, targets: &Targets) {
        if self.ink.targets != *targets {
            self.ink.targets.clone_from(targets);
            self.spell_out(|_| true);
        }
    }

    /// These people may be on a row.
    pub fn know(&mut self, people: &[Person]) {
        self.ink.know(people);
        self.spell_out(|row| row.assignee.is_some());
    }

    /// Takes in what has changed.
    pub fn take(&mut self, changes: Changes) {
        let rows: BTreeSet<DictationId> = changes.dictations.iter().map(|it| it.id).collect();
        let patients: BTreeSet<PatientId> = changes.patients.iter().map(|it| it.id).collect();
        let authors: BTreeSet<AuthorId> = changes.authors.iter().map(|it| it.id).collect();
        self.snapshot.take(changes);
        self.lines.retain(|id, _| !rows.contains(id));
        self.spell_out(|row| {
            rows.contains(&row.id)
                || row.patient.is_some_and(|id| patients.contains(&id))
                || row.author.is_some_and(|id| authors.contains(&id))
        });
    }

    /// Spells these rows out anew.
    fn spell_out(&mut self, which: impl Fn(&Dictation) -> bool) {
        let people = &self.snapshot;
        for row in people.dictations.iter().filter(|row| which(row)) {
            let line = self
                .ink
                .line(row, people.patient_of(row), people.author_of(row));
            self.lines.insert(row.id, line);
        }
    }

    /// What a row of the worklist reads.
    pub fn line(&self, id: DictationId) -> Option<&Line> {
        self.lines.get(&id)
    }

    /// All rows in the order to type them: open ones first, and of those what nobody need see before
    /// a later day last; by how urgent they are, then by when they are due.
    pub fn in_order(&self, today: Date) -> impl Iterator<Item = &Dictation> + use<'_> {
        let mut rows: Vec<&Dictation> = self.snapshot.dictations.iter().collect();
        rows.sort_by_cached_key(|row| {
            // The letters of one recording stay together, as they were spoken.
            let number = row.part.map_or(1, |part| part.number);
            let recording = (row.recording, number, row.id);
            let open = (!row.status.is_open(), row.rests_until_after(today));
            (open, row.priority, self.wanted_at(row), recording)
        });
        rows.into_iter()
    }

    /// When a row is wanted: when it is due, or the day on which somebody wants to see it again.
    fn wanted_at(&self, row: &Dictation) -> Timestamp {
        let line = self.lines.get(&row.id);
        let due = line.map_or_else(|| row.due(&self.ink.targets), |line| line.due);
        let again = row
            .bring_forward
            .map(|day| day.to_datetime(Time::midnight()));
        again.map_or(due.at, |again| due.at.min(clock::moment_of(again)))
    }

    /// Those rows in which every word of the filter stands.
    pub fn shown<'a>(
        &'a self,
        queue: &'a Queue,
        today: Date,
    ) -> impl Iterator<Item = &'a Dictation> {
        let filter = fold::searchable(&self.filter);
        let wanted: Vec<String> = filter.split_whitespace().map(str::to_owned).collect();
        self.in_order(today).filter(move |row| {
            let line = self.line(row.id);
            let holds =
                |word: &String| line.is_some_and(|line| line.holds(word)) || queue.tells(row, word);
            wanted.iter().all(holds)
        })
    }

    /// Those rows as the table has them.
    pub fn table<'a>(&'a self, queue: &'a Queue, today: Date) -> Vec<(&'a Dictation, &'a Line)> {
        let rows = self.shown(queue, today);
        let mut rows: Vec<_> = rows
            .filter_map(|row| Some((row, self.line(row.id)?)))
            .collect();
        arrange(&mut rows, self.arranging);
        rows
    }

    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        self.snapshot.dictation(id)
    }

    /// Shows a row as it will be once the record has it.
    pub fn show(&mut self, row: &Dictation) {
        let shown = self.snapshot.dictations.iter_mut();
        shown
            .filter(|shown| shown.id == row.id)
            .for_each(|shown| shown.clone_from(row));
        self.spell_out(|shown| shown.id == row.id);
    }
}
