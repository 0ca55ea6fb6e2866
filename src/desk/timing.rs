//! Timing the models: how long a minute of dictation takes on this computer with each of them.
//!
//! They are timed one after another on a stretch of the sample clinic. Drafts come first: one that
//! is wanted stops the timing at once, which begins that model again when nothing is to be drafted.

use std::collections::VecDeque;
use std::path::Path;

use crate::speech::Cancel;
use crate::speech::model::Model;

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
    /// Times these models, in this order.
    pub(super) fn of(models: impl IntoIterator<Item = Model>) -> Self {
        Self {
            left: models.into_iter().collect(),
            done: 0,
            progress: 0.0,
            cancel: None,
        }
    }

    /// Share of all that is to be done, 0 to 1.
    pub fn share(&self) -> f32 {
        (self.done as f32 + self.progress) / (self.done + self.left.len()).max(1) as f32
    }

    /// The model being timed; none while drafts go first.
    pub fn at_work(&self) -> Option<&Model> {
        self.cancel.as_ref().and(self.left.front())
    }

    pub(super) fn is_done(&self) -> bool {
        self.left.is_empty() && self.cancel.is_none()
    }

    /// Sets the next model to work, unless one is: which it is, and the switch that stops it.
    pub(super) fn begin(&mut self) -> Option<(Model, Cancel)> {
        let next = self.left.front().filter(|_| self.cancel.is_none())?;
        let cancel = self.cancel.insert(Cancel::default());
        Some((next.clone(), cancel.clone()))
    }

    /// A draft is wanted: the model at work is stopped, and its turn comes again.
    pub(super) fn pause(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel.cancel();
            self.progress = 0.0;
        }
    }

    pub(super) fn progress(&mut self, path: &Path, share: f32) {
        if self.at_work().is_some_and(|model| model.path == path) {
            self.progress = share;
        }
    }

    /// This model has been timed, or cannot be.
    pub(super) fn ended(&mut self, path: &Path) {
        if self.left.front().is_some_and(|it| it.path == path) {
            self.left.pop_front();
            self.done += 1;
            self.progress = 0.0;
            // Where it was begun again before this answer came, once is enough.
            if let Some(cancel) = self.cancel.take() {
                cancel.cancel();
            }
        }
    }
}
