//! The queue of drafts: which recording is next, how far it is, and what became of the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::record::{Dictation, DictationId, Status};
use crate::speech::Cancel;

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

/// The drafts: the one being made, and what became of those before it.
#[derive(Default)]
pub struct Queue {
    making: Option<Drafting>,
    /// Drafted, or tried and failed, since the program started: not again by themselves.
    tried: BTreeSet<DictationId>,
    /// Why the last try failed, for those that have no draft.
    failures: BTreeMap<DictationId, Problem>,
}

impl Queue {
    /// The draft being made now, if one is.
    pub fn making(&self) -> Option<&Drafting> {
        self.making.as_ref()
    }

    /// The draft of this dictation, if that is the one being made.
    pub fn making_of(&self, id: DictationId) -> Option<&Drafting> {
        self.making().filter(|it| it.dictation == id)
    }

    fn making_mut(&mut self, id: DictationId) -> Option<&mut Drafting> {
        self.making.as_mut().filter(|it| it.dictation == id)
    }

    /// Why this dictation has no draft, where the last try failed.
    pub fn failure(&self, id: DictationId) -> Option<&Problem> {
        self.failures.get(&id)
    }

    /// Whether a dictation is to be drafted by itself when its turn comes.
    pub fn awaits(&self, dictation: &Dictation) -> bool {
        dictation.status == Status::Waiting && !self.tried.contains(&dictation.id)
    }

    /// Begins this one in place of whatever is being made, whose turn comes again.
    pub fn begin(&mut self, id: DictationId) {
        self.cancel();
        self.failures.remove(&id);
        self.making = Some(Drafting::of(id));
    }

    /// Stops the one being made, for good unless it is asked for again; whether there was one.
    pub fn stop(&mut self) -> bool {
        let stopped = self.cancel();
        self.tried.extend(stopped);
        stopped.is_some()
    }

    /// Stops the one being made and says which it was.
    fn cancel(&mut self) -> Option<DictationId> {
        let drafting = self.making.take()?;
        drafting.cancel.cancel();
        Some(drafting.dictation)
    }

    /// The recording goes to the engine now: the switch that stops it, or none where nobody
    /// waits for it any more or it went there before.
    pub fn hear(&mut self, id: DictationId) -> Option<Cancel> {
        let drafting = self.making_mut(id)?;
        let was_heard = std::mem::replace(&mut drafting.is_heard, true);
        (!was_heard).then(|| drafting.cancel.clone())
    }

    pub fn progress(&mut self, id: DictationId, share: f32, now: f64) {
        if let Some(drafting) = self.making_mut(id) {
            let (begun, from) = *drafting.from.get_or_insert((now, share));
            drafting.progress = share;
            drafting.left = seconds_left(from, share, now - begun);
        }
    }

    /// It is drafted, or cannot be. Not again by itself: a failure would fail the same way, and
    /// until the record answers the worklist still shows it as waiting.
    pub fn ended(&mut self, id: DictationId, failure: Option<Problem>) {
        self.making.take_if(|it| it.dictation == id);
        self.tried.insert(id);
        self.failures.extend(failure.map(|why| (id, why)));
    }

    /// Nothing can be made now.
    pub fn rest(&mut self) {
        self.making = None;
    }

    /// A person asks for this one again.
    pub fn try_again(&mut self, id: DictationId) {
        self.tried.remove(&id);
    }

    /// Another model may manage what the last one failed at.
    pub fn try_failed_again(&mut self) {
        for id in std::mem::take(&mut self.failures).into_keys() {
            self.tried.remove(&id);
        }
    }

    /// The state a worklist row shows: a draft in the making is not stored, because after a
    /// power cut it would be a lie.
    pub fn shown_status(&self, id: DictationId, stored: Status) -> Status {
        self.making_of(id).map_or(stored, |_| Status::Drafting)
    }

    /// That state in words, with how far a draft is, or that there is none to come.
    pub fn status_words(&self, dictation: &Dictation) -> String {
        let is_waiting = dictation.status == Status::Waiting;
        match self.making_of(dictation.id) {
            Some(drafting) => drafting.words(),
            None if is_waiting && self.failure(dictation.id).is_some() => "draft failed".to_owned(),
            None => dictation.status.label().to_owned(),
        }
    }

    /// Whether a word stands in those words.
    pub fn tells(&self, dictation: &Dictation, word: &str) -> bool {
        match dictation.status {
            Status::Waiting => self.status_words(dictation).contains(word),
            status => {
                status.label().contains(word)
                    || self
                        .making_of(dictation.id)
                        .is_some_and(|it| it.words().contains(word))
            }
        }
    }
}
