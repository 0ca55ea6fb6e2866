//! Reviewing: the questions are asked anew, and gone through one by one.

use crate::desk::asking::questions;
use crate::desk::state::Desk;

impl Desk {
    /// Works the questions out again if the letter or the listening has changed.
    pub(in crate::desk) fn refresh_review(&mut self) {
        let Some(piece) = self
            .on_desk
            .piece
            .as_ref()
            .filter(|piece| piece.review.is_stale)
        else {
            return;
        };
        let questions = questions(piece, &self.lexicon_of(&piece.dictation));
        if let Some(piece) = &mut self.on_desk.piece {
            let review = &mut piece.review;
            review.current = review.current.filter(|at| *at < questions.len());
            review.questions = questions;
            review.is_stale = false;
        }
    }

    /// Goes on or back by one question, selects its text and plays its sound.
    pub(in crate::desk) fn step_question(&mut self, forward: bool, now: f64) {
        let Some(review) = self.on_desk.piece.as_ref().map(|piece| &piece.review) else {
            return;
        };
        let count = review.questions.len();
        if count == 0 {
            self.notices.say("Nothing is left to settle", now);
            return;
        }
        let at = match (review.current, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.go_to_question(at, now);
    }

    pub(in crate::desk) fn go_to_question(&mut self, at: usize, now: f64) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        let Some(question) = piece.review.questions.get(at).cloned() else {
            return;
        };
        piece.review.current = Some(at);
        if let Some(range) = question.range {
            piece.select(range);
        }
        if let Some(span) = question.span {
            self.play_from(span.start, now);
        }
    }
}
