//! Settling questions: by a person's word where that is enough, else by saying what to do.

use std::ops::Range;

use crate::clinical::checks::flags::FlagKind;
use crate::desk::asking::second_thought;
use crate::desk::command::{Command, Sheet};
use crate::desk::review::Kind;
use crate::desk::state::Desk;
use crate::desk::verbs::telling;
use crate::letter::{Edit, Gap};
use crate::problem::Outcome;

impl Desk {
    /// Settles the current question, where a person's word settles it: the text is right as it
    /// stands, or the note has been done. Other questions are settled by doing what they say.
    pub(in crate::desk) fn settle_question(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let Some(at) = piece.review.current else {
            self.step_question(true, now);
            return Ok(());
        };
        let Some(question) = piece.review.questions.get(at).cloned() else {
            return Ok(());
        };
        match question.kind {
            Kind::Note(index) => self.settle_note(index, now)?,
            Kind::Flag(FlagKind::Blank) => self.notices.say("Fill the blank in, or delete it", now),
            Kind::Flag(FlagKind::Missing) => {
                self.settle_gap(question.span.map(Gap::Missing), now)?
            }
            Kind::Flag(FlagKind::Unsupported) => {
                self.settle_gap(question.span.map(Gap::Unsupported), now)?;
            }
            Kind::Flag(FlagKind::Note) => {
                let note = second_thought(&question);
                self.edit(Edit::Note { note, done: true }, now)?;
            }
            Kind::Flag(_) => self.settle_words(question.range, now)?,
            Kind::NextLetter => self.on_desk.wish(Command::SplitLetters),
            Kind::OtherLetter => self.notices.say("Take that text out of this letter", now),
            Kind::NoPatient => {
                let (text, set) = ("Choose the patient with {}", self.settings.key_set);
                let text = telling(text, &Command::Show(Sheet::Patient), set);
                self.notices.say(text, now);
            }
            Kind::NoAuthor => self.notices.say("Choose the author above the letter", now),
            Kind::Unheard => self.notices.say("Play it to the end to settle it", now),
        }
        self.refresh_review();
        let left = self
            .on_desk
            .piece
            .as_ref()
            .map_or(0, |piece| piece.review.questions.len());
        if left > 0 && left > at {
            self.go_to_question(at, now);
        }
        Ok(())
    }

    /// Marks one of the draft's notes as done.
    fn settle_note(&mut self, index: usize, now: f64) -> Outcome<()> {
        let draft = self
            .on_desk
            .piece
            .as_ref()
            .and_then(|piece| piece.draft.as_ref());
        match draft.and_then(|draft| draft.notes.get(index)).cloned() {
            Some(note) => self.edit(Edit::Note { note, done: true }, now),
            None => Ok(()),
        }
    }

    /// Marks a gap between speech and text as listened to and right.
    fn settle_gap(&mut self, gap: Option<Gap>, now: f64) -> Outcome<()> {
        match gap {
            Some(gap) => self.edit(Edit::Gap { gap, done: true }, now),
            None => Ok(()),
        }
    }

    /// Marks every unsure word in a range as right.
    fn settle_words(&mut self, range: Option<Range<usize>>, now: f64) -> Outcome<()> {
        let (Some(range), Some(piece)) = (range, &self.on_desk.piece) else {
            return Ok(());
        };
        let starts: Vec<usize> = piece
            .letter()
            .body()
            .cues()
            .iter()
            .filter(|cue| {
                cue.is_unsure() && cue.range.start < range.end && cue.range.end > range.start
            })
            .map(|cue| cue.range.start)
            .collect();
        for at in starts {
            let splice = self
                .on_desk
                .piece
                .as_ref()
                .and_then(|piece| piece.letter().body().settle(at));
            if let Some(splice) = splice {
                self.edit(Edit::Body(splice), now)?;
            }
        }
        Ok(())
    }
}
