//! The worklist: what to type next, and putting it on the desk.

use crate::audio::{Source, decode};
use crate::letter::{Letter, template};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Author, Dictation, DictationId, Patient, Priority, Status};
use crate::store::Store;

use super::Desk;
use super::command::Command;
use super::crew::Outbox;
use super::event::{Drafted, Event, Opened, Snapshot};
use super::on_desk::Arrived;
use super::queue::Queue;
use super::workpiece::Workpiece;

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
            let recording = row
                .part
                .map_or((row.id, 1), |part| (part.first, part.number));
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

impl Desk {
    /// Rows to show, in the order to type them, filtered by what was typed into the filter.
    pub fn worklist(&self) -> impl Iterator<Item = &Dictation> {
        self.worklist.shown(&self.queue)
    }

    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        self.worklist.dictation(id)
    }

    pub fn patient_of(&self, dictation: &Dictation) -> Option<&Patient> {
        self.worklist.patient_of(dictation)
    }

    pub fn author_of(&self, dictation: &Dictation) -> Option<&Author> {
        self.worklist.author_of(dictation)
    }

    /// Puts the most pressing dictation that is not on the desk on it.
    pub(super) fn open_next(&mut self, now: f64) {
        let on_desk = self.on_desk.id();
        let ready = |status: Status| {
            matches!(
                status,
                Status::Waiting | Status::DraftReady | Status::Typing
            )
        };
        let next = self
            .worklist()
            .find(|row| ready(row.status) && Some(row.id) != on_desk)
            .map(|row| row.id);
        match next {
            Some(id) => self.open(id),
            None => self.notices.say("Nothing else is waiting to be typed", now),
        }
    }

    /// Fetches a dictation and its letter; the letter is begun if there is none.
    pub(super) fn open(&mut self, id: DictationId) {
        if self.on_desk.id() == Some(id) {
            return;
        }
        if let Some((other, drafted)) = self.on_desk.await_one(id) {
            self.land_in_record(other, *drafted);
        }
        let people = self.worklist.snapshot.clone();
        self.crew.record(move |store, outbox| {
            let dictation = store.dictation(id)?;
            let letter = match store.letter_for(id)? {
                Some(letter) => letter,
                None => store.begin_letter(id, &first_letter(&dictation, &people))?,
            };
            let opened = Opened {
                letter,
                draft: store.draft(id)?,
                heard: store.heard(id)?,
                source: store.audio(id).map(|source| Box::new(source) as _),
                dictation,
            };
            outbox.post(Event::Opened(Box::new(opened)));
            Ok(())
        });
    }

    /// A dictation has come: it is the workpiece from now on, if it is still waited for.
    pub(super) fn opened(&mut self, opened: Box<Opened>, now: f64) -> Outcome<()> {
        let id = opened.dictation.id;
        match self.on_desk.arrived(opened) {
            Arrived::Wanted(opened, drafted) => self.put_on_desk(*opened, drafted, now),
            Arrived::Early => {
                self.journal();
                self.on_desk.wish(Command::Open(id));
                Ok(())
            }
            Arrived::NotWanted => Ok(()),
        }
    }

    fn put_on_desk(
        &mut self,
        mut opened: Opened,
        drafted: Option<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        let id = opened.dictation.id;
        let source = std::mem::replace(&mut opened.source, Err(no_source()));
        opened.source = match source {
            Ok(source) => {
                self.crew.read(move |outbox| read_clip(id, source, outbox));
                Ok(Box::new(std::io::empty()) as _)
            }
            Err(problem) => Err(problem),
        };
        self.crew.deck.unload();
        let mut piece = Workpiece::new(opened)?;
        piece.review.is_stale = true;
        self.on_desk.piece = Some(piece);
        if let Some(drafted) = drafted {
            self.land(id, *drafted, now)?;
        }
        self.draft_what_is_on_desk();
        Ok(())
    }

    /// Brings the letter on the desk back as the record now has it, unless the desk has moved on.
    pub(super) fn reopen(&mut self, id: DictationId) {
        if self.on_desk.id() == Some(id) {
            self.view.sheet = None;
            self.on_desk.piece = None;
            self.crew.deck.unload();
            if !self.on_desk.awaits_any() {
                self.open(id);
            }
        }
    }

    /// Takes the letter off the desk. The caller has made sure that all of it is saved.
    pub(super) fn put_away(&mut self, now: f64) {
        if self.on_desk.piece.is_some() {
            self.remember_listening(now);
            self.crew.deck.unload();
            self.on_desk.piece = None;
            self.crew.record(refresh);
        }
    }

    pub(super) fn set_priority(&mut self, priority: Priority) -> Outcome<()> {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.refuse_changes()?;
            piece.dictation.priority = priority;
            self.save_dictation();
        }
        Ok(())
    }

    /// Stores the row of the dictation on the desk and shows it.
    pub(super) fn save_dictation(&mut self) {
        if let Some(piece) = &self.on_desk.piece {
            let row = piece.dictation.clone();
            self.worklist.show(&row);
            self.crew.record(move |store, outbox| {
                store.update_dictation(&row)?;
                refresh(store, outbox)
            });
        }
    }
}

/// Reads the worklist and posts it.
pub(super) fn refresh(store: &mut Store, outbox: &Outbox) -> Outcome<()> {
    let snapshot = snapshot(store)?;
    outbox.post(Event::Refreshed(Box::new(snapshot)));
    Ok(())
}

pub(super) fn snapshot(store: &Store) -> Outcome<Snapshot> {
    let dictations = store.dictations()?;
    let mut snapshot = Snapshot {
        authors: store.authors()?,
        ..Snapshot::default()
    };
    for id in dictations.iter().filter_map(|dictation| dictation.patient) {
        if let std::collections::btree_map::Entry::Vacant(place) = snapshot.patients.entry(id) {
            place.insert(store.patient(id)?);
        }
    }
    snapshot.dictations = dictations;
    Ok(snapshot)
}

/// The letter a dictation starts with.
pub(super) fn first_letter(dictation: &Dictation, people: &Snapshot) -> Letter {
    let patient = dictation.patient.and_then(|id| people.patients.get(&id));
    let author = dictation
        .author
        .and_then(|id| people.authors.iter().find(|author| author.id == id));
    template::start(dictation, patient, author)
}

/// Opens a recording and reads it through, saying so when it can first be played and at the end.
fn read_clip(id: DictationId, source: Box<dyn Source>, outbox: &Outbox) {
    let read = answered(|| {
        let (clip, decoding) = decode::open(source)?;
        outbox.post(Event::ClipOpened(id, clip));
        decoding.run(&mut |_| true)
    });
    outbox.post(Event::ClipRead(id, read));
}

fn no_source() -> Problem {
    Problem::new("This dictation has no recording", "Import it again")
}
