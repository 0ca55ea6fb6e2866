//! The queue of drafts: which recording is next, how far it is, and what became of the others.

use crate::problem::{Problem, answered};
use crate::record::{Dictation, DictationId, Status};
use crate::speech::Cancel;

use super::Desk;
use super::event::Event;

/// Too little of a draft, or too few seconds of it, to tell from it how long the rest will take.
const TELLING_SHARE: f32 = 0.03;
const TELLING_SECONDS: f64 = 3.0;

/// The draft being made.
pub struct Drafting {
    pub dictation: DictationId,
    /// Share done, 0 to 1.
    pub progress: f32,
    /// Seconds it will still take, once that can be told.
    pub left: Option<f64>,
    /// When the engine first told of progress, and how far it was: loading is not counted.
    from: Option<(f64, f32)>,
    /// Whether the recording has been handed to the engine.
    is_heard: bool,
    cancel: Cancel,
}

impl Drafting {
    fn of(dictation: DictationId) -> Self {
        Self {
            dictation,
            progress: 0.0,
            left: None,
            from: None,
            is_heard: false,
            cancel: Cancel::default(),
        }
    }

    /// How far it is, as a worklist row says it: "drafting 40 %, 2 min left".
    pub fn words(&self) -> String {
        let share = format!("drafting {:.0} %", self.progress * 100.0);
        match self.left {
            Some(left) => format!("{share}, {}", time_left(left)),
            None => share,
        }
    }
}

/// The seconds a job still takes that did the share `from`..`now` in `elapsed` seconds; none
/// where that is too little to tell.
pub fn seconds_left(from: f32, now: f32, elapsed: f64) -> Option<f64> {
    let done = f64::from(now - from);
    let tells = now - from >= TELLING_SHARE && elapsed >= TELLING_SECONDS;
    tells.then(|| elapsed * f64::from((1.0 - now).max(0.0)) / done)
}

/// Seconds as a person says them who does not look at the clock for it.
pub fn time_left(seconds: f64) -> String {
    match (seconds / 60.0).round() {
        _ if seconds < 20.0 => "a few seconds left".to_owned(),
        _ if seconds < 90.0 => "1 min left".to_owned(),
        minutes if minutes < 60.0 => format!("{minutes:.0} min left"),
        minutes => format!("{:.0} h left", minutes / 60.0),
    }
}

impl Desk {
    /// The draft being made now, if one is.
    pub fn drafting(&self) -> Option<&Drafting> {
        self.drafting.as_ref()
    }

    /// Why this dictation has no draft, where the last try failed.
    pub fn draft_failure(&self, id: DictationId) -> Option<&Problem> {
        self.draft_failures.get(&id)
    }

    /// The state a worklist row shows: a draft in the making is not stored, because after a
    /// power cut it would be a lie.
    pub fn shown_status(&self, id: DictationId, stored: Status) -> Status {
        match &self.drafting {
            Some(drafting) if drafting.dictation == id => Status::Drafting,
            _ => stored,
        }
    }

    /// That state in words, with how far a draft is, or that there is none to come.
    pub fn status_words(&self, dictation: &Dictation) -> String {
        match &self.drafting {
            Some(drafting) if drafting.dictation == dictation.id => drafting.words(),
            _ if dictation.status == Status::Waiting
                && self.draft_failure(dictation.id).is_some() =>
            {
                "draft failed".to_owned()
            }
            _ => dictation.status.label().to_owned(),
        }
    }

    /// Starts on the most pressing undrafted recording when nothing is being drafted: the one on
    /// the desk first, then by the order of the worklist, whatever its filter hides.
    pub(super) fn draft_next(&mut self) {
        if self.drafting.is_some() {
            return;
        }
        match self.next_to_draft() {
            Some(id) => self.start_draft(id),
            None => self.go_on_timing(),
        }
    }

    fn next_to_draft(&self) -> Option<DictationId> {
        if !self.settings.draft_ahead || self.model().is_none() {
            return None;
        }
        self.undrafted_on_desk().or_else(|| {
            self.in_order()
                .find(|dictation| self.awaits_draft(dictation))
                .map(|dictation| dictation.id)
        })
    }

    /// Somebody is waiting for the one on the desk: it is drafted now. Another that is being
    /// drafted is put back, and its turn comes again.
    pub(super) fn draft_what_is_on_desk(&mut self) {
        let Some(id) = self.undrafted_on_desk() else {
            return;
        };
        let is_under_way = self.drafting().is_some_and(|it| it.dictation == id);
        if self.settings.draft_ahead && self.model().is_some() && !is_under_way {
            self.start_draft(id);
        }
    }

    fn undrafted_on_desk(&self) -> Option<DictationId> {
        let piece = self.piece.as_ref()?;
        self.awaits_draft(&piece.dictation)
            .then_some(piece.dictation.id)
    }

    fn awaits_draft(&self, dictation: &Dictation) -> bool {
        dictation.status == Status::Waiting && !self.tried.contains(&dictation.id)
    }

    /// Starts a draft of this dictation, ahead of whatever is being drafted.
    pub(super) fn start_draft(&mut self, id: DictationId) {
        self.cancel_draft();
        self.pause_timing();
        self.draft_failures.remove(&id);
        self.drafting = Some(Drafting::of(id));
        self.crew.record(move |store, outbox| {
            outbox.post(match answered(|| store.audio(id)) {
                Ok(source) => Event::AudioFound(id, Box::new(source)),
                Err(problem) => Event::Drafted(id, Err(problem)),
            });
            Ok(())
        });
    }

    /// Stops the draft being made, for good unless it is asked for again, and goes on to the next.
    pub(super) fn stop_draft(&mut self) {
        if let Some(id) = self.cancel_draft() {
            self.tried.insert(id);
            self.draft_next();
        }
    }

    fn cancel_draft(&mut self) -> Option<DictationId> {
        let drafting = self.drafting.take()?;
        drafting.cancel.cancel();
        Some(drafting.dictation)
    }

    /// The recording goes to the engine now: the switch that stops it, or none where nobody
    /// waits for it any more or it went there before.
    pub(super) fn begin_hearing(&mut self, id: DictationId) -> Option<Cancel> {
        let drafting = self.current_draft(id)?;
        let was_heard = std::mem::replace(&mut drafting.is_heard, true);
        (!was_heard).then(|| drafting.cancel.clone())
    }

    pub(super) fn current_draft(&mut self, id: DictationId) -> Option<&mut Drafting> {
        self.drafting
            .as_mut()
            .filter(|drafting| drafting.dictation == id)
    }

    pub(super) fn draft_progress(&mut self, id: DictationId, share: f32, now: f64) {
        if let Some(drafting) = self.current_draft(id) {
            let (begun, from) = *drafting.from.get_or_insert((now, share));
            drafting.progress = share;
            drafting.left = seconds_left(from, share, now - begun);
        }
    }

    /// Another model may manage what the last one failed at.
    pub(super) fn try_failed_again(&mut self) {
        for id in std::mem::take(&mut self.draft_failures).into_keys() {
            self.tried.remove(&id);
        }
    }

    /// Marks the row, so that it can be seen later as well.
    pub(super) fn draft_failed(&mut self, id: DictationId, problem: Problem) {
        self.notices.tell(&problem);
        self.draft_failures.insert(id, problem);
    }
}
