//! Drafting: what the speech worker is given for a draft, and what a person may do with one.

use std::sync::Arc;

use crate::audio::Clip;
use crate::clinical;
use crate::clinical::draft::Drafted;
use crate::clinical::landing;
use crate::desk::event::Event;
use crate::desk::hearing::Hearing;
use crate::desk::state::Desk;
use crate::letter::{Body, Edit};
use crate::problem::{Outcome, Problem, answered};
use crate::record::DictationId;
use crate::speech::model::pace::Stopwatch;
use crate::speech::{Context, Tuning};

impl Desk {
    /// The recording has been read: give it to the speech worker.
    pub(in crate::desk) fn hear(&mut self, id: DictationId, clip: Clip) {
        let Some(cancel) = self.queue.hear(id) else {
            return;
        };
        let Some(model) = self.model().cloned() else {
            self.queue.rest();
            return;
        };
        let pacing = self.pacing(&model);
        let mut hearing = Hearing {
            samples: Arc::default(),
            lexicon: Arc::new(self.lexicon_for(id)),
            context: self.context(id),
            rules: self.rules_for(id),
            part: self.dictation(id).and_then(|dictation| dictation.part),
            tuning: Tuning::full(&model.facts),
            threads: pacing.threads,
        };
        self.crew.speak(move |speaker, outbox| {
            let drafted = answered(|| {
                hearing.samples = clip.for_speech()?;
                let mut stopwatch = Stopwatch::default();
                let made = hearing.draft(speaker.with(&model.path)?, &cancel, &mut |share| {
                    stopwatch.progress(share);
                    outbox.post(Event::DraftProgress(id, share));
                })?;
                if made.is_silent() {
                    return Err(no_speech());
                }
                if let Some(seconds) = stopwatch.per_minute(hearing.samples.len()) {
                    let pace = pacing.pace(seconds);
                    // Nobody asked for it, and the next draft tells as much.
                    let _ = pacing.keep(&pace);
                    outbox.post(Event::Paced(pace));
                }
                Ok(Box::new(Drafted {
                    draft: made.draft,
                    body: made.tidied.body,
                    length: hearing.length(),
                    part: hearing.part,
                }))
            });
            if !cancel.is_cancelled() {
                outbox.post(Event::Drafted(id, drafted));
            }
        });
    }

    /// What is known of this dictation: its clinic, its author and its patient.
    fn context(&self, id: DictationId) -> Context {
        let dictation = self.dictation(id);
        let patient = dictation.and_then(|dictation| self.patient_of(dictation));
        let clinic = dictation.map_or("", |dictation| dictation.clinic.as_str());
        let author = dictation.and_then(|dictation| self.author_of(dictation));
        let department = author.map_or("", |author| author.department.as_str());
        let known = patient.map_or_else(Vec::new, |patient| {
            vec![
                patient.practice.doctor.clone(),
                patient.given.clone(),
                patient.family.clone(),
            ]
        });
        Context {
            clues: format!("{clinic}\n{department}"),
            author: author.map_or_else(Vec::new, |author| self.dictionary.own(author.id)),
            patient: known,
        }
    }

    /// Replaces the body with the draft as it was first tidied; one Undo brings it back.
    pub(in crate::desk) fn insert_draft(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let Some(draft) = &piece.draft else {
            return Err(Problem::new(
                "There is no draft of this dictation yet",
                "It appears by itself when it is ready; you can type meanwhile",
            ));
        };
        let body = clinical::tidy(&draft.words, &self.lexicon_for(piece.dictation.id)).body;
        let draft = draft.clone().introduced(&body);
        for edit in landing::edits(piece.letter().body(), &body, &draft) {
            self.edit(edit, now)?;
        }
        Ok(())
    }

    /// Empties the body in one undoable step.
    pub(in crate::desk) fn discard_draft(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let emptied = piece.letter().body().replace_with(&Body::default());
        self.edit(Edit::Body(emptied), now)?;
        if let Some(piece) = &mut self.on_desk.piece {
            piece.select(0..0);
        }
        self.notices
            .say("The draft is out of the letter; Undo brings it back", now);
        Ok(())
    }
}

fn no_speech() -> Problem {
    Problem::new(
        "No speech was found in this recording, so there is no draft",
        "Listen to it: if somebody speaks in it, choose another model in Settings and draft it \
         again; if not, ask for it to be dictated again",
    )
}
