//! Letters in bulk: a list read, each line held against the record, and letters made of those that
//! are confirmed.

use std::path::PathBuf;

use super::clinics::file_name;
use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::lists;
use crate::desk::mailing::{Mailing, Wording};
use crate::desk::state::Desk;
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::list::entries::ListEntry;
use crate::record::{Patient, identity};

impl Desk {
    pub(in crate::desk) fn take_mail_list(&mut self, path: PathBuf) {
        self.view.sheet = Some(Sheet::MailMerge);
        let today = dates::day_of((self.clock)());
        let name = file_name(&path);
        self.crew.check(move |outbox| {
            let read = lists::read_table(&path).and_then(|table| table.entries(today));
            outbox.post(Event::MailListRead(name, read));
        });
    }

    /// Holds each line against those of the record who may be meant.
    pub(in crate::desk) fn mail_list_read(
        &mut self,
        name: String,
        read: Outcome<Vec<ListEntry>>,
    ) -> Outcome<()> {
        let before = self.view.mailing.take();
        let entries = read?;
        let people = entries.iter().filter_map(|it| it.patient.as_ref().ok());
        let keys: Vec<String> = people.flat_map(identity::keys).collect();
        let wording = before.map(|it| it.wording).unwrap_or_default();
        self.view.mailing = Some(Mailing::new(name, entries, wording));
        self.crew.record(move |record, outbox| {
            outbox.post(Event::MailListLookedOver(record.candidates(&keys)?));
            Ok(())
        });
        Ok(())
    }

    pub(in crate::desk) fn mail_list_looked_over(&mut self, known: &[Patient]) {
        if let Some(mailing) = &mut self.view.mailing {
            mailing.show(known);
        }
    }

    pub(in crate::desk) fn word_mailing(&mut self, wording: Wording) {
        if let Some(mailing) = &mut self.view.mailing {
            mailing.wording = wording;
        }
    }

    pub(in crate::desk) fn confirm_line(&mut self, at: usize, is_confirmed: bool) {
        if let Some(mailing) = &mut self.view.mailing {
            mailing.confirm(at, is_confirmed);
        }
    }

    /// Makes the letters of the lines that are confirmed, all of them or none.
    pub(in crate::desk) fn make_letters(&mut self) {
        let (by, now) = (self.actor(), (self.clock)());
        let Some(mailing) = &self.view.mailing else {
            return;
        };
        let count = mailing.confirmed();
        if count == 0 || mailing.made.is_some() {
            return;
        }
        let batch = mailing.batch(now);
        self.crew.record(move |record, outbox| {
            let changes = record.settle_clinic(&by, &batch, now)?;
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::LettersMade(count));
            Ok(())
        });
    }

    pub(in crate::desk) fn letters_made(&mut self, count: usize) {
        if let Some(mailing) = &mut self.view.mailing {
            mailing.made = Some(count);
        }
    }
}
