//! Playback: what playing needs beside the dictation, such as how loud it is.

/// What playing needs beside the dictation itself.
pub(super) struct Playback {
    /// Why there is no sound, where that is known.
    pub sound_trouble: Option<String>,
    /// 1 being as recorded.
    pub volume: f32,
    /// When what has been heard was last noted, on the desk's clock in seconds.
    pub remembered_at: f64,
    /// Where playing ends by itself, in seconds, where only a stretch was asked for.
    pub until: Option<f64>,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            sound_trouble: None,
            volume: 1.0,
            remembered_at: 0.0,
            until: None,
        }
    }
}
