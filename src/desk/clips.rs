//! Clips: recordings that have been decoded lately, so that bringing one in, drafting it and playing
//! it decode it once.

use std::collections::{BTreeMap, VecDeque};

use crate::audio::Clip;
use crate::record::RecordingId;

/// Samples kept in all, of two bytes each: over an hour as dictation machines record it.
const ROOM: usize = 64 << 20;

/// What there is of a recording's sound.
pub(super) enum Sound {
    Whole(Clip),
    /// It is being read; what there is of it so far, once there is some.
    Coming(Option<Clip>),
    Unread,
}

/// Several letters of one recording share its sound.
#[derive(Default)]
pub(super) struct Clips {
    /// The latest last.
    kept: VecDeque<(RecordingId, Clip)>,
    coming: BTreeMap<RecordingId, Option<Clip>>,
}

impl Clips {
    pub fn of(&self, recording: RecordingId) -> Sound {
        if let Some(clip) = self.coming.get(&recording) {
            return Sound::Coming(clip.clone());
        }
        let kept = self.kept.iter().find(|(id, _)| *id == recording);
        kept.map_or(Sound::Unread, |(_, clip)| Sound::Whole(clip.clone()))
    }

    /// Somebody reads this one from now on.
    pub fn begin(&mut self, recording: RecordingId) {
        self.coming.insert(recording, None);
    }

    /// The first of it has been read; the clip grows.
    pub fn opened(&mut self, recording: RecordingId, clip: Clip) {
        if let Some(coming) = self.coming.get_mut(&recording) {
            *coming = Some(clip);
        }
    }

    /// It has been read to its end, or cannot be: then the next who wants it tries again.
    pub fn ended(&mut self, recording: RecordingId, read: Option<Clip>) {
        self.coming.remove(&recording);
        if let Some(clip) = read {
            self.keep(recording, clip);
        }
    }

    /// Keeps a whole recording, in place of the oldest where there is no more room.
    pub fn keep(&mut self, recording: RecordingId, clip: Clip) {
        self.kept.retain(|(id, _)| *id != recording);
        self.kept.push_back((recording, clip));
        while self.kept.iter().map(|(_, clip)| clip.len()).sum::<usize>() > ROOM {
            self.kept.pop_front();
        }
    }
}

/// Of recordings that come in together, those whose sound is worth handing on: as many of the first
/// as there is room for, because they are drafted first.
pub(super) struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(ROOM)
    }
}

impl Room {
    pub fn take(&mut self, clip: Clip) -> Option<Clip> {
        self.0 = self.0.checked_sub(clip.len())?;
        Some(clip)
    }
}
