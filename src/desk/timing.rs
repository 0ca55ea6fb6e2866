//! Timing the models: how long a minute of dictation takes on this computer with each of them.
//!
//! They are timed one after another on a stretch of the sample clinic. Drafts come first: one that
//! is wanted stops the timing at once, which begins that model again when nothing is to be drafted.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use super::event::Event;
use super::{Desk, sample};
use crate::clinical::lexicon::Lexicon;
use crate::problem::{Outcome, Problem, answered};
use crate::speech::model::{Model, Pace, pace};
use crate::speech::{Cancel, Context, SpeechJob, Tuning};

/// The models being timed.
pub struct Timing {
    /// Those still to be timed, the one that is next or at work first.
    left: VecDeque<Model>,
    done: usize,
    /// Share done of the one at work, 0 to 1.
    progress: f32,
    /// Stops the one at work; none while a draft is being made.
    cancel: Option<Cancel>,
}

impl Timing {
    /// Share of all that is to be done, 0 to 1.
    pub fn share(&self) -> f32 {
        (self.done as f32 + self.progress) / (self.done + self.left.len()).max(1) as f32
    }

    /// The model being timed; none while drafts go first.
    pub fn at_work(&self) -> Option<&Model> {
        self.cancel.as_ref().and(self.left.front())
    }
}

impl Desk {
    /// The timing under way, if one is.
    pub fn timing(&self) -> Option<&Timing> {
        self.models.timing.as_ref()
    }

    /// Times every model that is here. The one in use comes last, so that it is still loaded for
    /// the next draft.
    pub(super) fn time_models(&mut self) {
        let used = self.model().map(|model| model.path.clone());
        let is_used = |model: &Model| Some(&model.path) == used.as_ref();
        let (last, first): (Vec<Model>, _) = self.models.here().iter().cloned().partition(is_used);
        self.models.timing = Some(Timing {
            left: first.into_iter().chain(last).collect(),
            done: 0,
            progress: 0.0,
            cancel: None,
        });
        self.go_on_timing();
    }

    /// What was measured stays; the rest is left as it was.
    pub(super) fn stop_timing(&mut self) {
        self.pause_timing();
        self.models.timing = None;
    }

    /// A draft is wanted: the model at work is stopped, and its turn comes again.
    pub(super) fn pause_timing(&mut self) {
        if let Some(timing) = &mut self.models.timing
            && let Some(cancel) = timing.cancel.take()
        {
            cancel.cancel();
            timing.progress = 0.0;
        }
    }

    /// Times the next model, unless one is at work or a draft is being made.
    pub(super) fn go_on_timing(&mut self) {
        let Some(timing) = self.models.timing.as_ref().filter(|it| it.cancel.is_none()) else {
            return;
        };
        let Some(model) = timing.left.front().cloned() else {
            self.models.timing = None;
            return;
        };
        if self.queue.making().is_some() {
            return;
        }
        let cancel = Cancel::default();
        if let Some(timing) = &mut self.models.timing {
            timing.cancel = Some(cancel.clone());
        }
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

    pub(super) fn timing_progress(&mut self, path: &Path, share: f32) {
        if let Some(timing) = &mut self.models.timing
            && timing.at_work().is_some_and(|model| model.path == path)
        {
            timing.progress = share;
        }
    }

    /// A model has been timed, or could not be: the next is begun.
    pub(super) fn timed(&mut self, path: &Path, timed: Outcome<Pace>) {
        match timed {
            Ok(pace) => self.models.note(pace),
            Err(problem) => self.notices.tell(&problem),
        }
        let is_first = |timing: &&mut Timing| timing.left.front().is_some_and(|it| it.path == path);
        if let Some(timing) = self.models.timing.as_mut().filter(is_first) {
            timing.left.pop_front();
            timing.done += 1;
            timing.progress = 0.0;
            // Where it was begun again before this answer came, once is enough.
            if let Some(cancel) = timing.cancel.take() {
                cancel.cancel();
            }
        }
        self.go_on_timing();
    }
}
