//! Drafting: what the speech worker is given for a draft, and what a person may do with one.

use std::sync::Arc;

use crate::audio::{Source, decode};
use crate::clinical;
use crate::clinical::draft::{Heard, Writing};
use crate::letter::Body;
use crate::problem::{Outcome, Problem, answered};
use crate::record::DictationId;
use crate::speech::model::pace::Stopwatch;
use crate::speech::{Cancel, Context, SpeechJob, Transcript, Tuning};

use super::landing::landing;
use crate::desk::event::{Drafted, Event};
use crate::desk::state::Desk;

impl Desk {
    /// The recording is at hand: give it to the speech worker.
    pub(in crate::desk) fn draft_audio(&mut self, id: DictationId, source: Box<dyn Source>) {
        let Some(cancel) = self.queue.hear(id) else {
            return;
        };
        let Some(model) = self.model() else {
            self.queue.rest();
            return;
        };
        let model = model.clone();
        let tuning = Tuning::full(&model.facts);
        let context = self.context(id);
        let lexicon = Arc::new(self.lexicon_for(id));
        let rules = self.rules_for(id);
        let part = self.dictation(id).and_then(|dictation| dictation.part);
        let pacing = self.pacing(&model);
        self.crew.speak(move |speaker, outbox| {
            let drafted = answered(|| {
                let samples = samples_of(source, &cancel)?;
                let length = samples.len() as f64 / f64::from(crate::speech::RATE);
                let transcriber = speaker.with(&model.path)?;
                let job = SpeechJob {
                    samples,
                    lexicon: Arc::clone(&lexicon),
                    context,
                    tuning,
                    threads: pacing.threads,
                };
                let mut stopwatch = Stopwatch::default();
                let Transcript { words, ledger } =
                    transcriber.transcribe(&job, &cancel, &mut |share| {
                        stopwatch.progress(share);
                        outbox.post(Event::DraftProgress(id, share));
                    })?;
                if words.is_empty() && ledger.missing.is_empty() {
                    return Err(no_speech());
                }
                if let Some(seconds) = stopwatch.per_minute(job.samples.len()) {
                    let pace = pacing.pace(seconds);
                    // Nobody asked for it, and the next draft tells as much.
                    let _ = pacing.keep(&pace);
                    outbox.post(Event::Paced(pace));
                }
                let heard = Heard {
                    model: transcriber.describe(),
                    words,
                    missing: ledger.missing,
                    unsupported: ledger.unsupported,
                };
                let writing = Writing {
                    rules: &rules,
                    lexicon: &lexicon,
                    part,
                };
                let (draft, tidied) = writing.draft(heard);
                Ok(Box::new(Drafted {
                    draft,
                    body: tidied.body,
                    length,
                    part,
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
        let own = author
            .into_iter()
            .flat_map(|it| self.dictionary().terms(Some(it.id)));
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
            author: own.map(|own| own.term.text.clone()).collect(),
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
        let edit = landing(piece.letter().body(), &body);
        self.edit(edit, now)
    }

    /// Empties the body in one undoable step.
    pub(in crate::desk) fn discard_draft(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let edit = landing(piece.letter().body(), &Body::default());
        self.edit(edit, now)?;
        if let Some(piece) = &mut self.on_desk.piece {
            piece.select(0..0);
        }
        self.notices
            .say("The draft is out of the letter; Undo brings it back", now);
        Ok(())
    }
}

/// Reads a recording to its end as the recogniser wants it.
fn samples_of(source: Box<dyn Source>, cancel: &Cancel) -> Outcome<Arc<Vec<f32>>> {
    let (clip, decoding) = decode::open(source)?;
    decoding.run(&mut |_| !cancel.is_cancelled())?;
    clip.for_speech()
}

fn no_speech() -> Problem {
    Problem::new(
        "No speech was found in this recording, so there is no draft",
        "Listen to it: if somebody speaks in it, choose another model in Settings and draft it \
         again; if not, ask for it to be dictated again",
    )
}
