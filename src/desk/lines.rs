//! Lines: what each row of the worklist reads, spelt out once and kept until the row, its people or
//! the targets change, so that no frame and no letter typed into the filter spells it out again.

use std::collections::BTreeMap;

use crate::record::{Author, Dictation, Due, Patient, Person, PersonId, Targets, fold};

/// What a row of the worklist reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Empty where none is chosen.
    pub patient: String,
    pub hospital_number: String,
    /// Empty where none is named.
    pub author: String,
    pub assignee: String,
    /// "letter 2 of 3", where the recording holds several.
    pub part: String,
    pub due: Due,
    /// All of it that can be looked for.
    folded: String,
}

impl Line {
    /// Whether a word, folded, stands in it.
    pub fn holds(&self, word: &str) -> bool {
        self.folded.contains(word)
    }
}

/// What lines are made with besides the rows and whom they are about.
#[derive(Default)]
pub(super) struct Ink {
    pub targets: Targets,
    people: BTreeMap<PersonId, String>,
}

impl Ink {
    pub fn know(&mut self, people: &[Person]) {
        let named = people.iter().map(|it| (it.id, it.called().to_owned()));
        self.people = named.collect();
    }

    /// What this row reads.
    pub fn line(
        &self,
        row: &Dictation,
        patient: Option<&Patient>,
        author: Option<&Author>,
    ) -> Line {
        let number = patient.map_or("", |patient| patient.hospital_number.as_str());
        let assignee = row.assignee.and_then(|id| self.people.get(&id));
        let mut line = Line {
            patient: patient.map(Patient::display_name).unwrap_or_default(),
            hospital_number: number.to_owned(),
            author: author.map(|it| it.name.clone()).unwrap_or_default(),
            assignee: assignee.cloned().unwrap_or_default(),
            part: row.part.map(|part| part.label()).unwrap_or_default(),
            due: row.due(&self.targets),
            folded: String::new(),
        };
        let all = [
            line.patient.as_str(),
            &line.hospital_number,
            &line.author,
            &line.assignee,
            &line.part,
            &row.clinic,
            &row.work_type,
            row.priority.label(),
        ];
        line.folded = fold::searchable(&all.join(" "));
        line
    }
}
