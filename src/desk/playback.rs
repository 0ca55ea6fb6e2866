//! Playback: what playing needs beside the dictation, such as the pedal and how loud it is.

use crate::pedal::PedalMap;

/// What playing needs beside the dictation itself: the pedal, and how loud it is.
pub(super) struct Playback {
    pub pedal_map: PedalMap,
    /// The foot pedal now attached.
    pub pedal_name: Option<String>,
    /// Why there is no sound, where that is known.
    pub sound_trouble: Option<String>,
    /// 1 being as recorded.
    pub volume: f32,
    /// When what has been heard was last noted, on the desk's clock in seconds.
    pub remembered_at: f64,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            pedal_map: PedalMap::default(),
            pedal_name: None,
            sound_trouble: None,
            volume: 1.0,
            remembered_at: 0.0,
        }
    }
}
