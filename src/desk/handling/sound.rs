//! Sound: a recording is read once for whoever wants it, to play it or to draft it.

use crate::audio::{Clip, Source, decode};
use crate::desk::clips::Sound;
use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, answered};
use crate::record::{DictationId, RecordingId};

impl Desk {
    /// Has the recording of the dictation on the desk played from `source`, unless it has been
    /// read, or somebody reads it, already.
    pub(in crate::desk) fn fetch_sound(&mut self, source: Outcome<Box<dyn Source>>) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        let Some(recording) = piece.dictation.recording else {
            return;
        };
        match (self.clips.of(recording), source) {
            (Sound::Whole(clip), _) => {
                self.clip_opened(recording, clip.clone());
                self.clip_heard(recording, &Ok(clip));
            }
            (Sound::Coming(clip), _) => {
                if let Some(clip) = clip {
                    self.clip_opened(recording, clip);
                }
            }
            (Sound::Unread, Ok(source)) => {
                self.clips.begin(recording);
                self.crew
                    .read(move |outbox| read_clip(recording, source, outbox));
            }
            (Sound::Unread, Err(problem)) => piece.clip_trouble = Some(problem.message()),
        }
    }

    /// The recording of the draft that is next is at hand: it is read, apart from what somebody
    /// waits to play.
    pub(in crate::desk) fn read_for_draft(
        &mut self,
        recording: RecordingId,
        source: Box<dyn Source>,
    ) {
        let Some(id) = self.drafted_from(recording) else {
            return;
        };
        match self.clips.of(recording) {
            Sound::Whole(clip) => self.hear(id, clip),
            Sound::Coming(_) => {}
            Sound::Unread => {
                self.clips.begin(recording);
                self.crew
                    .check(move |outbox| read_clip(recording, source, outbox));
            }
        }
    }

    /// The first sound of a recording has been read: it can be played.
    pub(in crate::desk) fn clip_opened(&mut self, recording: RecordingId, clip: Clip) {
        self.clips.opened(recording, clip.clone());
        if let Some(piece) = self.on_desk.piece_from(recording) {
            piece.transport.set_length(clip.duration());
            piece.clip = Some(clip.clone());
            self.crew.deck.load(clip);
        }
    }

    /// A recording has been read to its end, or could not be: a draft of it can be made, or not.
    pub(in crate::desk) fn clip_read(
        &mut self,
        recording: RecordingId,
        read: Outcome<Clip>,
        now: f64,
    ) -> Outcome<()> {
        self.clips.ended(recording, read.as_ref().ok().cloned());
        self.clip_heard(recording, &read);
        match (self.drafted_from(recording), read) {
            (None, _) => Ok(()),
            (Some(id), Ok(clip)) => {
                self.hear(id, clip);
                Ok(())
            }
            (Some(id), Err(problem)) => self.drafted(id, Err(problem), now),
        }
    }

    /// What there is of a recording that has been read plays.
    fn clip_heard(&mut self, recording: RecordingId, read: &Outcome<Clip>) {
        let Some(piece) = self.on_desk.piece_from(recording) else {
            return;
        };
        let note = piece.clip.as_ref().and_then(Clip::note);
        piece.clip_trouble = read.as_ref().err().map(|it| it.message()).or(note);
        if let Some(clip) = &piece.clip {
            let length = clip.duration();
            piece.transport.set_length(length);
            piece.dictation.length = length;
            piece.review.is_stale = true;
        }
    }

    /// The dictation being drafted, where this is its recording.
    fn drafted_from(&self, recording: RecordingId) -> Option<DictationId> {
        let id = self.queue.making()?.dictation;
        (self.recording_of(id) == Some(recording)).then_some(id)
    }
}

/// Opens a recording and reads it through, saying so when it can first be played and at the end.
fn read_clip(recording: RecordingId, source: Box<dyn Source>, outbox: &Outbox) {
    let read = answered(|| {
        let (clip, decoding) = decode::open(source)?;
        outbox.post(Event::ClipOpened(recording, clip.clone()));
        decoding.run(&mut |_| true)?;
        Ok(clip)
    });
    outbox.post(Event::ClipRead(recording, read));
}
