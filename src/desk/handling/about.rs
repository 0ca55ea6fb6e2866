//! About one patient: their page, a version read again, copies of documents, everything in a folder.

use std::path::PathBuf;

use crate::desk::about::{About, Reading};
use crate::desk::command::Print;
use crate::desk::event::Event;
use crate::desk::export::{Exported, export, write_copy};
use crate::desk::readable;
use crate::desk::state::Desk;
use crate::letter::{dates, docx};
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, AttachmentId, Contact, ContactId, LetterId, PatientId};
use crate::store::Record;

impl Desk {
    /// Looks up everything about the patient of the letter on the desk.
    pub(in crate::desk) fn look_up_patient_on_desk(&mut self) {
        let piece = self.on_desk.piece.as_ref();
        match piece.and_then(|piece| piece.dictation.patient) {
            Some(patient) => self.look_up_patient(patient),
            None => self.view.about = None,
        }
    }

    pub(in crate::desk) fn look_up_patient(&mut self, patient: PatientId) {
        self.view.about = None;
        self.view.reading = None;
        let screen = self.screen();
        self.crew.record(move |record, outbox| {
            screen.hold_page(record, patient)?;
            let about = About::of(record, patient)?;
            outbox.post(Event::AboutFound(Box::new(about)));
            Ok(())
        });
    }

    pub(in crate::desk) fn save_contact(&mut self, contact: Contact) {
        self.change_page(move |record, by| record.save_contact(by, &contact).map(drop));
    }

    pub(in crate::desk) fn remove_contact(&mut self, id: ContactId) {
        self.change_page(move |record, by| record.remove_contact(by, id));
    }

    /// Changes what belongs to a patient, and looks the open page up again.
    fn change_page(
        &mut self,
        change: impl FnOnce(&mut dyn Record, &Actor) -> Outcome<()> + Send + 'static,
    ) {
        let page = self.view.about.as_ref().map(|about| about.patient.id);
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            change(record, &by)?;
            if let Some(patient) = page {
                let about = About::of(record, patient)?;
                outbox.post(Event::AboutFound(Box::new(about)));
            }
            Ok(())
        });
    }

    /// Reads a signed version as it stands.
    pub(in crate::desk) fn read_version(&mut self, letter: LetterId, version: u32) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let text = record.read_document(&by, letter, version)?;
            outbox.post(Event::Read(Reading {
                letter,
                version,
                text,
            }));
            Ok(())
        });
    }

    /// Saves a copy of a signed document.
    pub(in crate::desk) fn save_copy(
        &mut self,
        letter: LetterId,
        version: u32,
        print: Print,
        to: PathBuf,
    ) {
        let (by, now) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let mut document = record.document(letter, version)?;
            if print == Print::Large {
                document = docx::large_print(&document)?;
            }
            write_copy(&to, &document, "The copy", "letter")?;
            let there = readable::of_letter(&to, "copy of a letter", letter, version);
            record.note_readable(&by, &[there], now)?;
            record.note_copy(&by, letter, version)?;
            outbox.post(Event::Said("The copy is saved".to_owned()));
            Ok(())
        });
    }

    /// Takes papers in for the patient whose page is open, and looks the page up again.
    pub(in crate::desk) fn attach(&mut self, files: Vec<PathBuf>) {
        let Some(patient) = self.view.about.as_ref().map(|about| about.patient.id) else {
            return;
        };
        self.change_page(move |record, by| {
            for file in &files {
                let title = file.file_stem().unwrap_or_default().to_string_lossy();
                let ending = file.extension().unwrap_or_default().to_string_lossy();
                let mut paper = std::fs::File::open(file).map_err(|error| {
                    Problem::new(
                        "A paper could not be opened",
                        "Check that it is still there and that you may read it",
                    )
                    .because(error)
                })?;
                record.attach(by, patient, &title, &ending, &mut paper)?;
            }
            Ok(())
        });
    }

    /// Saves a copy of a paper, byte for byte.
    pub(in crate::desk) fn save_attachment(&mut self, id: AttachmentId, to: PathBuf) {
        let (by, now) = (self.actor(), (self.clock)());
        let patient = self.view.about.as_ref().map(|about| about.patient.id);
        self.crew.record(move |record, outbox| {
            let paper = record.attachment(&by, id)?;
            write_copy(&to, &paper, "The copy", "paper")?;
            let mut there = readable::copy(&to, "copy of a paper");
            there.patient = patient;
            record.note_readable(&by, &[there], now)?;
            outbox.post(Event::Said("The copy is saved".to_owned()));
            Ok(())
        });
    }

    /// Writes everything about the patient whose page is open into a new folder.
    pub(in crate::desk) fn export_patient(&mut self, under: PathBuf) {
        let Some(about) = self.view.about.clone() else {
            return;
        };
        let (by, now) = (self.actor(), (self.clock)());
        let day = dates::day_of(now);
        self.crew.record(move |record, outbox| {
            let exported = export(record, &by, &about, &under, day)?;
            let there = readable::in_folder(&exported.folder, "export", about.patient.id);
            record.note_readable(&by, &there, now)?;
            outbox.post(Event::Exported(exported));
            Ok(())
        });
    }

    pub(in crate::desk) fn exported(&mut self, exported: Exported, now: f64) {
        let (files, folder) = (exported.files, exported.folder.display());
        let told = match files {
            1 => format!("1 file and its index are in {folder}"),
            files => format!("{files} files and their index are in {folder}"),
        };
        if exported.missing.is_empty() {
            self.notices.say(told, now);
            return;
        }
        let missing = exported.missing.len();
        self.notices.tell(&Problem::new(
            format!("{told}, but {missing} could not be read"),
            "The index says which; restore them from a backup and export again",
        ));
    }
}
