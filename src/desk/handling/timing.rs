//! Timing the models: drafts come first, and a model whose turn was cut short has it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clinical::lexicon::Lexicon;
use crate::desk::event::Event;
use crate::desk::models::Pacing;
use crate::desk::sample;
use crate::desk::state::Desk;
use crate::desk::timing::Timing;
use crate::letter::dates;
use crate::problem::{Outcome, Problem, answered};
use crate::speech::model::{Model, Pace, pace};
use crate::speech::{Context, SpeechJob, Tuning};

impl Desk {
    /// Times every model that is here. The one in use comes last, so that it is still loaded for
    /// the next draft.
    pub(in crate::desk) fn time_models(&mut self) {
        let used = self.model().map(|model| model.path.clone());
        let is_used = |model: &Model| Some(&model.path) == used.as_ref();
        let (last, first): (Vec<Model>, _) = self.models.here().iter().cloned().partition(is_used);
        self.models.timing = Some(Timing::of(first.into_iter().chain(last)));
        self.go_on_timing();
    }

    /// What was measured stays; the rest is left as it was.
    pub(in crate::desk) fn stop_timing(&mut self) {
        self.pause_timing();
        self.models.timing = None;
    }

    /// A draft is wanted: the model at work is stopped, and its turn comes again.
    pub(in crate::desk) fn pause_timing(&mut self) {
        if let Some(timing) = &mut self.models.timing {
            timing.pause();
        }
    }

    /// Times the next model, unless one is at work or a draft is being made.
    pub(in crate::desk) fn go_on_timing(&mut self) {
        self.models.timing.take_if(|timing| timing.is_done());
        if self.queue.making().is_some() {
            return;
        }
        let next = self.models.timing.as_mut().and_then(Timing::begin);
        let Some((model, cancel)) = next else {
            return;
        };
        let pacing = self.pacing(&model);
        self.crew.speak(move |speaker, outbox| {
            let timed = answered(|| {
                let job = SpeechJob {
                    samples: sample::stretch()?,
                    lexicon: Arc::new(Lexicon::built_in()),
                    context: Context::default(),
                    tuning: Tuning::full(&model.facts),
                    threads: pacing.threads,
                };
                let transcriber = speaker.with(&model.path)?;
                pace::measure(transcriber, &job, &cancel, &mut |share| {
                    outbox.post(Event::TimingProgress(model.path.clone(), share));
                })
            });
            if cancel.is_cancelled() {
                return;
            }
            let timed = timed.map(|seconds| pacing.pace(seconds));
            if let Ok(pace) = &timed
                && let Err(problem) = pacing.keep(pace)
            {
                outbox.post(Event::Trouble(problem));
            }
            let named = |problem: Problem| {
                let what = format!("{}: {}", model.title(), problem.what());
                Problem::new(what, problem.next())
            };
            outbox.post(Event::Timed(model.path.clone(), timed.map_err(named)));
        });
    }

    pub(in crate::desk) fn timing_progress(&mut self, path: &Path, share: f32) {
        if let Some(timing) = &mut self.models.timing {
            timing.progress(path, share);
        }
    }

    /// A model has been timed, or could not be: the next is begun.
    pub(in crate::desk) fn timed(&mut self, path: &Path, timed: Outcome<Pace>) {
        match timed {
            Ok(pace) => self.models.note(pace),
            Err(problem) => self.notices.tell(&problem),
        }
        if let Some(timing) = &mut self.models.timing {
            timing.ended(path);
        }
        self.go_on_timing();
    }

    /// Has models looked for in these folders, in place of the usual ones.
    pub fn look_for_models_in(&mut self, folders: Vec<PathBuf>) {
        self.models.look_in(folders);
    }

    /// Has paces kept in this file, and takes over those that are in it.
    pub fn keep_paces_in(&mut self, file: PathBuf) {
        self.models.keep_paces_in(file);
    }

    pub(in crate::desk) fn pacing(&self, model: &Model) -> Pacing {
        self.models.pacing(model, dates::day_of((self.clock)()))
    }
}
