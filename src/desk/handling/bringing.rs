//! Bringing patients in: a list read, held against the record, corrected and saved; and two patients
//! who are one.

use std::path::PathBuf;

use crate::desk::bringing::Bringing;
use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::lists::{self, BroughtIn, File, LookedOver};
use crate::desk::state::Desk;
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::list::Field;
use crate::record::{PatientId, Seen};

impl Desk {
    /// Reads a list away from the record, which has typing to keep meanwhile.
    pub(in crate::desk) fn bring_in(&mut self, path: PathBuf) {
        self.view.sheet = Some(Sheet::BringIn);
        let today = dates::day_of((self.clock)());
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.crew.check(move |outbox| {
            let read = lists::read(&path, today).map(Box::new);
            outbox.post(Event::ListRead(name, read));
        });
    }

    pub(in crate::desk) fn list_read(&mut self, name: String, file: File) {
        self.view.bringing = Some(Bringing::new(name, file));
        self.look_list_over();
    }

    /// Takes a column of the list for something else.
    pub(in crate::desk) fn take_column(&mut self, column: usize, field: Option<Field>) {
        if let Some(bringing) = &mut self.view.bringing
            && let File::Table(table) = &mut bringing.file
        {
            table.take(column, field);
            self.look_list_over();
        }
    }

    /// Holds each line against the record.
    fn look_list_over(&mut self) {
        let today = dates::day_of((self.clock)());
        let Some(bringing) = &mut self.view.bringing else {
            return;
        };
        match bringing.file.people(today) {
            Err(problem) => bringing.show(Err(problem)),
            Ok(list) => {
                bringing.over = None;
                self.crew.record(move |record, outbox| {
                    let over = lists::look_over(record, list, today).map(Box::new);
                    outbox.post(Event::ListLookedOver(over));
                    Ok(())
                });
            }
        }
    }

    pub(in crate::desk) fn list_looked_over(&mut self, over: Outcome<Box<LookedOver>>) {
        if let Some(bringing) = &mut self.view.bringing {
            bringing.show(over);
        }
    }

    /// Saves the list, all of it or nothing.
    pub(in crate::desk) fn save_list(&mut self) {
        let by = self.actor();
        let over = self
            .view
            .bringing
            .as_ref()
            .and_then(|bringing| bringing.over.as_ref());
        let Some(Ok(over)) = over else {
            return;
        };
        let over = over.clone();
        self.crew.record(move |record, outbox| {
            let (brought, changes) = lists::save(record, &by, &over)?;
            outbox.post(Event::ListSaved(brought));
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }

    pub(in crate::desk) fn list_saved(&mut self, brought: BroughtIn) {
        if let Some(bringing) = &mut self.view.bringing {
            bringing.saved = Some(brought);
        }
    }

    /// Makes a patient another name of one who stays.
    pub(in crate::desk) fn merge_patients(&mut self, alias: Seen<PatientId>, of: Seen<PatientId>) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let changes = record.merge_patients(&by, alias, of)?;
            outbox.post(Event::PatientsMerged(alias.id));
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }

    pub(in crate::desk) fn patients_merged(&mut self, gone: PatientId, now: f64) {
        let over = self
            .view
            .bringing
            .as_mut()
            .and_then(|bringing| bringing.over.as_mut());
        if let Some(Ok(over)) = over {
            over.merges.retain(|pair| pair.gone.id != gone);
        }
        self.notices.say(
            "The two patients are one now; what was signed stays as it was",
            now,
        );
        self.patient_settled();
    }

    /// What was done with a patient is in the record: the sheet goes back to its search.
    pub(in crate::desk) fn patient_settled(&mut self) {
        self.view.search.settled += 1;
        let query = self.view.search.query.clone();
        self.search_patients(query);
    }
}
