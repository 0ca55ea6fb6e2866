//! Steps: whether the letter on the desk may go on its way, and what is noted when it does.

use std::sync::Arc;

use crate::clinical::checks::flags::FlagKind;
use crate::desk::command::Signature;
use crate::desk::review::Kind;
use crate::desk::state::Desk;
use crate::desk::workpiece::Workpiece;
use crate::letter::gate::{self, Case, Hold, Step};
use crate::letter::sign::{Letterhead, Manner, Papers, Signer};
use crate::letter::versions::Typed;
use crate::letter::{dates, template};
use crate::problem::{Outcome, Problem};
use crate::record::{Author, Dictation, Status};

impl Desk {
    /// What the letter on the desk would be signed as.
    pub fn papers(&self) -> Option<Papers> {
        let piece = self.on_desk.piece.as_ref()?;
        let dictation = &piece.dictation;
        let author = self.author_of(dictation).cloned();
        let dictated = dates::day_of(dictation.dictated_at);
        let typist = piece.typed.as_ref().map(|typed| typed.initials.clone());
        Some(Papers {
            letter: piece.letter().clone(),
            letter_id: piece.letter_id,
            dictation_id: dictation.id,
            version: piece.version,
            patient: self.patient_of(dictation).cloned(),
            typist: typist.unwrap_or_else(|| self.initials_at_desk()),
            letterhead: self.letterhead_of(author.as_ref()),
            author,
            dictated: dictation.dated_by.is_known().then_some(dictated),
            typed: piece.typed.as_ref().map(|typed| dates::day_of(typed.at)),
            follows: piece.follows,
            signatories: template::signatories(&dictation.work_type),
        })
    }

    /// All that decides whether the letter on the desk may take a step, with what whoever signs
    /// says of it.
    pub fn case(&self, signature: &Signature) -> Option<Case> {
        let piece = self.on_desk.piece.as_ref()?;
        let signed = piece.signed();
        Some(Case {
            papers: self.papers()?,
            signed: signed.map(|version| version.approval.clone()),
            is_withdrawn: piece.dictation.status == Status::Withdrawn,
            signer: self.signer(&piece.dictation),
            manner: signature.manner.clone(),
            approvals: piece.approvals.clone(),
            is_identity_confirmed: signature.identity_checked,
            unheard: self.unheard_seconds(),
            unheard_reason: signature.unheard_reason.clone(),
            open_questions: self.open_questions(),
        })
    }

    /// Whoever is at the desk, as they would sign this dictation's letter.
    fn signer(&self, dictation: &Dictation) -> Signer {
        let person = self.person();
        let author = self.author_of(dictation);
        let own = author.filter(|author| {
            author.person.is_some() && author.person == person.map(|person| person.id)
        });
        // Authors sign as the letter has them.
        let name = own.map(|author| &author.name);
        Signer {
            name: name
                .or(person.map(|person| &person.name))
                .cloned()
                .unwrap_or_default(),
            is_author: own.is_some(),
        }
    }

    /// In which manner whoever is at the desk lets the letter on it go, unless they choose.
    pub fn usual_manner(&self) -> Manner {
        let piece = self.on_desk.piece.as_ref();
        let signs_own = |piece: &Workpiece| {
            !piece.approvals.is_empty() || self.signer(&piece.dictation).is_author
        };
        match piece.is_some_and(signs_own) {
            true => Manner::Own,
            false => Manner::For,
        }
    }

    /// What the reference says of whoever is at the desk; nothing of an author who types.
    fn initials_at_desk(&self) -> String {
        let piece = self.on_desk.piece.as_ref();
        let is_author = piece.is_some_and(|piece| self.signer(&piece.dictation).is_author);
        let person = self.person().filter(|_| !is_author);
        person.map_or_else(String::new, |person| person.initials.clone())
    }

    /// That the letter on the desk is ready to sign now, where nobody has said so before.
    pub(super) fn typed_by_now(&self) -> Typed {
        let before = self.on_desk.piece.as_ref().and_then(|it| it.typed.clone());
        before.unwrap_or_else(|| Typed {
            at: (self.clock)(),
            initials: self.initials_at_desk(),
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

    /// Questions of the review, but for what the gate sees by itself.
    fn open_questions(&self) -> Vec<String> {
        let own = |kind: Kind| {
            !matches!(
                kind,
                Kind::NoPatient | Kind::NoAuthor | Kind::Unheard | Kind::Flag(FlagKind::Blank)
            )
        };
        self.on_desk
            .piece
            .iter()
            .flat_map(|piece| piece.review.questions())
            .filter(|question| question.blocks && own(question.kind))
            .map(|question| question.message.clone())
            .collect()
    }

    /// Sets the letter on the desk aside until its author has answered.
    pub(in crate::desk) fn set_aside(&mut self, now: f64) -> Outcome<()> {
        self.refuse_changes()?;
        if let Some(piece) = &mut self.on_desk.piece {
            piece.dictation.status = Status::Query;
            self.change_row(self.actor(), |record, by, row| record.set_aside(by, row));
            self.notices.say("Set aside with a query", now);
        }
        Ok(())
    }

    /// Hands the letter on the desk over to its author.
    ///
    /// # Errors
    /// When something holds it.
    pub(in crate::desk) fn hand_over(&mut self, now: f64) -> Outcome<()> {
        self.refuse_changes()?;
        self.pass(Step::HandOver)?;
        let typed = self.typed_by_now();
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.dictation.status = Status::ToSign;
        piece.typed = Some(typed.clone());
        self.change_row(self.actor(), move |record, by, row| {
            record.hand_over(by, row, &typed)
        });
        self.notices.say("Waiting for the author's signature", now);
        Ok(())
    }

    fn refuse_changes(&self) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        piece.map_or(Ok(()), Workpiece::refuse_changes)
    }

    /// Lets the letter on the desk take a step that nobody has to say anything for.
    pub(super) fn pass(&self, step: Step) -> Outcome<()> {
        let case = self.case(&Signature::default());
        let holds = case.map_or_else(Vec::new, |case| gate::holds(step, &case));
        if holds.is_empty() {
            return Ok(());
        }
        Err(held(step, holds))
    }
}

/// Tells the first of what holds a letter.
pub(super) fn held(step: Step, holds: Vec<Hold>) -> Problem {
    let what = match step {
        Step::HandOver => "The letter cannot be handed over yet",
        Step::Sign => "The letter cannot be signed yet",
        Step::Send => "The letter cannot be marked as sent yet",
    };
    let first = holds.into_iter().next().map(|hold| hold.message);
    let next = first.unwrap_or_else(|| "Look at the review".to_owned());
    Problem::new(what, next.trim_end_matches('.'))
}
