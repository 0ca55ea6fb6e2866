//! The encrypted database as a record: each intent is one named transaction.

use crate::letter::recipients::Addressed;
use std::io::Read;

use jiff::Timestamp;

use super::answers::{Added, Fetched, Landed, Parted};
use super::audit::{self, Action, Event};
use super::finding::index;
use super::given::{Dispatched, Link, Listening, NewVersion};
use super::intents::Record;
use super::vault::Kind;
use super::{
    Store, Witnessed, authors, beginning, bin, changes, contacts, dictations, drafts, journal,
    letters, patients, recipients, recordings, settings, signing, splitting, stages, steps,
    witness,
};
use crate::clinical::draft::{Draft, Drafted};
use crate::clinical::lexicon::Lexicon;
use crate::letter::history::Entry;
use crate::letter::sign::Approval;
use crate::letter::stages::Taken;
use crate::letter::versions::{OpenLetter, Typed};
use crate::problem::Outcome;
use crate::record::{
    Actor, Author, AuthorId, Changes, Contact, ContactId, Dictation, DictationId, LetterId,
    Patient, PatientId, Priority, Seen,
};
use crate::words::Span;

impl Record for Store {
    fn worklist(&self) -> Outcome<Changes> {
        changes::all(&self.connection)
    }

    fn dictations(&self) -> Outcome<Vec<Dictation>> {
        dictations::all(&self.connection)
    }

    fn dictation(&self, id: DictationId) -> Outcome<Dictation> {
        dictations::at(&self.connection, id)
    }

    fn take_in(
        &mut self,
        by: &Actor,
        new: &Dictation,
        audio: &mut dyn Read,
        extension: &str,
        received: Timestamp,
    ) -> Outcome<Added> {
        let deposit = self.vault.deposit(Kind::Recording, audio)?;
        let listed = self.intend(by, "taking a dictation in", |work| {
            recordings::list(work, new, &deposit, extension, received)
        });
        let which = listed.as_ref().ok().map(|(which, _)| *which);
        recordings::settle(&self.vault, &self.connection, &deposit, which)?;
        listed.map(|((id, already_here), changes)| Added {
            id,
            already_here,
            changes,
        })
    }

    fn open(&mut self, by: &Actor, id: DictationId) -> Outcome<(Fetched, Changes)> {
        self.witnessed = Witnessed::default();
        self.intend(by, "opening a dictation", |work| {
            work.touch_dictation(id);
            let dictation = dictations::at(work, id)?;
            bin::refuse(&dictation)?;
            let fetched = Fetched {
                letter: letters::of_or_begun(work, &dictation)?,
                draft: drafts::at(work, id)?,
                heard: dictations::heard(work, id)?,
                dictation,
            };
            audit::append(work, Event::of(Action::Opened).dictation(id))?;
            // Somebody has turned from what was typed before this.
            index::catch_up(work)?;
            Ok(fetched)
        })
    }

    fn set_priority(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        priority: Priority,
    ) -> Outcome<Changes> {
        self.change(by, "changing how urgent a dictation is", |work| {
            dictations::set_priority(work, row, priority)
        })
    }

    fn take_up(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes> {
        self.change(by, "taking a dictation up", |work| {
            dictations::take_up(work, row)
        })
    }

    fn set_aside(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes> {
        self.change(by, "setting a dictation aside", |work| {
            dictations::set_aside(work, row)
        })
    }

    fn hand_over(&mut self, by: &Actor, row: Seen<DictationId>, typed: &Typed) -> Outcome<Changes> {
        self.change(by, "handing a letter over to sign", |work| {
            steps::hand_over(work, row, typed)
        })
    }

    fn approve(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        letter: LetterId,
        approval: &Approval,
    ) -> Outcome<Changes> {
        self.change(by, "approving a letter", |work| {
            steps::approve(work, row, letter, approval)
        })
    }

    fn withdraw(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        letter: LetterId,
        version: u32,
        why: &str,
    ) -> Outcome<Changes> {
        self.change(by, "withdrawing a letter", |work| {
            steps::withdraw(work, row, letter, version, why)
        })
    }

    fn recipients(&self, letter: LetterId, version: u32) -> Outcome<Vec<Addressed>> {
        recipients::of(&self.connection, letter, version)
    }

    fn dispatch(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        dispatched: &Dispatched,
    ) -> Outcome<Changes> {
        self.change(by, "sending a letter", |work| {
            steps::dispatch(work, row, dispatched)
        })
    }

    fn stages(&self, letter: LetterId) -> Outcome<Vec<Taken>> {
        stages::of(&self.connection, letter)
    }

    fn begin_letter(
        &mut self,
        by: &Actor,
        new: &Dictation,
        now: Timestamp,
    ) -> Outcome<(DictationId, Changes)> {
        self.intend(by, "beginning a letter", |work| {
            beginning::begin(work, new, now)
        })
    }

    fn another_letter(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        work_type: &str,
    ) -> Outcome<(DictationId, Changes)> {
        self.intend(by, "beginning another letter", |work| {
            beginning::again(work, row, work_type)
        })
    }

    fn addendum(
        &mut self,
        by: &Actor,
        to: LetterId,
        new: &Dictation,
        now: Timestamp,
    ) -> Outcome<(DictationId, Changes)> {
        self.intend(by, "adding to a letter", |work| {
            beginning::addendum(work, to, new, now)
        })
    }

    fn link(&mut self, by: &Actor, row: Seen<DictationId>, link: &Link) -> Outcome<Changes> {
        self.change(by, "saying whose a dictation is", |work| {
            dictations::link(work, row, link)
        })
    }

    fn note_listening(
        &mut self,
        by: &Actor,
        id: DictationId,
        listening: &Listening,
    ) -> Outcome<Changes> {
        let is_known = self.witnessed.played == Some(id);
        let (is_played, changes) = self.intend(by, "keeping what was heard", |work| {
            let is_played = !is_known && witness::is_news(work, id, listening)?;
            if is_played {
                audit::append(work, Event::of(Action::Played).dictation(id))?;
            }
            dictations::note_listening(work, id, listening)?;
            Ok(is_played)
        })?;
        if is_played {
            self.witnessed.played = Some(id);
        }
        Ok(changes)
    }

    fn heard(&self, id: DictationId) -> Outcome<Vec<Span>> {
        dictations::heard(&self.connection, id)
    }

    fn draft(&self, id: DictationId) -> Outcome<Option<Draft>> {
        drafts::at(&self.connection, id)
    }

    fn land_draft(
        &mut self,
        by: &Actor,
        id: DictationId,
        drafted: Drafted,
        lexicon: &Lexicon,
    ) -> Outcome<(Landed, Changes)> {
        self.intend(by, "landing a draft", |work| {
            drafts::land(work, id, drafted, lexicon)
        })
    }

    fn keep_draft(
        &mut self,
        by: &Actor,
        id: DictationId,
        draft: &Draft,
        length: f64,
        put: bool,
    ) -> Outcome<Changes> {
        self.change(by, "keeping a draft", |work| {
            drafts::keep(work, id, draft, length, put)
        })
    }

    fn split(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        lexicon: &Lexicon,
    ) -> Outcome<(Parted, Changes)> {
        self.intend(by, "splitting a dictation", |work| {
            let dictation = dictations::as_seen(work, row)?;
            let draft = drafts::at(work, row.id)?.unwrap_or_default();
            splitting::split(work, &dictation, &draft, lexicon)?.ok_or_else(splitting::of_one)
        })
    }

    fn keep_as_one(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes> {
        self.change(by, "keeping a dictation one letter", |work| {
            drafts::keep_as_one(work, row)
        })
    }

    fn letter_for(&self, dictation: DictationId) -> Outcome<Option<OpenLetter>> {
        letters::of(&self.connection, dictation)
    }

    fn journal(&mut self, by: &Actor, letter: LetterId, entries: &[Entry]) -> Outcome<Changes> {
        let is_known = self.witnessed.edited == Some(letter);
        let changes = self.change(by, "journalling edits", |work| {
            journal::append(work, letter, entries)?;
            witness::edits(work, letter, entries, is_known)?;
            steps::take_back(work, letter)
        })?;
        self.witnessed.edited = Some(letter);
        Ok(changes)
    }

    fn sign(&mut self, by: &Actor, new: &NewVersion) -> Outcome<Changes> {
        let mut document = new.document.as_slice();
        let deposit = self.vault.deposit(Kind::Document, &mut document)?;
        let signed = self.change(by, "signing a letter", |work| signing::sign(work, new));
        self.vault.conclude(&deposit, signed.is_ok());
        signed
    }

    fn amend(&mut self, by: &Actor, letter: LetterId) -> Outcome<(OpenLetter, Changes)> {
        self.intend(by, "amending a letter", |work| signing::amend(work, letter))
    }

    fn patient(&self, id: PatientId) -> Outcome<Patient> {
        patients::at(&self.connection, id)
    }

    fn find_patients(&self, query: &str, limit: usize) -> Outcome<Vec<Patient>> {
        patients::find(&self.connection, query, limit)
    }

    fn save_patient(&mut self, by: &Actor, patient: &Patient) -> Outcome<(PatientId, Changes)> {
        self.intend(by, "saving a patient", |work| patients::save(work, patient))
    }

    fn import_patients(&mut self, by: &Actor, patients: &[Patient]) -> Outcome<Changes> {
        self.change(by, "taking a list of patients in", |work| {
            patients
                .iter()
                .try_for_each(|patient| patients::save(work, patient).map(drop))?;
            let taken_in = Event::of(Action::PatientsTakenIn);
            audit::append(work, taken_in.on(&format!("{} patients", patients.len())))
        })
    }

    fn contacts(&self, patient: Option<PatientId>) -> Outcome<Vec<Contact>> {
        contacts::of(&self.connection, patient)
    }

    fn save_contact(&mut self, by: &Actor, contact: &Contact) -> Outcome<ContactId> {
        self.apart(by, "saving a contact", |work| contacts::save(work, contact))
    }

    fn remove_contact(&mut self, by: &Actor, id: ContactId) -> Outcome<()> {
        self.apart(by, "removing a contact", |work| contacts::remove(work, id))
    }

    fn candidates(&self, keys: &[String]) -> Outcome<Vec<Patient>> {
        patients::with_keys(&self.connection, keys)
    }

    fn merge_patients(
        &mut self,
        by: &Actor,
        alias: Seen<PatientId>,
        of: Seen<PatientId>,
    ) -> Outcome<Changes> {
        self.change(by, "merging two patients", |work| {
            patients::merge(work, alias, of)
        })
    }

    fn part_patients(&mut self, by: &Actor, alias: PatientId) -> Outcome<Changes> {
        self.change(by, "parting two patients", |work| {
            patients::part(work, alias)
        })
    }

    fn authors(&self) -> Outcome<Vec<Author>> {
        authors::all(&self.connection)
    }

    fn save_author(&mut self, by: &Actor, author: &Author) -> Outcome<(AuthorId, Changes)> {
        self.intend(by, "saving an author", |work| authors::save(work, author))
    }

    fn setting(&self, name: &str) -> Outcome<Option<String>> {
        settings::get(&self.connection, name)
    }

    fn set_setting(&mut self, by: &Actor, name: &str, value: &str) -> Outcome<()> {
        self.apart(by, "keeping a setting", |work| {
            settings::set(work, name, value)
        })
    }

    fn cap_pages(&mut self, pages: u32) -> Outcome<()> {
        self.connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        Ok(())
    }
}
