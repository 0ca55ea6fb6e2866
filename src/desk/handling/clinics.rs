//! A clinic list: read, matched with the recordings, corrected, and settled all at once.

use std::path::PathBuf;

use crate::desk::clinics::{Clinic, LookedOver, NOT_ATTENDED, WORDING, may_be_of_a_clinic};
use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::lists;
use crate::desk::state::Desk;
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::list::Listed;
use crate::record::list::appointments::ClinicList;
use crate::record::proposal;
use crate::record::{DictationId, identity};

impl Desk {
    /// Reads a clinic list away from the record, which has typing to keep meanwhile.
    pub(in crate::desk) fn take_clinic_list(&mut self, path: PathBuf) {
        self.view.sheet = Some(Sheet::Clinic);
        let today = dates::day_of((self.clock)());
        let name = file_name(&path);
        self.crew.check(move |outbox| {
            let read = lists::read_table(&path).and_then(|table| table.appointments(today));
            outbox.post(Event::ClinicRead(name, read.map(Box::new)));
        });
    }

    /// Holds each appointment against the record.
    pub(in crate::desk) fn clinic_read(&mut self, name: String, list: ClinicList) {
        let today = dates::day_of((self.clock)());
        let listed: Vec<Listed> = list
            .appointments
            .iter()
            .map(|it| Listed {
                line: it.line,
                patient: it.patient.clone(),
                doubts: it.doubts.clone(),
            })
            .collect();
        let ids: Vec<DictationId> = self
            .worklist
            .snapshot()
            .dictations
            .iter()
            .filter(|row| may_be_of_a_clinic(row))
            .map(|row| row.id)
            .collect();
        self.view.clinic = Some(Clinic::new(name, list, NOT_ATTENDED.to_owned()));
        self.crew.record(move |record, outbox| {
            let keys = listed.iter().flat_map(|row| identity::keys(&row.patient));
            let known = record.candidates(&keys.collect::<Vec<_>>())?;
            let proposed = proposal::propose(listed, &known, today);
            outbox.post(Event::ClinicLookedOver(Box::new(LookedOver {
                proposed,
                spoken: record.spoken_of(&ids)?,
                wording: record.setting(WORDING)?,
            })));
            Ok(())
        });
    }

    pub(in crate::desk) fn clinic_looked_over(&mut self, over: LookedOver) {
        if let Some(clinic) = &mut self.view.clinic {
            if let Some(wording) = over.wording {
                clinic.wording = wording;
            }
            clinic.show(over.proposed, &over.spoken, self.worklist.snapshot());
        }
    }

    pub(in crate::desk) fn match_row(&mut self, at: usize, recording: Option<DictationId>) {
        if let Some(clinic) = &mut self.view.clinic {
            clinic.choose(at, recording);
        }
    }

    pub(in crate::desk) fn confirm_row(&mut self, at: usize, is_confirmed: bool) {
        if let Some(clinic) = &mut self.view.clinic {
            clinic.confirm(at, is_confirmed);
        }
    }

    pub(in crate::desk) fn confirm_sure(&mut self) {
        if let Some(clinic) = &mut self.view.clinic {
            clinic.confirm_sure();
        }
    }

    pub(in crate::desk) fn word_not_attended(&mut self, text: String) {
        if let Some(clinic) = &mut self.view.clinic {
            clinic.wording = text;
        }
    }

    /// Does what was confirmed, all of it or nothing.
    pub(in crate::desk) fn settle_clinic(&mut self) {
        let (by, now) = (self.actor(), (self.clock)());
        let Some(clinic) = &self.view.clinic else {
            return;
        };
        let counts = clinic.confirmed();
        if counts == (0, 0) || clinic.settled.is_some() {
            return;
        }
        let batch = clinic.batch(self.worklist.snapshot(), dates::day_of(now));
        let wording = clinic.wording.clone();
        self.crew.record(move |record, outbox| {
            let changes = record.settle_clinic(&by, &batch, now)?;
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::ClinicSettled(counts));
            match wording == NOT_ATTENDED {
                true => Ok(()),
                false => record.set_setting(&by, WORDING, &wording),
            }
        });
    }

    /// The record has it; the letter on the desk is brought back where it is one of them.
    pub(in crate::desk) fn clinic_settled(&mut self, counts: (usize, usize)) {
        let Some(clinic) = &mut self.view.clinic else {
            return;
        };
        clinic.settled = Some(counts);
        let on_desk = self.on_desk.id();
        let rows = clinic.rows.iter().filter(|row| row.is_confirmed);
        let is_on_desk = |id: DictationId| Some(id) == on_desk;
        let found = rows.filter_map(|row| row.found.ok());
        let id = found
            .map(|found| found.recording)
            .find(|id| is_on_desk(*id));
        if let Some(id) = id {
            let sheet = self.view.sheet;
            self.reopen(id);
            self.view.sheet = sheet;
        }
    }

    /// Tells what is wrong with a list that cannot be read, on the page that asks for one.
    pub(in crate::desk) fn clinic_outcome(
        &mut self,
        name: String,
        read: Outcome<Box<ClinicList>>,
    ) -> Outcome<()> {
        self.view.clinic = None;
        self.clinic_read(name, *read?);
        Ok(())
    }
}

/// What a file is called.
pub(super) fn file_name(path: &std::path::Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
