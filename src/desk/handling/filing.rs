//! Filing: readiness, signing, and the document on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::letter::sign::{self, Approval, Hold, Letterhead, Papers, SignedLetter};
use crate::letter::{dates, docx};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Actor, Author, DictationId, Seen, Status};
use crate::store::{NewVersion, Record};

use super::rows::tell_as_it_stands;
use crate::desk::event::Event;
use crate::desk::learning;
use crate::desk::review::Kind;
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;

impl Desk {
    /// What the letter on the desk would be signed as.
    pub fn papers(&self) -> Option<Papers> {
        let piece = self.on_desk.piece.as_ref()?;
        let author = self.author_of(&piece.dictation).cloned();
        Some(Papers {
            letter: piece.letter().clone(),
            letter_id: piece.letter_id,
            dictation_id: piece.dictation.id,
            version: piece.version,
            patient: self.patient_of(&piece.dictation).cloned(),
            typist: self.settings.typist.clone(),
            letterhead: self.letterhead_of(author.as_ref()),
            author,
            dictated: dates::day_of(piece.dictation.dictated_at),
            typed: dates::day_of((self.clock)()),
            open_questions: self.open_questions(),
        })
    }

    /// The hospital's letterhead, with the department of whoever's letter it is.
    fn letterhead_of(&self, author: Option<&Author>) -> Letterhead {
        let mut letterhead = self.settings.letterhead.clone();
        if let Some(author) = author.filter(|author| !author.department.is_empty()) {
            letterhead.department = format!("Department of {}", author.department);
        }
        letterhead.logo = self.logo.as_ref().map(|logo| Arc::clone(&logo.png));
        letterhead
    }

    /// Questions of the review that the letter's own checks do not know of. Unheard audio is
    /// asked about when signing, because there it may be answered with a reason.
    fn open_questions(&self) -> Vec<String> {
        let own = |kind: Kind| !matches!(kind, Kind::NoPatient | Kind::NoAuthor | Kind::Unheard);
        self.on_desk
            .piece
            .iter()
            .flat_map(|piece| piece.review.questions())
            .filter(|question| question.blocks && own(question.kind))
            .map(|question| question.message.clone())
            .collect()
    }

    /// What stands between the letter on the desk and a signature.
    pub fn holds(&self) -> Vec<Hold> {
        self.papers()
            .map_or_else(Vec::new, |papers| sign::readiness(&papers))
    }

    pub(in crate::desk) fn set_status(
        &mut self,
        status: Status,
        told: &str,
        now: f64,
    ) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        piece.dictation.status = status;
        self.change_row(self.actor(), move |record, by, row| {
            record.hand_on(by, row, status)
        });
        self.notices.say(told, now);
        Ok(())
    }

    /// Signs the letter on the desk and files it.
    ///
    /// # Errors
    /// When the identity has not been confirmed, audio has not been heard and no reason is given,
    /// or anything else holds the letter; nothing is signed then.
    pub(in crate::desk) fn sign(
        &mut self,
        identity_checked: bool,
        unheard_reason: &str,
    ) -> Outcome<()> {
        let Some(papers) = self.papers() else {
            return Ok(());
        };
        if let Some(piece) = &self.on_desk.piece {
            piece.refuse_changes()?;
        }
        if !identity_checked {
            return Err(Problem::new(
                "The patient's name, date of birth and NHS number have not been confirmed",
                "Compare them with the referral and tick the box",
            ));
        }
        if self.unheard_seconds() > 0.0 && unheard_reason.trim().is_empty() {
            return Err(Problem::new(
                "Part of the dictation has not been listened to",
                "Play it, or write down why it need not be heard",
            ));
        }
        let approval = Approval {
            by: papers
                .author
                .as_ref()
                .map_or_else(String::new, |author| author.name.clone()),
            at: (self.clock)(),
        };
        let signed = sign::sign(papers, approval).map_err(|holds| {
            let first = holds.into_iter().next().map(|hold| hold.message);
            Problem::new(
                "The letter cannot be signed yet",
                first
                    .unwrap_or_else(|| "Look at the review".to_owned())
                    .trim_end_matches('.')
                    .to_owned(),
            )
        })?;
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.standing = Standing::Signing;
        let row = piece.dictation.seen();
        let by = self.actor();
        let folder = self.settings.letters_folder.clone();
        let reason = unheard_reason.trim().to_owned();
        let lexicon = self.lexicon_for(signed.papers().dictation_id);
        self.crew.record(move |record, outbox| {
            let author = Actor::named(&signed.approval().by);
            let sign = || record.sign(&author, &new_version(&signed, row, reason)?);
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
        Ok(())
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
fn new_version(
    signed: &SignedLetter,
    dictation: Seen<DictationId>,
    unheard: String,
) -> Outcome<NewVersion> {
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
        dictation,
        document: docx::document(signed)?,
        text: signed.plain_text(),
        approval: signed.approval().clone(),
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

fn write(to: &Path, bytes: &[u8]) -> Outcome<()> {
    std::fs::write(to, bytes).map_err(|error| {
        Problem::new(
            "The proof could not be saved there",
            "Choose another folder; the letter itself is safe",
        )
        .because(error)
    })
}
