//! Offering: what was heard of a letter is looked up, held against what is chosen, and taken.

use std::collections::BTreeSet;

use crate::clinical::intro::comparing::{Difference, compared};
use crate::clinical::intro::{Introduction, Urgency};
use crate::desk::event::Event;
use crate::desk::heard::{Offer, Take};
use crate::desk::state::Desk;
use crate::letter::{Field, dates, template};
use crate::problem::Outcome;
use crate::record::{Author, DictationId, Patient, Priority, fold, identity};
use crate::words::capitalised;

/// As many patients are proposed.
const MOST: usize = 5;

impl Desk {
    /// What was said before and after the letter on the desk.
    pub fn introduction(&self) -> Option<&Introduction> {
        let draft = self.on_desk.piece.as_ref()?.draft.as_ref()?;
        Some(&draft.introduction).filter(|it| !it.is_empty())
    }

    /// Where what was heard of whom the letter is about is not what its patient's record says.
    pub fn heard_otherwise(&self) -> Vec<Difference> {
        let piece = self.on_desk.piece.as_ref();
        let patient = piece.and_then(|piece| self.worklist.snapshot().patient_of(&piece.dictation));
        match (self.introduction(), patient) {
            (Some(heard), Some(patient)) => compared(heard, patient).1,
            _ => Vec::new(),
        }
    }

    /// Looks up who of the record may be meant by what was heard.
    pub(in crate::desk) fn look_up_heard(&mut self) {
        self.view.meant = None;
        let Some(id) = self.on_desk.id() else {
            return;
        };
        let heard = self.introduction().cloned().unwrap_or_default();
        self.crew.record(move |record, outbox| {
            let mut keys = Vec::new();
            let nhs = heard
                .nhs_number
                .as_ref()
                .and_then(|said| said.value.as_ref());
            keys.extend(nhs.map(identity::nhs_key));
            let mut found = record.candidates(&keys)?;
            if let Some(name) = &heard.patient {
                found.extend(record.find_patients(&name.value, MOST)?);
            }
            if let Some(born) = heard.born.as_ref().and_then(|said| said.value) {
                found.extend(record.find_patients(&born.to_string(), MOST)?);
            }
            let mut seen = BTreeSet::new();
            found.retain(|patient| seen.insert(patient.id));
            outbox.post(Event::Meant(id, found));
            Ok(())
        });
    }

    pub(in crate::desk) fn meant(&mut self, id: DictationId, patients: Vec<Patient>) {
        if self.on_desk.id() == Some(id) {
            self.view.meant = Some(patients);
        }
    }

    /// All that was heard, beside what is chosen.
    pub fn offers(&self) -> Vec<Offer> {
        let (Some(heard), Some(piece)) = (self.introduction(), &self.on_desk.piece) else {
            return Vec::new();
        };
        let row = &piece.dictation;
        let mut offers = Vec::new();
        offers.extend(self.author_heard(heard));
        if let Some(said) = &heard.clinic {
            let chosen = piece.letter().field(Field::Clinic);
            let take = Take::Field(Field::Clinic, capitalised(&said.value));
            offers.push(plain("Clinic", &said.value, chosen, take));
        }
        if let Some(said) = &heard.dated {
            let is_known = row.dated_by.is_known();
            let day = dates::long(dates::day_of(row.dictated_at));
            let chosen = if is_known { day } else { String::new() };
            offers.push(match said.value {
                Some(date) => plain("Date", &dates::long(date), &chosen, Take::Dictated(date)),
                None => doubted("Date", &said.heard, &chosen, "its year was not said"),
            });
        }
        offers.extend(self.patients_heard(heard));
        if let Some(said) = &heard.work_type {
            let known = template::work_types();
            let work = known
                .into_iter()
                .find(|it| fold::name(it) == fold::name(&said.value));
            offers.push(match work {
                Some(work) => {
                    let take = Take::WorkType(work.to_owned());
                    plain("Work type", work, &row.work_type, take)
                }
                None => doubted(
                    "Work type",
                    &said.value,
                    &row.work_type,
                    "no such work type",
                ),
            });
        }
        if let Some(said) = &heard.urgency {
            let priority = match said.value {
                Urgency::Routine => Priority::Routine,
                Urgency::SuspectedCancer | Urgency::Urgent => Priority::Urgent,
            };
            let take = Take::Priority(priority);
            let mut offer = plain("Urgency", said.value.label(), row.priority.label(), take);
            if priority == row.priority {
                offer.take = None;
            }
            // Nobody waits longer because of a word that was heard.
            offer.is_sure = priority == Priority::Urgent && offer.take.is_some();
            offers.push(offer);
        }
        offers.extend(copies_heard(heard, piece.letter().field(Field::Copies)));
        let notes = heard
            .notes
            .iter()
            .map(|said| doubted("Note to you", &said.value, "", ""));
        offers.extend(notes);
        offers
    }

    fn author_heard(&self, heard: &Introduction) -> Option<Offer> {
        let said = heard.author.as_ref()?;
        let chosen = self
            .on_desk
            .piece
            .as_ref()
            .and_then(|it| self.worklist.snapshot().author_of(&it.dictation));
        let name = chosen.map_or("", |author| author.name.as_str());
        let authors = &self.worklist.snapshot().authors;
        let meant: Vec<&Author> = authors
            .iter()
            .filter(|it| is_author(it, &said.value))
            .collect();
        Some(match meant[..] {
            [author] if chosen.is_some_and(|it| it.id == author.id) => {
                doubted("Author", &said.value, name, "")
            }
            [author] => plain("Author", &said.value, name, Take::Author(author.id)),
            [] => doubted(
                "Author",
                &said.value,
                name,
                "no author of that name is known",
            ),
            _ => doubted(
                "Author",
                &said.value,
                name,
                "several authors have that name",
            ),
        })
    }

    /// Who may be meant: proposed with what agrees and what does not.
    fn patients_heard(&self, heard: &Introduction) -> Vec<Offer> {
        let told = told(heard);
        let row = self.on_desk.piece.as_ref().map(|piece| &piece.dictation);
        let chosen = row.and_then(|row| self.worklist.snapshot().patient_of(row));
        let name = chosen.map_or_else(String::new, Patient::display_name);
        if told.is_empty() {
            return Vec::new();
        }
        let meant = self.view.meant.as_deref().unwrap_or_default();
        if let Some(patient) = chosen {
            let (_, differing) = compared(heard, patient);
            return vec![doubted("Patient", &told, &name, &against(&differing))];
        }
        let proposed = meant.iter().filter_map(|patient| {
            let (agreeing, differing) = compared(heard, patient);
            (!agreeing.is_empty()).then_some((patient, agreeing, differing))
        });
        let proposed: Vec<_> = proposed.collect();
        if proposed.is_empty() {
            let doubt = match self.view.meant {
                Some(_) => "nobody in the record fits",
                None => "looking them up\u{2026}",
            };
            return vec![doubted("Patient", &told, &name, doubt)];
        }
        let is_alone = proposed.len() == 1;
        let offers = proposed
            .into_iter()
            .map(|(patient, agreeing, differing)| Offer {
                label: "Patient",
                heard: told.clone(),
                chosen: String::new(),
                doubt: match differing.is_empty() {
                    true => format!("{}: {} agree", patient.display_name(), agreeing.join(", ")),
                    false => format!("{}: {}", patient.display_name(), against(&differing)),
                },
                take: Some(Take::Patient(patient.id)),
                is_sure: is_alone && differing.is_empty() && agreeing.len() > 1,
            });
        offers.take(MOST).collect()
    }

    /// Takes all that was heard of which nothing else is chosen and nothing is in doubt.
    pub(in crate::desk) fn take_heard(&mut self, now: f64) -> Outcome<()> {
        let sure = self.offers().into_iter().filter(|offer| offer.is_sure);
        let takes: Vec<Take> = sure.filter_map(|offer| offer.take).collect();
        for take in &takes {
            match take.clone() {
                Take::Patient(id) => self.choose_patient(id)?,
                Take::Author(id) => self.choose_author(id)?,
                Take::Dictated(day) => self.set_dictated(day)?,
                Take::WorkType(work) => self.set_work_type(work)?,
                Take::Priority(priority) => self.set_priority(priority)?,
                Take::Field(field, text) => self.set_field(field, text, now)?,
            }
        }
        let told = match takes.len() {
            0 => "Nothing was taken: what is left is for you to choose".to_owned(),
            1 => "1 thing that was heard is taken".to_owned(),
            count => format!("{count} things that were heard are taken"),
        };
        self.notices.say(told, now);
        self.view.sheet = None;
        Ok(())
    }
}

fn plain(label: &'static str, heard: &str, chosen: &str, take: Take) -> Offer {
    let is_same = fold::name(heard) == fold::name(chosen);
    Offer {
        label,
        heard: heard.to_owned(),
        chosen: chosen.to_owned(),
        doubt: String::new(),
        take: (!is_same).then_some(take),
        is_sure: chosen.is_empty(),
    }
}

/// Something that is shown and cannot be taken, with why not.
fn doubted(label: &'static str, heard: &str, chosen: &str, doubt: &str) -> Offer {
    Offer {
        label,
        heard: heard.to_owned(),
        chosen: chosen.to_owned(),
        doubt: doubt.to_owned(),
        take: None,
        is_sure: false,
    }
}

/// Those who are to have a copy, added to those who have one.
fn copies_heard(heard: &Introduction, chosen: &str) -> Option<Offer> {
    let has = |name: &str| {
        chosen
            .lines()
            .any(|line| fold::name(line) == fold::name(name))
    };
    let people: Vec<String> = heard
        .recipients
        .iter()
        .map(|said| capitalised(&said.value))
        .collect();
    let new: Vec<&str> = people
        .iter()
        .map(String::as_str)
        .filter(|name| !has(name))
        .collect();
    let all: Vec<&str> = chosen.lines().chain(new.iter().copied()).collect();
    let take = Take::Field(Field::Copies, all.join("\n"));
    let shown = people.join("; ");
    (!people.is_empty()).then(|| Offer {
        label: "Copies",
        heard: shown,
        chosen: chosen.replace('\n', "; "),
        doubt: String::new(),
        take: (!new.is_empty()).then_some(take),
        is_sure: chosen.is_empty(),
    })
}

/// "Harold Whitcombe, born 9 November 1949, NHS 999 945 8076", as it was heard.
fn told(heard: &Introduction) -> String {
    let born = heard.born.as_ref().map(|said| match said.value {
        Some(date) => format!("born {}", dates::long(date)),
        None => said.heard.clone(),
    });
    let nhs = heard.nhs_number.as_ref().map(|said| match &said.value {
        Some(number) => format!("NHS {number}"),
        None => format!("{} (no valid number)", said.heard),
    });
    let hospital = heard.hospital_number.as_ref();
    let hospital = hospital.map(|said| format!("hospital no. {}", said.value));
    let name = heard.patient.as_ref().map(|said| said.value.clone());
    let known: Vec<String> = [name, born, nhs, hospital].into_iter().flatten().collect();
    known.join(", ")
}

fn against(differing: &[Difference]) -> String {
    let told: Vec<String> = differing.iter().map(Difference::told).collect();
    told.join("; ")
}

/// Whether an author can be meant by a name with its title: the family name, and the first letter of
/// a given name where one was said.
fn is_author(author: &Author, heard: &str) -> bool {
    fn words(name: &str) -> Vec<String> {
        const TITLES: &[&str] = &[
            "dr",
            "doctor",
            "mr",
            "mrs",
            "miss",
            "ms",
            "prof",
            "professor",
            "sister",
            "mx",
        ];
        let words = name.split_whitespace().map(fold::name);
        words
            .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
            .collect()
    }
    let (known, heard) = (words(&author.name), words(heard));
    let first = |words: &[String]| words.first().and_then(|word| word.chars().next());
    known.last() == heard.last()
        && !heard.is_empty()
        && (heard.len() < 2 || known.len() < 2 || first(&known) == first(&heard))
}
