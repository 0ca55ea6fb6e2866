//! The worklist: its rows with the people they name, in the order to type them.

use std::collections::BTreeMap;

use crate::letter::{Letter, template};
use crate::record::{Author, Changes, Dictation, DictationId, Patient, PatientId};

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

    /// The letter a dictation starts with.
    pub fn first_letter(&self, dictation: &Dictation) -> Letter {
        let patient = dictation.patient.and_then(|id| self.patients.get(&id));
        let author = dictation
            .author
            .and_then(|id| self.authors.iter().find(|author| author.id == id));
        template::start(dictation, patient, author)
    }
}

/// The rows of the worklist with the people they name, and what the person filters them by.
#[derive(Default)]
pub(super) struct Worklist {
    pub snapshot: Snapshot,
    pub filter: String,
}

impl Worklist {
    /// All rows in the order to type them: open ones first, urgent before routine, then by when
    /// they are due.
    pub fn in_order(&self) -> impl Iterator<Item = &Dictation> + use<'_> {
        let mut rows: Vec<&Dictation> = self.snapshot.dictations.iter().collect();
        rows.sort_by_key(|row| {
            // The letters of one recording stay together, as they were spoken.
            let number = row.part.map_or(1, |part| part.number);
            let recording = (row.recording, number, row.id);
            (!row.status.is_open(), row.priority, row.due_at(), recording)
        });
        rows.into_iter()
    }

    /// Those rows in which every word of the filter stands.
    pub fn shown<'a>(&'a self, queue: &'a Queue) -> impl Iterator<Item = &'a Dictation> {
        let filter = self.filter.to_lowercase();
        let wanted: Vec<String> = filter.split_whitespace().map(str::to_owned).collect();
        self.in_order().filter(move |row| {
            // Without a filter, which is most of the time, no row need be spelt out.
            wanted.is_empty() || {
                let row = self.row(row, queue);
                wanted.iter().all(|word| row.contains(word))
            }
        })
    }

    /// What of a row can be filtered by, in lower case.
    fn row(&self, dictation: &Dictation, queue: &Queue) -> String {
        let patient = self.patient_of(dictation).map(Patient::display_name);
        let author = self.author_of(dictation).map(|author| author.name.clone());
        [
            patient.unwrap_or_default(),
            author.unwrap_or_default(),
            dictation.clinic.clone(),
            dictation.work_type.clone(),
            dictation.priority.label().to_owned(),
            dictation.part.map_or_else(String::new, |part| part.label()),
            queue.status_words(dictation),
        ]
        .join(" ")
        .to_lowercase()
    }

    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        self.snapshot.dictations.iter().find(|row| row.id == id)
    }

    pub fn patient_of(&self, dictation: &Dictation) -> Option<&Patient> {
        self.snapshot.patients.get(&dictation.patient?)
    }

    pub fn author_of(&self, dictation: &Dictation) -> Option<&Author> {
        let id = dictation.author?;
        self.snapshot.authors.iter().find(|author| author.id == id)
    }

    /// Shows a row as it will be once the record has it.
    pub fn show(&mut self, row: &Dictation) {
        let shown = self.snapshot.dictations.iter_mut();
        shown
            .filter(|shown| shown.id == row.id)
            .for_each(|shown| shown.clone_from(row));
    }
}
