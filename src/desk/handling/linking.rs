//! Linking: whom a letter is about and whose it is, looked up, saved and chosen.

use jiff::civil::Date;

use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::letter::{dates, template};
use crate::problem::Outcome;
use crate::record::{Author, AuthorId, DatedBy, Patient, PatientId};
use crate::store::Link;

impl Desk {
    /// Looks patients up by any part of name, number or date of birth.
    pub(in crate::desk) fn search_patients(&mut self, query: String) {
        self.view.search.query.clone_from(&query);
        self.crew.record(move |record, outbox| {
            outbox.post(Event::PatientsFound(record.find_patients(&query, 50)?));
            Ok(())
        });
    }

    pub(in crate::desk) fn save_patient(&mut self, patient: Patient) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let (id, changes) = record.save_patient(&by, &patient)?;
            outbox.post(Event::PatientSaved(id));
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }

    pub(in crate::desk) fn save_author(&mut self, author: Author) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let (_, changes) = record.save_author(&by, &author)?;
            outbox.post(Event::AuthorSaved);
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }

    /// Links the dictation on the desk to a patient; the record's answer fills the letter.
    pub(in crate::desk) fn choose_patient(&mut self, id: PatientId) -> Outcome<()> {
        self.relink(Link::Patient(id))?;
        self.view.sheet = None;
        Ok(())
    }

    pub(in crate::desk) fn choose_author(&mut self, id: AuthorId) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        let is_first = piece.is_some_and(|piece| piece.dictation.author.is_none());
        self.relink(Link::Author(id))?;
        let authors = self.worklist.snapshot().authors.iter();
        let author = authors.filter(|_| is_first).find(|author| author.id == id);
        match author.map(|author| author.work_type.clone()) {
            // What their letters are where nobody has said so of this one.
            Some(work) if !work.is_empty() => self.relink(Link::WorkType(work)),
            _ => Ok(()),
        }
    }

    /// Makes the letter on the desk another kind of work: its addressee, closing and copies become
    /// those of that kind, where nobody has typed into them.
    pub(in crate::desk) fn set_work_type(&mut self, work: String) -> Outcome<()> {
        self.relink(Link::WorkType(work))
    }

    /// Says on which day the letter on the desk was dictated.
    pub(in crate::desk) fn set_dictated(&mut self, day: Date) -> Outcome<()> {
        self.relink(Link::Dictated(dates::noon_of(day)))
    }

    /// Changes whom the dictation on the desk belongs to. The letter's fields are filled once the
    /// record has answered with the people named.
    fn relink(&mut self, link: Link) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        // One that is still to be answered says what the letter holds now.
        let filled = || self.worklist.snapshot().first_letter(&piece.dictation);
        piece.filled_from.get_or_insert_with(filled);
        match &link {
            Link::Patient(id) => piece.dictation.patient = Some(*id),
            Link::Author(id) => piece.dictation.author = Some(*id),
            Link::WorkType(work) => piece.dictation.work_type.clone_from(work),
            Link::Dictated(at) => {
                piece.dictation.dictated_at = *at;
                piece.dictation.dated_by = DatedBy::Person;
            }
        }
        piece.review.is_stale = true;
        self.change_row(self.actor(), move |record, by, row| {
            record.link(by, row, &link)
        });
        Ok(())
    }

    /// Fills the fields that follow from a patient or author chosen since and that nobody has
    /// typed into. An answer from before the choice does not bring them; the choice's own does.
    pub(in crate::desk) fn fill_fields(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let dictation = &piece.dictation;
        let knows_all = self.patient_of(dictation).is_some() == dictation.patient.is_some()
            && self.author_of(dictation).is_some() == dictation.author.is_some();
        let Some(was) = piece.filled_from.as_ref().filter(|_| knows_all) else {
            return Ok(());
        };
        let is = self.worklist.snapshot().first_letter(dictation);
        let edits = template::fill(piece.letter(), was, &is);
        if let Some(piece) = &mut self.on_desk.piece {
            piece.filled_from = None;
        }
        for edit in edits {
            self.edit(edit, now)?;
        }
        Ok(())
    }
}
