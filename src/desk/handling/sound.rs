//! Sound: a recording is read once for whoever wants it, to play it or to draft it.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::audio::{Clip, decode};
use crate::desk::clips::Sound;
use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, Problem, answered};
use crate::record::{DictationId, RecordingId};
use crate::store::Kept;

/// Bytes of a recording that are held to what came in before any of it is played: a tenth of a
/// second's work.
const AT_ONCE: u64 = 64 << 20;

impl Desk {
    /// Has the recording of the dictation on the desk played from `source`, unless it has been
    /// read, or somebody reads it, already.
    pub(in crate::desk) fn fetch_sound(&mut self, source: Outcome<Box<Kept>>) {
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
    pub(in crate::desk) fn read_for_draft(&mut self, recording: RecordingId, source: Box<Kept>) {
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

    /// A recording is not the one that came in, though some of it could be played already: it is
    /// taken away, and nobody hears more of it.
    pub(in crate::desk) fn clip_refused(
        &mut self,
        recording: RecordingId,
        problem: Problem,
        now: f64,
    ) -> Outcome<()> {
        if let Some(piece) = self.on_desk.piece_from(recording) {
            piece.clip = None;
            self.crew.deck.unload();
            self.notices.tell(&problem);
        }
        self.clip_read(recording, Err(problem), now)
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

/// Holds a recording to what came in and reads it through, saying so when it can first be played and
/// at the end. Nobody waits until a long one has been held: it is read at once, and taken away again
/// where it proves to be another.
fn read_clip(recording: RecordingId, mut kept: Box<Kept>, outbox: &Outbox) {
    let is_long = kept.length() > AT_ONCE;
    if !is_long && let Err(problem) = answered(|| kept.hold()) {
        return outbox.post(Event::ClipRead(recording, Err(problem)));
    }
    let shared = Shared(Arc::new(Mutex::new(*kept)));
    let read = answered(|| {
        let (clip, decoding) = decode::open(Box::new(shared.clone()))?;
        outbox.post(Event::ClipOpened(recording, clip.clone()));
        decoding.run(&mut |_| true)?;
        Ok(clip)
    });
    outbox.post(match answered(|| shared.hold(is_long)) {
        Ok(()) => Event::ClipRead(recording, read),
        Err(problem) => Event::ClipRefused(recording, problem),
    });
}

/// A recording that the decoder reads, and that can still be held to what came in afterwards.
#[derive(Clone)]
struct Shared(Arc<Mutex<Kept>>);

impl Shared {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever panicked while reading it has left it no worse.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self, is_owed: bool) -> Outcome<()> {
        match is_owed {
            true => self.kept().hold(),
            false => Ok(()),
        }
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.kept().read(buffer)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.kept().seek(to)
    }
}
