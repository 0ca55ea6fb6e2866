//! Steps: whether the letter on the desk may go on its way, and what is noted when it does.

use std::sync::Arc;

use crate::clinical::checks::flags::FlagKind;
use crate::desk::review::Kind;
use crate::desk::state::Desk;
use crate::desk::workpiece::Workpiece;
use crate::letter::dates;
use crate::letter::gate::{self, Case, Hold, Step};
use crate::letter::sign::{Letterhead, Papers};
use crate::problem::{Outcome, Problem};
use crate::record::{Author, Status};

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
        })
    }

    /// All that decides whether the letter on the desk may take a step, with what whoever signs
    /// says of it.
    pub fn case(&self, identity_checked: bool, unheard_reason: &str) -> Option<Case> {
        let papers = self.papers()?;
        let signed = self.on_desk.piece.as_ref()?.signed();
        let author = papers.author.as_ref();
        Some(Case {
            signed: signed.map(|version| version.approval.clone()),
            approver: author.map_or_else(String::new, |author| author.name.clone()),
            is_identity_confirmed: identity_checked,
            unheard: self.unheard_seconds(),
            unheard_reason: unheard_reason.to_owned(),
            open_questions: self.open_questions(),
            papers,
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
        self.set_status(Status::Query, "Set aside with a query", now);
        Ok(())
    }

    /// Hands the letter on the desk over to its author.
    ///
    /// # Errors
    /// When something holds it.
    pub(in crate::desk) fn hand_over(&mut self, now: f64) -> Outcome<()> {
        self.refuse_changes()?;
        self.pass(Step::HandOver)?;
        self.set_status(Status::ToSign, "Waiting for the author's signature", now);
        Ok(())
    }

    /// Notes that the signed letter on the desk has gone to its recipients.
    ///
    /// # Errors
    /// When something holds it.
    pub(in crate::desk) fn mark_sent(&mut self, now: f64) -> Outcome<()> {
        self.pass(Step::Send)?;
        self.set_status(Status::Sent, "Marked as sent", now);
        Ok(())
    }

    fn refuse_changes(&self) -> Outcome<()> {
        let piece = self.on_desk.piece.as_ref();
        piece.map_or(Ok(()), Workpiece::refuse_changes)
    }

    /// Lets the letter on the desk take a step that nobody has to say anything for.
    fn pass(&self, step: Step) -> Outcome<()> {
        let case = self.case(false, "");
        let holds = case.map_or_else(Vec::new, |case| gate::holds(step, &case));
        if holds.is_empty() {
            return Ok(());
        }
        Err(held(step, holds))
    }

    fn set_status(&mut self, status: Status, told: &str, now: f64) {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.dictation.status = status;
            self.save_dictation();
            self.notices.say(told, now);
        }
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
