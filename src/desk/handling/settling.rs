//! Settling questions: by a person's word where that is enough, else by saying what to do.

use crate::clinical::checks::flags::FlagKind;
use crate::desk::command::{Command, Sheet};
use crate::desk::review::Kind;
use crate::desk::state::Desk;
use crate::desk::verbs::telling;
use crate::letter::{Edit, Key, Settlement};
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
            Kind::Flag(FlagKind::Blank) => self.notices.say("Fill the blank in, or delete it", now),
            Kind::Flag(_) | Kind::Note => self.enter_as_settled(question.key, now)?,
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

    /// Enters into the letter's ledger what a person has said is right or done.
    fn enter_as_settled(&mut self, key: Key, now: f64) -> Outcome<()> {
        let settlement = Settlement {
            key,
            by: self.actor().name().to_owned(),
            at: Some((self.clock)()),
        };
        let done = true;
        self.edit(Edit::Settle { settlement, done }, now)
    }
}
