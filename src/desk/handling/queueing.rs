//! Queueing: what is drafted next, and what somebody waits for first.

use crate::desk::clips::Sound;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::answered;
use crate::record::DictationId;

impl Desk {
    /// Starts on the most pressing undrafted recording when nothing is being drafted: the one on
    /// the desk first, then by the order of the worklist, whatever its filter hides.
    pub(in crate::desk) fn draft_next(&mut self) {
        if self.queue.making().is_some() {
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
            self.worklist
                .in_order(self.day())
                .find(|dictation| self.queue.awaits(dictation))
                .map(|dictation| dictation.id)
        })
    }

    /// Somebody is waiting for the one on the desk: it is drafted now. Another that is being
    /// drafted is put back, and its turn comes again.
    pub(in crate::desk) fn draft_what_is_on_desk(&mut self) {
        let Some(id) = self.undrafted_on_desk() else {
            return;
        };
        let is_under_way = self.queue.making_of(id).is_some();
        if self.settings.draft_ahead && self.model().is_some() && !is_under_way {
            self.start_draft(id);
        }
    }

    fn undrafted_on_desk(&self) -> Option<DictationId> {
        let piece = self.on_desk.piece.as_ref()?;
        self.queue
            .awaits(&piece.dictation)
            .then_some(piece.dictation.id)
    }

    /// Starts a draft of this dictation, ahead of whatever is being drafted: at once where its
    /// recording has been read, else when it has.
    pub(in crate::desk) fn start_draft(&mut self, id: DictationId) {
        let Some(recording) = self.recording_of(id) else {
            return;
        };
        self.queue.begin(id);
        self.pause_timing();
        match self.clips.of(recording) {
            Sound::Whole(clip) => self.hear(id, clip),
            Sound::Coming(_) => {}
            Sound::Unread => self.crew.record(move |record, outbox| {
                outbox.post(match answered(|| record.audio(id)) {
                    Ok(source) => Event::AudioFound(recording, Box::new(source)),
                    Err(problem) => Event::Drafted(id, Err(problem)),
                });
                Ok(())
            }),
        }
    }

    /// Stops the draft being made and goes on to the next.
    pub(in crate::desk) fn stop_draft(&mut self) {
        if self.queue.stop() {
            self.draft_next();
        }
    }
}
