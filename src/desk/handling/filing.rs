//! Filing: who the letter is about, signing, and the document on disk.

use std::path::{Path, PathBuf};

use crate::letter::gate::Step;
use crate::letter::sign::{self, SignedLetter};
use crate::letter::{docx, template};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Author, AuthorId, Dictation, Patient, PatientId};
use crate::store::{NewVersion, Store};

use super::rows::refresh;
use super::steps::held;
use crate::desk::event::Event;
use crate::desk::learning;
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;

impl Desk {
    /// Looks patients up by any part of name, number or date of birth.
    pub(in crate::desk) fn search_patients(&mut self, query: String) {
        self.search.query.clone_from(&query);
        self.crew.record(move |store, outbox| {
            outbox.post(Event::PatientsFound(store.find_patients(&query, 50)?));
            Ok(())
        });
    }

    pub(in crate::desk) fn save_patient(&mut self, patient: Patient) {
        self.crew.record(move |store, outbox| {
            let id = store.save_patient(&patient)?;
            outbox.post(Event::PatientSaved(id));
            refresh(store, outbox)
        });
    }

    pub(in crate::desk) fn save_author(&mut self, author: Author) {
        self.crew.record(move |store, outbox| {
            store.save_author(&author)?;
            outbox.post(Event::AuthorSaved);
            refresh(store, outbox)
        });
    }

    /// Links the dictation on the desk to a patient; the snapshot that follows fills the letter.
    pub(in crate::desk) fn choose_patient(&mut self, id: PatientId) -> Outcome<()> {
        self.relink(|dictation| dictation.patient = Some(id))?;
        self.view.sheet = None;
        Ok(())
    }

    pub(in crate::desk) fn choose_author(&mut self, id: AuthorId) -> Outcome<()> {
        self.relink(|dictation| dictation.author = Some(id))
    }

    /// Makes the letter on the desk another kind of work: its addressee, closing and copies become
    /// those of that kind, where nobody has typed into them.
    pub(in crate::desk) fn set_work_type(&mut self, work: String) -> Outcome<()> {
        self.relink(|dictation| dictation.work_type = work)
    }

    /// Changes whom the dictation on the desk belongs to. The letter's fields are filled once the
    /// record has answered with the people named.
    fn relink(&mut self, link: impl FnOnce(&mut Dictation)) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        // One that is still to be answered says what the letter holds now.
        let filled = || self.worklist.snapshot.first_letter(&piece.dictation);
        piece.filled_from.get_or_insert_with(filled);
        link(&mut piece.dictation);
        piece.review.is_stale = true;
        self.save_dictation();
        Ok(())
    }

    /// Fills the fields that follow from a patient or author chosen since and that nobody has
    /// typed into. A worklist read before the choice does not know them; the next one does.
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
        let is = self.worklist.snapshot.first_letter(dictation);
        let edits = template::fill(piece.letter(), was, &is);
        if let Some(piece) = &mut self.on_desk.piece {
            piece.filled_from = None;
        }
        for edit in edits {
            self.edit(edit, now)?;
        }
        Ok(())
    }

    /// Signs the letter on the desk and files it.
    ///
    /// # Errors
    /// When anything holds it; nothing is signed then.
    pub(in crate::desk) fn sign(
        &mut self,
        identity_checked: bool,
        unheard_reason: &str,
    ) -> Outcome<()> {
        let Some(case) = self.case(identity_checked, unheard_reason) else {
            return Ok(());
        };
        if let Some(piece) = &self.on_desk.piece {
            piece.refuse_changes()?;
        }
        let signed = sign::sign(case, (self.clock)()).map_err(|holds| held(Step::Sign, holds))?;
        if let Some(piece) = &mut self.on_desk.piece {
            piece.standing = Standing::Signing;
        }
        let folder = self.settings.letters_folder.clone();
        let reason = unheard_reason.trim().to_owned();
        let lexicon = self.lexicon_for(signed.papers().dictation_id);
        self.crew.record(move |store, outbox| {
            let papers = signed.papers();
            let (dictation, letter) = (papers.dictation_id, papers.letter_id);
            if let Err(problem) = answered(|| store.sign_letter(&new_version(&signed, reason)?)) {
                outbox.post(Event::NotSigned(dictation, problem));
                return Ok(());
            }
            outbox.post(Event::Signed(dictation, letter));
            refresh(store, outbox)?;
            let filed = file(store, &folder).map(|filed| outbox.post(Event::Filed(filed)));
            // The letter is signed and filed whether or not anything can be learnt from it.
            match answered(|| learning::learn(store, &signed, &lexicon)) {
                Ok(0) => {}
                Ok(count) => outbox.post(Event::Taught(count)),
                Err(problem) => outbox.post(Event::Trouble(problem)),
            }
            filed
        });
        Ok(())
    }

    /// Writes the documents that are signed and not yet saved.
    pub(in crate::desk) fn file_again(&mut self) {
        let folder = self.settings.letters_folder.clone();
        self.crew.record(move |store, outbox| {
            file(store, &folder).map(|filed| outbox.post(Event::Filed(filed)))
        });
    }

    pub(in crate::desk) fn filed(&mut self, files: Vec<PathBuf>, now: f64) {
        let told = match files.last() {
            Some(last) => format!("Saved as {}", last.display()),
            None => "Every signed letter has been saved already".to_owned(),
        };
        self.notices.say(told, now);
        self.filed.extend(files);
    }

    /// Starts a new version of the signed letter on the desk.
    pub(in crate::desk) fn amend(&mut self) -> Outcome<()> {
        let Some(piece) = self
            .on_desk
            .piece
            .as_ref()
            .filter(|piece| piece.signed().is_some())
        else {
            return Err(Problem::new(
                "This letter has not been signed, so there is nothing to amend",
                "Just change it",
            ));
        };
        let (letter, dictation) = (piece.letter_id, piece.dictation.id);
        self.crew.record(move |store, outbox| {
            store.amend_letter(letter)?;
            outbox.post(Event::Amended(dictation));
            refresh(store, outbox)
        });
        Ok(())
    }

    /// Saves a watermarked proof of the unsigned letter.
    pub(in crate::desk) fn save_proof(&mut self, to: PathBuf) {
        let Some(papers) = self.papers() else {
            return;
        };
        self.crew.read(move |outbox| {
            let saved = docx::proof(&papers).and_then(|bytes| write(&to, &bytes));
            outbox.post(match saved {
                Ok(()) => Event::Said("The proof is saved".to_owned()),
                Err(problem) => Event::Trouble(problem),
            });
        });
    }
}

/// The signed letter as the record keeps it, with why part of its dictation went unheard.
fn new_version(signed: &SignedLetter, unheard: String) -> Outcome<NewVersion> {
    let papers = signed.papers();
    let (Some(patient), Some(author)) = (&papers.patient, &papers.author) else {
        return Err(Problem::new(
            "The letter has no patient or no author",
            "Choose both and sign again",
        ));
    };
    Ok(NewVersion {
        letter: papers.letter_id,
        version: papers.version,
        patient: patient.id,
        author: author.id,
        dictation: papers.dictation_id,
        document: docx::document(signed)?,
        text: signed.plain_text(),
        approval: signed.approval().clone(),
        unheard,
    })
}

/// Writes every document that is signed and not saved yet into the folder, making that first.
pub(in crate::desk) fn file(store: &mut Store, folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !store.owes_documents()? {
        return Ok(Vec::new());
    }
    if folder.as_os_str().is_empty() {
        return Err(Problem::new(
            "The letter is signed and kept in the record, but no folder is chosen to save documents in",
            "Choose one under View, Settings; the document is then saved there",
        ));
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        Problem::new(
            "The letter is signed and kept in the record, but its folder for documents cannot be made",
            "Choose another under View, Settings, then use Review, Save the document again",
        )
        .because(error)
    })?;
    store.file_documents(folder)
}

fn write(to: &Path, bytes: &[u8]) -> Outcome<()> {
    std::fs::write(to, bytes).map_err(|error| {
        Problem::new(
            "The proof could not be saved there",
            "Choose another folder; the letter itself is safe",
        )
        .because(error)
    })
}
