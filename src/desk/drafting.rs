//! Drafting: which recording is drafted next, and where the finished draft goes.

use std::path::PathBuf;
use std::sync::Arc;

use crate::audio::{Source, decode};
use crate::clinical;
use crate::letter::history::Entry;
use crate::letter::{Body, Edit, Manuscript};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, Status};
use crate::speech::{Cancel, Context, Ledger, SpeechJob, Transcript, Tuning, models};
use crate::store::Draft;

use super::Desk;
use super::command::Command;
use super::event::{Drafted, Event};
use super::splitting::{self, split, starts, told};

impl Desk {
    /// The model drafts are made with: the one chosen, or the best there is.
    pub fn model(&self) -> Option<&models::Model> {
        let chosen = self.settings.model.as_ref();
        self.models
            .iter()
            .find(|model| Some(&model.path) == chosen)
            .or_else(|| models::best(&self.models))
    }

    /// The recording is at hand: give it to the speech worker.
    pub(super) fn draft_audio(&mut self, id: DictationId, source: Box<dyn Source>) {
        let Some(cancel) = self.begin_hearing(id) else {
            return;
        };
        let Some(model) = self.model() else {
            self.drafting = None;
            return;
        };
        let path = model.path.clone();
        let tuning = Tuning::full(&model.facts);
        let context = self.context(id);
        let lexicon = Arc::new(self.lexicon_for(id));
        let rules = self.rules_for(id);
        let part = self.dictation(id).and_then(|dictation| dictation.part);
        self.crew.speak(move |speaker, outbox| {
            let drafted = (|| {
                let samples = samples_of(source, &cancel)?;
                let length = samples.len() as f64 / f64::from(crate::speech::RATE);
                let transcriber = speaker.with(&path)?;
                let job = SpeechJob {
                    samples,
                    lexicon: Arc::clone(&lexicon),
                    context,
                    tuning,
                    threads: threads(),
                };
                let Transcript { words, ledger } =
                    transcriber.transcribe(&job, &cancel, &mut |share| {
                        outbox.post(Event::DraftProgress(id, share));
                    })?;
                let mut words = rules.apply(words);
                let Ledger {
                    mut missing,
                    mut unsupported,
                } = ledger;
                if let Some(part) = part {
                    // The recording's other letters have drafts of their own.
                    words.retain(|word| part.holds(word.span));
                    missing.retain(|gap| part.holds(*gap));
                    unsupported.retain(|gap| part.holds(*gap));
                }
                let tidied = clinical::tidy(&words, &lexicon);
                let draft = Draft {
                    model: transcriber.describe(),
                    starts: starts(&tidied.letters(), &words),
                    words,
                    notes: tidied.notes,
                    missing,
                    unsupported,
                };
                Ok(Box::new(Drafted {
                    draft,
                    body: tidied.body,
                    length,
                }))
            })();
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

    /// A draft is done, or could not be made. The next is begun when the worklist comes back with
    /// this one's new state.
    pub(super) fn drafted(
        &mut self,
        id: DictationId,
        drafted: Outcome<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        if self.current_draft(id).is_some() {
            self.drafting = None;
        }
        // Not again by itself: a failure would fail the same way, and until the record answers the
        // worklist still shows it as waiting.
        self.tried.insert(id);
        match drafted {
            Err(problem) => {
                self.draft_failed(id, problem);
                Ok(())
            }
            Ok(drafted) if self.opening == Some(id) => {
                self.landed_while_opening = Some((id, drafted));
                Ok(())
            }
            Ok(drafted) => self.land(id, *drafted, now),
        }
    }

    /// Puts a finished draft into its letter: here when the letter is on the desk, otherwise in
    /// the record.
    pub(super) fn land(&mut self, id: DictationId, drafted: Drafted, now: f64) -> Outcome<()> {
        match &self.piece {
            Some(piece) if piece.dictation.id == id => self.land_on_desk(drafted, now),
            _ => {
                self.land_in_record(id, drafted);
                Ok(())
            }
        }
    }

    fn land_on_desk(&mut self, drafted: Drafted, now: f64) -> Outcome<()> {
        let Drafted {
            draft,
            body,
            length,
        } = drafted;
        let Some(piece) = &mut self.piece else {
            return Ok(());
        };
        let (id, kept) = (piece.dictation.id, draft.clone());
        self.crew
            .record(move |store, _| store.save_draft(id, &kept));
        let is_blank = piece.letter().body().text().trim().is_empty();
        let is_several = holds_several(&draft, &piece.dictation);
        piece.draft = Some(draft);
        piece.review.is_stale = true;
        piece.dictation.length = length;
        if piece.signed.is_some() {
            return Ok(());
        }
        if is_blank && is_several && self.once_saved.is_none() {
            // Its length, by which the last letter's stretch of audio is known.
            self.save_dictation();
            self.apply(Command::SplitLetters, now);
            return Ok(());
        }
        if is_blank {
            let entry = piece
                .manuscript
                .apply(landing(piece.letter().body(), &body), now)?;
            piece.unsaved.since = now;
            piece.unsaved.entries.push(entry);
            piece.dictation.status = splitting::drafted(piece.dictation.status);
            piece.select(0..0);
        } else {
            self.notices.say("The draft is ready; what you typed was left as it is. Letter, Put the draft in, uses it", now);
            if is_several {
                self.notices.say("This recording holds several letters. Review, Split at next patient, gives each its own place", now);
            }
        }
        self.save_dictation();
        Ok(())
    }

    fn land_in_record(&mut self, id: DictationId, drafted: Drafted) {
        let Drafted {
            draft,
            body,
            length,
        } = drafted;
        let people = self.snapshot.clone();
        let lexicon = self.lexicon_for(id);
        self.crew.record(move |store, outbox| {
            store.save_draft(id, &draft)?;
            let mut dictation = store.dictation(id)?;
            let letter = match store.letter_for(id)? {
                Some(letter) => letter,
                None => {
                    store.begin_letter(id, &super::worklist::first_letter(&dictation, &people))?
                }
            };
            let manuscript = Manuscript::replay(letter.start, letter.entries)?;
            let is_blank = manuscript.letter().body().text().trim().is_empty();
            let takes_draft = is_blank && letter.signed.is_none();
            dictation.length = length;
            if takes_draft && holds_several(&draft, &dictation) {
                // It counts as drafted only once it is split: after a power cut it is drafted anew.
                store.update_dictation(&dictation)?;
                let parted = split(store, id, &people, &lexicon)?;
                outbox.post(Event::Said(told(parted.further)));
                return super::worklist::refresh(store, outbox);
            }
            if takes_draft {
                let entry = land_in(manuscript, &body)?;
                store.journal(letter.id, &[entry])?;
            }
            if dictation.status == Status::Waiting {
                dictation.status = Status::DraftReady;
            }
            store.update_dictation(&dictation)?;
            super::worklist::refresh(store, outbox)
        });
    }

    /// Replaces the body with the draft as it was first tidied; one Undo brings it back.
    pub(super) fn insert_draft(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.piece else {
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
    pub(super) fn discard_draft(&mut self, now: f64) -> Outcome<()> {
        let Some(piece) = &self.piece else {
            return Ok(());
        };
        let edit = landing(piece.letter().body(), &Body::default());
        self.edit(edit, now)?;
        if let Some(piece) = &mut self.piece {
            piece.select(0..0);
        }
        self.notices
            .say("The draft is out of the letter; Undo brings it back", now);
        Ok(())
    }
}

/// Whether a draft that has come for the whole of a recording holds several letters. One that has
/// come for a letter of several is never split by itself again: a person decides.
fn holds_several(draft: &Draft, dictation: &Dictation) -> bool {
    !draft.starts.is_empty() && dictation.part.is_none()
}

fn landing(from: &Body, to: &Body) -> Edit {
    Edit::Body(from.replace_with(to))
}

fn land_in(mut manuscript: Manuscript, body: &Body) -> Outcome<Entry> {
    let edit = landing(manuscript.letter().body(), body);
    manuscript.apply(edit, 0.0)
}

/// Reads a recording to its end as the recogniser wants it.
fn samples_of(source: Box<dyn Source>, cancel: &Cancel) -> Outcome<Arc<Vec<f32>>> {
    let (clip, decoding) = decode::open(source)?;
    decoding.run(&mut |_| !cancel.is_cancelled())?;
    clip.for_speech()
}

/// Threads to draft with: one core is left for the person.
pub fn threads() -> usize {
    std::thread::available_parallelism()
        .map_or(1, |cores| cores.get().saturating_sub(1).clamp(1, 8))
}

/// Where models are looked for.
pub(super) fn find_models() -> Vec<models::Model> {
    let folders: Vec<PathBuf> = models::default_folders();
    models::list(&folders)
}
