//! Filing: signing, and the document on disk.

use std::path::{Path, PathBuf};

use crate::letter::gate::Step;
use crate::letter::sign::{self, Approval, Approved, SignedLetter};
use crate::letter::versions::Typed;
use crate::letter::{dates, docx, recipients};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Actor, Contact, DictationId, Seen};
use crate::store::{NewVersion, Record};

use super::rows::tell_as_it_stands;
use super::steps::held;
use crate::desk::command::Signature;
use crate::desk::event::Event;
use crate::desk::export::write_copy;
use crate::desk::learning;
use crate::desk::readable;
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;

impl Desk {
    /// Signs the letter on the desk and files it; where it wants another signatory, keeps this
    /// approval.
    ///
    /// # Errors
    /// When anything holds it; nothing is signed then.
    pub(in crate::desk) fn sign(&mut self, signature: Signature) -> Outcome<()> {
        let Some(mut case) = self.case(&signature) else {
            return Ok(());
        };
        if let Some(piece) = &self.on_desk.piece {
            piece.refuse_changes()?;
        }
        let typed = self.typed_by_now();
        case.papers.typed = Some(dates::day_of(typed.at));
        self.tray.keep_reason(&signature.unheard_reason);
        let approved = sign::sign(case, (self.clock)()).map_err(|holds| held(Step::Sign, holds))?;
        match approved {
            Approved::Signed(signed) => self.close_version(*signed, typed, &signature),
            Approved::WaitsForAnother(approval) => self.keep_approval(approval),
        }
        Ok(())
    }

    /// The first of two signatories has approved the letter on the desk.
    fn keep_approval(&mut self, approval: Approval) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        piece.approvals.push(approval.clone());
        let letter = piece.letter_id;
        self.view.sheet = None;
        self.change_row(self.actor(), move |record, by, row| {
            record.approve(by, row, letter, &approval)
        });
    }

    fn close_version(&mut self, signed: SignedLetter, typed: Typed, signature: &Signature) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        piece.standing = Standing::Signing;
        let (row, patient) = (piece.dictation.seen(), piece.dictation.patient);
        let by = self.actor();
        let folder = self.settings.letters_folder.clone();
        let reason = signature.unheard_reason.trim().to_owned();
        let lexicon = self.lexicon_for(signed.papers().dictation_id);
        self.crew.record(move |record, outbox| {
            let sign = || {
                let contacts = record.contacts(patient)?;
                let new = new_version(&signed, row, typed, reason, &contacts)?;
                record.sign(&by, &new)
            };
            match answered(sign) {
                Ok(changes) => {
                    outbox.post(Event::Signed(row.id, signed.papers().letter_id));
                    outbox.post(Event::Changed(Box::new(changes)));
                }
                Err(problem) => {
                    outbox.post(Event::NotSigned(row.id, problem));
                    tell_as_it_stands(record, row.id, outbox);
                    return Ok(());
                }
            }
            let filed = file(record, &by, &folder).map(|filed| outbox.post(Event::Filed(filed)));
            // The letter is signed and filed whether or not anything can be learnt from it.
            match answered(|| learning::learn(record, &by, &signed, &lexicon)) {
                Ok(0) => {}
                Ok(count) => outbox.post(Event::Taught(count)),
                Err(problem) => outbox.post(Event::Trouble(problem)),
            }
            filed
        });
    }

    /// Writes the documents that are signed and not yet saved.
    pub(in crate::desk) fn file_again(&mut self) {
        let folder = self.settings.letters_folder.clone();
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            file(record, &by, &folder).map(|filed| outbox.post(Event::Filed(filed)))
        });
    }

    pub(in crate::desk) fn filed(&mut self, files: Vec<PathBuf>, now: f64) {
        let told = match files.last() {
            Some(last) => format!("Saved as {}", last.display()),
            None => "Every signed letter has been saved already".to_owned(),
        };
        self.notices.say(told, now);
        self.workspace.filed.extend(files);
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
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let (_, changes) = record.amend(&by, letter)?;
            outbox.post(Event::Amended(dictation));
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
        Ok(())
    }

    /// Saves a watermarked proof of the unsigned letter.
    pub(in crate::desk) fn save_proof(&mut self, to: PathBuf) {
        let Some(papers) = self.papers() else {
            return;
        };
        let (by, now) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            write_copy(&to, &docx::proof(&papers)?, "The proof", "letter")?;
            let (letter, version) = (papers.letter_id, papers.version);
            let there = readable::of_letter(&to, "proof of a letter", letter, version);
            record.note_readable(&by, &[there], now)?;
            record.note_proof(&by, papers.dictation_id)?;
            outbox.post(Event::Said("The proof is saved".to_owned()));
            Ok(())
        });
    }
}

/// The signed letter as the record keeps it, with why part of its dictation went unheard.
fn new_version(
    signed: &SignedLetter,
    dictation: Seen<DictationId>,
    typed: Typed,
    unheard: String,
    contacts: &[Contact],
) -> Outcome<NewVersion> {
    let papers = signed.papers();
    let (Some(patient), Some(author), Some(approval)) =
        (&papers.patient, &papers.author, signed.approvals().last())
    else {
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
        dictation,
        document: docx::document(signed)?,
        text: signed.plain_text(),
        approval: approval.clone(),
        typed,
        recipients: recipients::of(papers, contacts),
        unheard,
    })
}

/// Writes every document that is signed and not saved yet into the folder, making that first.
pub(in crate::desk) fn file(
    record: &mut dyn Record,
    by: &Actor,
    folder: &Path,
) -> Outcome<Vec<PathBuf>> {
    if !record.owes_documents()? {
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
    record.file_documents(by, folder)
}
