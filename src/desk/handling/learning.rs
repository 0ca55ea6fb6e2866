//! Learning: what signed letters teach is looked over and decided by a person.

use super::dictionary::read;
use crate::clinical::learning::{Correction, Standing};
use crate::desk::command::Decision;
use crate::desk::event::Event;
use crate::desk::learning::{learnt, term_of};
use crate::desk::state::Desk;
use crate::record::CorrectionId;

impl Desk {
    /// A signed letter has taught something that a person is to be asked about.
    pub(in crate::desk) fn taught(&mut self, count: usize, now: f64) {
        self.notices.say(told(count), now);
    }

    /// Reads the corrections and looks through the drafts of the past, which the record's worker
    /// does because there may be thousands.
    pub(in crate::desk) fn look_over_lessons(&mut self) {
        self.view.learnt = None;
        self.crew.record(|record, outbox| {
            outbox.post(Event::Learnt(Box::new(learnt(record)?)));
            Ok(())
        });
    }

    pub(in crate::desk) fn decide(&mut self, id: CorrectionId, decision: Decision) {
        let Some(correction) = self.correction(id) else {
            return;
        };
        let term = term_of(correction);
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            match decision {
                Decision::Rule => record.accept_rule(&by, id)?,
                Decision::Term(author) => record.accept_term(&by, id, author, &term)?,
                Decision::Decline => record.decline_correction(&by, id)?,
            }
            outbox.post(Event::Decided(id, decision));
            read(record, outbox)
        });
    }

    fn correction(&self, id: CorrectionId) -> Option<&Correction> {
        let learnt = self.view.learnt.as_ref()?;
        let proposed = learnt.proposals.iter().map(|proposal| &proposal.correction);
        let mut all = proposed.chain(&learnt.in_use);
        all.find(|correction| correction.id == id)
    }

    /// A decision is on the disk: it is asked about no longer.
    pub(in crate::desk) fn decided(&mut self, id: CorrectionId, decision: Decision) {
        let mut accepted = self.correction(id).cloned();
        let Some(learnt) = &mut self.view.learnt else {
            return;
        };
        learnt.proposals.retain(|it| it.correction.id != id);
        learnt.in_use.retain(|it| it.id != id);
        if let (Decision::Rule, Some(rule)) = (decision, accepted.take()) {
            // One rule for the same words takes the place of another.
            learnt
                .in_use
                .retain(|it| it.author != rule.author || it.lesson.heard != rule.lesson.heard);
            learnt.in_use.push(Correction {
                standing: Standing::Accepted,
                ..rule
            });
        }
    }
}

fn told(count: usize) -> String {
    let corrections = match count {
        1 => "1 correction".to_owned(),
        count => format!("{count} corrections"),
    };
    format!("{corrections} to look at: Letter, Proposed corrections")
}
