//! The worklist: what to type next, and putting it on the desk.

use crate::audio::{Source, decode};
use crate::letter::{Letter, template};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Author, Dictation, DictationId, Patient, Priority, Status};
use crate::store::Store;

use super::Desk;
use super::command::Command;
use super::crew::Outbox;
use super::event::{Event, Opened, Snapshot};
use super::workpiece::Workpiece;

impl Desk {
    /// Rows to show, in the order to type them: open ones first, urgent before routine, then by
    /// when they are due. Filtered by what was typed into the filter.
    pub fn worklist(&self) -> impl Iterator<Item = &Dictation> {
        self.in_order()
            .filter(|dictation| self.matches_filter(dictation))
    }

    /// All rows in that order, whatever the filter hides.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &Dictation> {
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

    fn matches_filter(&self, dictation: &Dictation) -> bool {
        let patient = self.patient_of(dictation).map(Patient::display_name);
        let author = self.author_of(dictation).map(|author| author.name.clone());
        let row = [
            patient.unwrap_or_default(),
            author.unwrap_or_default(),
            dictation.clinic.clone(),
            dictation.work_type.clone(),
            dictation.priority.label().to_owned(),
            dictation.part.map_or_else(String::new, |part| part.label()),
            self.status_words(dictation),
        ]
        .join(" ")
        .to_lowercase();
        self.filter
            .to_lowercase()
            .split_whitespace()
            .all(|word| row.contains(word))
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

    /// Puts the most pressing dictation that is not on the desk on it.
    pub(super) fn open_next(&mut self, now: f64) {
        let on_desk = self.piece.as_ref().map(|piece| piece.dictation.id);
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
        if self
            .piece
            .as_ref()
            .is_some_and(|piece| piece.dictation.id == id)
        {
            return;
        }
        self.opening = Some(id);
        let people = self.snapshot.clone();
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

    /// A dictation has come: it is the workpiece from now on.
    pub(super) fn opened(&mut self, mut opened: Opened, now: f64) -> Outcome<()> {
        let id = opened.dictation.id;
        if self.opening != Some(id) {
            return Ok(());
        }
        self.opening = None;
        if !self.is_saved() {
            // Somebody typed on while it was being fetched: the letter on the desk comes first.
            self.journal();
            self.once_saved = Some(Command::Open(id));
            return Ok(());
        }
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
        piece.transport.set_back_step(self.settings.back_step);
        piece.review.is_stale = true;
        self.piece = Some(piece);
        if let Some((id, drafted)) = self.landed_while_opening.take() {
            self.land(id, *drafted, now)?;
        }
        self.draft_what_is_on_desk();
        Ok(())
    }

    /// Brings the letter on the desk back as the record now has it, unless the desk has moved on.
    pub(super) fn reopen(&mut self, id: DictationId) {
        if self
            .piece
            .as_ref()
            .is_some_and(|piece| piece.dictation.id == id)
        {
            self.sheet = None;
            self.piece = None;
            self.crew.deck.unload();
            if self.opening.is_none() {
                self.open(id);
            }
        }
    }

    /// Takes the letter off the desk. The caller has made sure that all of it is saved.
    pub(super) fn put_away(&mut self, now: f64) {
        if self.piece.is_some() {
            self.remember_listening(now);
            self.crew.deck.unload();
            self.piece = None;
            self.crew.record(refresh);
        }
    }

    pub(super) fn set_priority(&mut self, priority: Priority) {
        if let Some(piece) = &mut self.piece {
            piece.dictation.priority = priority;
            self.save_dictation();
        }
    }

    /// Stores the row of the dictation on the desk and shows it.
    pub(super) fn save_dictation(&mut self) {
        if let Some(piece) = &self.piece {
            let row = piece.dictation.clone();
            let shown = &mut self.snapshot.dictations;
            shown
                .iter_mut()
                .filter(|shown| shown.id == row.id)
                .for_each(|shown| shown.clone_from(&row));
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
