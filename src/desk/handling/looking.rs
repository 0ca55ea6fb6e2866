//! Looking for letters: the record is asked, and what a restricted patient's letters say is kept from
//! whoever may not open them.

use crate::desk::event::Event;
use crate::desk::looking::{AT_A_TIME, Looking, Question};
use crate::desk::state::Desk;
use crate::problem::answered;
use crate::record::{Excerpt, Found};

use super::allowing::Screen;

impl Desk {
    /// What is looked for among all letters, and what was found.
    pub fn looking(&self) -> &Looking {
        &self.view.looking
    }

    /// Looks for what was looked for last; at first, for what the worklist is filtered by.
    pub(in crate::desk) fn look_again(&mut self) {
        let query = match self.view.looking.query() {
            "" => self.worklist.filter.clone(),
            query => query.to_owned(),
        };
        self.look_for(query);
    }

    pub(in crate::desk) fn look_for(&mut self, query: String) {
        let question = self.view.looking.ask(query);
        self.put_to_record(question);
    }

    /// Asks for more of what was found.
    pub(in crate::desk) fn look_on(&mut self) {
        if let Some(question) = self.view.looking.ask_on() {
            self.put_to_record(question);
        }
    }

    fn put_to_record(&mut self, question: Question) {
        let (by, screen) = (self.actor(), self.screen());
        self.crew.record(move |record, outbox| {
            // Whoever types has gone on: only the last question wants an answer.
            if !question.is_last() {
                return Ok(());
            }
            let Question { query, after, .. } = &question;
            let page = answered(|| record.search(&by, query, *after, AT_A_TIME));
            let mut page = page.inspect_err(|_| outbox.post(Event::NotLookedFor))?;
            page.found.retain_mut(|found| is_shown(&screen, found));
            outbox.post(Event::LettersFound(question.answer(page)));
            Ok(())
        });
    }
}

/// Whether a letter is among what was found for whoever asked. One of a restricted patient that is
/// not for them is there as it is in the worklist: nothing that it says is told, not even that it
/// says something.
fn is_shown(screen: &Screen, found: &mut Found) -> bool {
    let patient = found.patient.as_ref();
    if !patient.is_some_and(|it| it.details.restricted) || screen.lets(&found.dictation) {
        return true;
    }
    found.excerpt = Excerpt::default();
    found.by_its_row
}
